"""Webhooks, sent to a real server: their signature, their patience, and where they do not go."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import Page, Site, serving
from stores import arrival

from summarise import cli
from summarise.feeds.webhooks import deliver, signature
from summarise.settings import Fetch, Serve, Settings
from summarise.store import hooks, open_archive
from summarise.store.archive import Archive
from summarise.store.asked import Filters


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(Settings(serve=Serve(data=tmp_path), fetch=Fetch(allow_private=True, timeout=2))) as found:
        yield found


def test_a_signature_as_the_standard_has_it() -> None:
    """The example of Standard Webhooks' own libraries."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_can_check_what_it_gets(archive: Archive, site: Site) -> None:
    _, secret = hooks.add(archive.engine, site.put("/hook", ""), Filters())
    archive.add(arrival("a", title="Un procès"))
    archive.add(arrival("a", title="Un procès, corrigé", text="Autre."))
    assert deliver(archive) == (2, 0)
    _, method, _, headers, body = site.asked[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    assert headers["webhook-signature"] == "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert (method, abs(int(headers["webhook-timestamp"]) - time.time()) < 60) == ("POST", True)
    told = [json.loads(body) for *_, body in site.asked]
    assert [(one["type"], one["data"]["brief"]["title_fr"]) for one in told] == [
        ("brief.created", "Un procès"), ("brief.updated", "Un procès, corrigé"),
    ]  # fmt: skip
    assert deliver(archive) == (0, 0)


def test_patience(archive: Archive, site: Site) -> None:
    site.put("/hook", "", status=500)
    hooks.add(archive.engine, site.url + "/hook", Filters())
    archive.add(arrival("a"))
    now = int(time.time())
    for wait in hooks.WAITS:
        assert deliver(archive, now) == (0, 1)
        assert deliver(archive, now + wait - 1) == (0, 0)
        now += wait
    assert deliver(archive, now) == (0, 1)
    assert deliver(archive, now + 10**7) == (0, 0)
    assert hooks.states(archive.engine) == {"waiting": 0, "done": 0, "failed": 1}
    assert len({headers["webhook-id"] for _, _, _, headers, _ in site.asked}) == 1


def test_it_arrives_when_the_receiver_is_back(archive: Archive, site: Site) -> None:
    site.put("/hook", "", status=503)
    hooks.add(archive.engine, site.url + "/hook", Filters())
    archive.add(arrival("a"))
    now = int(time.time())
    assert deliver(archive, now) == (0, 1)
    site.put("/hook", "", status=204)
    assert deliver(archive, now + 5) == (1, 0)


@pytest.mark.parametrize(("status", "active"), [(410, False), (302, True), (404, True)])
def test_who_is_gone_is_left_alone_and_no_redirect_is_followed(
    archive: Archive, site: Site, status: int, active: bool
) -> None:  # fmt: skip
    site.pages["/hook"] = Page(b"", status=status, headers={"Location": "/other"})
    hooks.add(archive.engine, site.url + "/hook", Filters())
    archive.add(arrival("a"))
    assert deliver(archive) == (0, 1)
    assert site.paths() == ["/hook"]
    assert [one.active for one in hooks.every(archive.engine)] == [active]


def test_one_that_is_silent_does_not_hold_up_the_others(archive: Archive, site: Site) -> None:
    hooks.add(archive.engine, "http://127.0.0.1:1/hook", Filters())
    hooks.add(archive.engine, site.put("/hook", ""), Filters())
    for name in "abc":
        archive.add(arrival(name))
    assert deliver(archive) == (3, 3)


def test_inner_addresses_are_not_told(tmp_path: Path, site: Site) -> None:
    with open_archive(Settings(serve=Serve(data=tmp_path))) as archive:
        hooks.add(archive.engine, site.put("/hook", ""), Filters())
        archive.add(arrival("a"))
        assert deliver(archive) == (0, 1)
    assert site.asked == []


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str], site: Site) -> None:
    config = tmp_path / "c.yaml"
    config.write_text(f"serve: {{data: {tmp_path}}}\nfetch: {{allow_private: true}}\n", encoding="utf-8")

    def run(*arguments: str) -> int:
        return cli.run(["hook", *arguments, "--config", str(config)])

    assert run("add", site.put("/hook", ""), "--offence", "vol", "--min-amount", "1000") == 0
    assert capsys.readouterr().out.startswith("1  whsec_")
    assert [run("add", "exemple.fr"), run("add", site.url, "--stage", "x")] == [2, 2]
    with open_archive(Settings(serve=Serve(data=tmp_path))) as archive:
        archive.add(arrival("a", charges=["vol"], amounts=[1000]))
    capsys.readouterr()
    assert run("list") == 0
    said = capsys.readouterr()
    assert said.out == f"1  actif  {site.url}/hook  offence=vol min_amount=1000.0\n"
    assert said.err == "1 envois en attente, 0 faits, 0 abandonnés\n"
    assert run("run") == 0
    assert len(site.asked) == 1
    assert [run("remove", "1"), run("remove", "1")] == [0, 2]
