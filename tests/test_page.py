"""The page in a real browser: Debian's chromium, driven by Playwright. Skipped where there is none."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fake_service import FAULTY, Running, running
from fakes import ARTICLE, DOCUMENT, TITLE, full_brief
from strangers import XSS

from summarise.records import Brief

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
playwright = pytest.importorskip("playwright.sync_api", reason="the page's tests need playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the page's tests need chromium (apt-get install chromium)")

EVIL_TITLE = XSS[4]
# What closes blocks would be taken for a page of HTML, and its text would not be what was sent.
EVIL = "\n".join([ARTICLE, *(one for one in XSS if "</" not in one and one.isprintable())])
# The first page on a busy machine takes its time.
PATIENCE = 60_000


def _english(brief: Brief) -> Brief:
    """With the English of some values: what the translator would add when it is asked."""
    people = [one.model_copy(update={"status_en": "convicted"}) for one in brief.defendants]
    texts = {"title_en": "Brest: three years", "summary_en": "Alan Prigent was convicted."}
    return brief.model_copy(update={**texts, "defendants": people})


def _evil() -> Brief:
    brief = full_brief().model_dump()
    for one in (*brief["defendants"], *brief["charges"]):
        one["text"], one["name"] = "".join(XSS), "".join(XSS)
        if "offence" in one:
            one.pop("name")
    return Brief.model_validate({**brief, "title_fr": EVIL_TITLE, "summary_fr": " ".join(XSS), "warnings": list(XSS)})


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("data")) as found:
        found.clerk.known[DOCUMENT.text] = _english(full_brief())
        found.clerk.known[f"{EVIL_TITLE}\n{EVIL}"] = _evil()
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as found:
        chromium = found.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def readers(browser: Any) -> Iterator[Callable[[str], Any]]:
    """A reader for each language, who keeps what the browser has loaded: only his first page takes its time."""
    known: dict[str, Any] = {}

    def reader(language: str) -> Any:
        if language not in known:
            known[language] = browser.new_context(locale=language, accept_downloads=True)
            known[language].grant_permissions(["clipboard-read", "clipboard-write"])
        return known[language]

    yield reader
    for context in known.values():
        context.close()


@contextmanager
def opened(
    readers: Any, server: Running, width: int = 1440, language: str = "fr-FR", scheme: str | None = None
) -> Iterator[Any]:
    """The page, freshly opened; what it loads from elsewhere, asks in dialogs or breaks on fails the test."""
    page = readers(language).new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda one: wrong.append(one.url) if f"127.0.0.1:{server.port}" not in one.url
            and not one.url.startswith(("data:", "blob:")) else None)  # fmt: skip
    page.goto(f"http://127.0.0.1:{server.port}/")
    page.wait_for_selector("#condense")
    yield page
    page.evaluate("localStorage.clear()")
    page.close()
    assert wrong == []


def _condense(page: Any, article: str = ARTICLE, title: str = TITLE) -> None:
    page.locator("#article-title input, #article-title textarea").first.fill(title)
    page.locator("#article textarea").fill(article)
    page.locator("#article textarea").press("Enter")


def _luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in colour.strip("rgba()").split(",")[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_COLOURS = """(selector) => {
  const one = document.querySelector(selector);
  let back = one, fill = "rgba(0, 0, 0, 0)";
  for (; back && fill === "rgba(0, 0, 0, 0)"; back = back.parentElement) fill = getComputedStyle(back).backgroundColor;
  return [getComputedStyle(one).color, fill];
}"""


_TEXTS = (".headline", ".status", ".small", ".law", "mark", ".b-stage", ".copy", ".hint", ".warnings li", ".en")


def _contrast(page: Any, selector: str) -> float:
    light, dark = sorted((_luminance(colour) for colour in page.evaluate(_COLOURS, selector)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_from_paste_to_download(readers: Any, server: Running, tmp_path: Path) -> None:
    with opened(readers, server) as page:
        assert page.evaluate("document.documentElement.lang") == "fr"
        _condense(page)
        page.wait_for_selector(".fiche")
        text = page.inner_text(".fiche")
        assert text.index("À VÉRIFIER") < text.index("le faux guérisseur") < text.index("PEINES")
        # a value shows its words, and the other way round
        page.click('.fiche [data-v="sentences-1"]')
        assert page.inner_text("mark.on") == "quatre ans"
        page.focus('mark[data-v="defendants-1"]')
        page.keyboard.press("Enter")
        assert page.inner_text(".fiche .v.on") == "Deux complices"
        page.keyboard.press("Escape")
        assert page.locator(".on").count() == 0
        # English beside French
        assert page.inner_text('.story [lang="en"] .headline') == "Brest: three years"
        page.click(".copy")
        assert "Alan Prigent" in page.evaluate("navigator.clipboard.readText()")
        for ending in ("json", "md", "csv", "html", "docx"):
            with page.expect_download() as download:
                page.click(f'.tool[download$=".{ending}"]')
            download.value.save_as(tmp_path / f"fiche.{ending}")
        brief = json.loads((tmp_path / "fiche.json").read_text(encoding="utf-8"))["brief"]
        assert brief["defendants"][0]["name"] == "Alan Prigent"
        assert (tmp_path / "fiche.docx").read_bytes()[:2] == b"PK"


def test_many_and_one_tried_again(readers: Any, server: Running, tmp_path: Path) -> None:
    rows = [
        {"id": "a-1", "title": TITLE, "text": ARTICLE},
        {"id": "a-2", "text": "Court."},
        {"id": "a-3", "text": FAULTY},
    ]
    (tmp_path / "lot.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with opened(readers, server) as page:
        page.get_by_role("tab").nth(1).click()
        page.wait_for_selector("#condense-all")
        page.locator("#files input[type=file]").set_input_files(tmp_path / "lot.jsonl")
        page.wait_for_selector("#files >> text=lot.jsonl")
        page.click("#condense-all")
        page.wait_for_selector('a[download="fiches.zip"]')
        assert page.locator(".many tbody tr").count() == 3
        page.select_option('[data-filter="state"]', "wrong")
        assert page.locator(".many tbody tr:visible").count() == 2
        page.select_option('[data-filter="state"]', "")
        page.fill('[data-filter="words"]', "guerisseur")
        assert page.locator(".many tbody tr:visible").count() == 1
        page.click("[data-act=see]")
        page.wait_for_selector("#many-view .fiche")
        page.fill('[data-filter="words"]', "")
        server.clerk.known[FAULTY] = full_brief()
        with page.expect_download() as download:
            page.click('a[download="fiches.zip"]')
        assert Path(download.value.path()).read_bytes()[:2] == b"PK"
        page.locator("[data-act=retry]").nth(1).click()
        page.wait_for_selector("#many-status >> text=3 / 3")


@pytest.mark.parametrize(
    ("language", "said"), [("fr-FR", "trop court"), ("en-GB", "too short"), ("de-DE", "trop court")]
)
def test_an_error_in_the_readers_language(readers: Any, server: Running, language: str, said: str) -> None:
    with opened(readers, server, language=language) as page:
        _condense(page, "Trop court.")
        page.wait_for_selector('.fault[role="alert"]')
        assert said in page.inner_text(".fault")
        page.click('[data-lang="en"]')
        page.wait_for_selector("#condense:has-text('Condense')")
        page.wait_for_function("document.querySelector('#condense').textContent.trim() === 'Condense'")
        assert "too short" in page.inner_text(".fault")
        assert page.inner_text('[role="tab"] >> nth=1') == "Many articles"


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_widths_and_colours(readers: Any, server: Running, width: int, scheme: str) -> None:
    """Each width begins with the scheme that the system asks for; the switch gives the other one."""
    with opened(readers, server, width, scheme=scheme) as page:
        assert _contrast(page, "#condense") >= 4.5
        _condense(page)
        page.wait_for_selector(".fiche .badge")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (_luminance(page.evaluate(_COLOURS, ".headline")[1]) < 0.2) == (scheme == "dark")
        for _ in range(2):
            for selector in _TEXTS:
                assert _contrast(page, selector) >= 4.5, selector
            page.click(".theme")
        beside = page.evaluate(
            "document.querySelector('.article').getBoundingClientRect().left > 0.4 * document.body.clientWidth"
        )
        assert beside == (width == 1440)


def test_an_example_is_one_click_away(readers: Any, server: Running) -> None:
    with opened(readers, server) as page:
        page.locator(".examples button").nth(1).click()
        page.wait_for_selector(".fiche")
        page.click("#change")
        page.wait_for_selector("#condense")
        assert "Tulle" in page.locator("#article textarea").input_value()


def test_nothing_of_strangers_runs(readers: Any, server: Running) -> None:
    with opened(readers, server) as page:
        _condense(page, EVIL, EVIL_TITLE)
        page.wait_for_selector(".fiche")
        assert page.inner_text(".article-title") == EVIL_TITLE
        assert page.locator(".warnings li").count() == len(XSS)
        assert (
            page.locator(".pair script, .pair img, .pair iframe, .pair svg, .pair [onload], .pair [onerror]").count()
            == 0
        )
        assert page.locator(".pair a:not([download])").count() == 0


def test_everything_has_a_name(readers: Any, server: Running) -> None:
    """What a screen reader meets: no control without a name, one h1, landmarks, the result announced by its focus."""
    nameless = """() => [...document.querySelectorAll("button, input, textarea, select, a")]
        .filter((one) => one.offsetParent && !(one.textContent.trim() || one.getAttribute("aria-label")
            || one.labels?.length || one.closest("label") || one.title))
        .map((one) => one.outerHTML.slice(0, 120))"""
    with opened(readers, server) as page:
        assert page.evaluate(nameless) == []
        assert page.locator("h1").count() == 1
        _condense(page)
        page.wait_for_selector(".fiche")
        assert page.evaluate(nameless) == []
        page.wait_for_function("document.activeElement.classList.contains('pair')")
