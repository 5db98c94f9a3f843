"""HTML to text: the article without menus, scripts or comments, with its title and date."""

import datetime
import logging
import re
from dataclasses import dataclass
from html import unescape

from summarise.errors import InputError

_STARTS = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|!--|html|head|body|article|main|section|header|div|p|h[1-6]|script|style|meta"
    r"|title|span|table|ul)\b",
    re.IGNORECASE,
)
_BLOCKS = re.compile(r"</(?:p|div|body|article|h[1-6]|script)\s*>", re.IGNORECASE)
# The extractor drops the only paragraph of a very short page: there the whole page is the article.
_SHORT = 500
_TITLE = re.compile(r"<title[^<>]*>([^<]*)</title>", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """What a page of HTML holds."""

    title: str
    article: str
    date: datetime.date | None = None


def looks_like_html(text: str) -> bool:
    """Whether `text` is HTML: it begins with a tag, or closes several blocks."""
    return bool(_STARTS.match(text[:500])) or len(_BLOCKS.findall(text)) >= 2


def _whole_text(markup: str) -> str:
    """All the words of the page, for pages so short or odd that no article stands out."""
    from lxml import etree, html  # noqa: PLC0415 - heavy
    from lxml_html_clean import Cleaner  # noqa: PLC0415

    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ""
    cleaner = Cleaner(scripts=True, javascript=True, style=True, kill_tags={"title", "nav", "footer", "noscript"})
    clean = cleaner.clean_html(tree)
    for block in clean.iter("p", "div", "br", "h1", "h2", "h3", "h4", "li", "section", "article"):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in clean.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _silence(*names: str) -> None:
    """These libraries log what they stumble on, the article's words included."""
    for name in names:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [logging.NullHandler()], False


def read_page(markup: str, url: str | None = None) -> Page:
    """The article of a page. Scripts, styles and comments never come through."""
    import trafilatura  # noqa: PLC0415 - heavy

    _silence("trafilatura", "htmldate", "courlan")
    try:
        found = trafilatura.bare_extraction(
            markup, url=url, include_comments=False, include_tables=False, favor_precision=False, with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except Exception as error:  # the parsers below raise what they like on broken pages
        raise InputError("La page ne peut être lue", "copiez le texte de l'article dans un fichier .txt.") from error
    if found is None or isinstance(found, dict):
        title = _TITLE.search(markup)
        return Page(" ".join(unescape(title.group(1)).split()) if title else "", _whole_text(markup))
    article, title_text = (found.text or "").strip(), (found.title or "").strip()
    if len(article) < _SHORT:
        whole = _whole_text(markup)
        article = article if len(article) * 5 >= min(len(whole), _SHORT) else whole
    return Page(title_text, _without_title(article, title_text), _day(found.date))


def _without_title(article: str, title: str) -> str:
    """Many pages repeat the title as the first line of the text."""
    first, _, rest = article.partition("\n")
    return rest.lstrip() if title and first.strip() == title and rest.strip() else article
