"""What a viewer brought stays for as long as they do, in each tab, and nobody else sees it."""

import re
import time

import pytest
from builders import c2_file, c2_row
from serving import PUBLIC, served
from viewing import Viewer, asked

PAGE = {"Accept": "text/html,application/xhtml+xml"}
READ = "Read: SIPRI"


def register(value):
    row = c2_row(1, supplier="Iran", year=2014, value=value)
    return c2_file(row, generated="3 May 2024 1:00:00 PM", years=("2000", "2023")).encode()


def cookie_of(explorer, **headers):
    """The cookie that a page comes with, without its attributes; nothing where there is none."""
    _, answer, _ = asked(explorer.url, "/data", **PAGE, **headers)
    given = [one for one in answer.get_all("Set-Cookie") or [] if "viewer" in one]
    return given[0].partition(";")[0] if given else ""


def returning(explorer, cookie):
    return Viewer(explorer.url, headers={"Cookie": cookie})


def test_a_reload_and_a_second_tab_have_what_was_brought(own):
    cookie = cookie_of(own)
    with returning(own, cookie) as before:
        before.bring("register.csv", register(60))
        with returning(own, cookie) as tab:
            assert READ in tab.open("data").says()
    with returning(own, cookie) as after:
        assert READ in after.open("data").says()
        after.press(after.button("Forget it"), "data")
    with returning(own, cookie) as later:
        assert READ not in later.open("data").says()


@pytest.mark.parametrize(
    "change",
    [
        lambda cookie: "",
        lambda cookie: cookie[:-1] + ("0" if cookie[-1] != "0" else "1"),
        lambda cookie: cookie.partition("=")[0] + "=" + "0" * 32,
        lambda cookie: cookie.partition("=")[0] + "=",
        lambda cookie: re.sub(r"-\d+=", "-1=", cookie),
    ],
    ids=["none", "nearly the same", "made up", "empty", "of another port"],
)
def test_another_cookie_opens_nothing(own, change):
    cookie = cookie_of(own)
    with returning(own, cookie) as viewer:
        viewer.bring("register.csv", register(61))
        with returning(own, change(cookie)) as other:
            assert READ not in other.open("data").says()


def test_it_ends_when_the_last_tab_has_been_left_for_a_while(brief):
    cookie = cookie_of(brief)
    with returning(brief, cookie) as viewer:
        viewer.bring("register.csv", register(62))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        time.sleep(7)  # longer than who left is remembered, and one look round
        with returning(brief, cookie) as later:
            if READ not in later.open("data").says():
                return
    pytest.fail("it was still there a minute later")


def test_the_cookie_is_for_the_server_alone_and_no_page_with_it_is_stored(own):
    _, headers, _ = asked(own.url, "/", **PAGE)
    (given,) = (one for one in headers.get_all("Set-Cookie") if "viewer" in one)
    port = own.url.rpartition(":")[2]
    assert re.fullmatch(
        rf"armstransfers-viewer-{port}=[0-9a-f]{{32}}; Path=/; HttpOnly; SameSite=Lax", given
    )
    assert headers["Cache-Control"] == "no-store"


def test_a_browser_keeps_the_cookie_that_it_has(own):
    assert cookie_of(own, Cookie=cookie_of(own)) == ""
    assert cookie_of(own) != cookie_of(own)


@pytest.mark.parametrize("path", ["/healthz", "/_stcore/health", "/static/none.js"])
def test_only_a_page_comes_with_it(own, path):
    _, headers, _ = asked(own.url, path)
    assert not [one for one in headers.get_all("Set-Cookie") or [] if "viewer" in one]


def test_behind_a_proxy_that_encrypts_it_is_never_sent_in_the_clear(public):
    headers = {"Host": PUBLIC, "X-Forwarded-Proto": "https"}
    _, answer, _ = asked(public.url, "/", **PAGE, **headers)
    (given,) = (one for one in answer.get_all("Set-Cookie") if "viewer" in one)
    assert given.startswith("armstransfers-viewer=")
    assert given.endswith("; Secure")


def test_what_is_kept_on_the_computer_answers_after_a_restart(tmp_path):
    """The register of edition 2024 is older than the extract, and answers where that cannot."""
    with served(tmp_path) as url, Viewer(url) as owner:
        keep = owner.bring("register.csv", register(63)).button("Keep it on this computer")
        owner.press(keep, "data")
    with served(tmp_path) as url, Viewer(url) as owner:
        said = owner.open("suppliers", "recipient=Algeria&years=2011&years=2015").says()
        assert "Shown: 2024, complete." in said
        assert "No deliveries are recorded" in said
