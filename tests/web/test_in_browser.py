"""The main paths as readers walk them in Chromium: with scripts and without, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import re
import socket
import time

import httpx
import pytest
from browser import in_browser, page_of, serious_faults
from playwright.sync_api import expect
from site_served import served

import hemicycle.web.pages.routes as routes
import hemicycle.web.server as server

pytestmark = in_browser
# A machine that does much else takes its time.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def address():
    with served() as found:
        # What takes longest the first time is worked out before a browser waits for it.
        for path in ("/en/", "/en/live/"):
            httpx.get(found + path, timeout=120)
        yield found


def test_typing_finds_an_election_and_a_link_opens_it(address):
    with page_of(f"{address}/en/", within=address) as page:
        assert page.locator("table.archive tbody tr").count() > 50
        page.get_by_label("Country, chamber or year").press_sequentially("kaz 2021")
        expect(page.locator("table.archive tbody tr")).to_have_count(1)
        assert page.url.split("?")[1].startswith("q=kaz+2021") or "q=kaz%202021" in page.url
        assert page.get_by_role("status").inner_text() == "1 election"
        page.get_by_role("link", name="Kazakhstan: Mazhilis").click()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Election of 10 January 2021: Mazhilis")
        page.get_by_role("link", name="Қазақша").click()
        assert page.url == f"{address}/kk/elections/kz-mazhilis-2021/"
        page.locator(".stages a[href$='/preliminary/']").click()
        assert page.url == f"{address}/kk/elections/kz-mazhilis-2021/preliminary/"


def test_a_threshold_is_slid_and_the_chamber_answers_at_once(address):
    with page_of(f"{address}/ru/what-if/", within=address) as page:
        row = page.locator("table.seats tbody tr").filter(has_text="Ауыл")
        assert row.locator("b").inner_text() == "0"
        page.locator("#threshold").fill("5")
        expect(page.locator("#answer")).to_contain_text("5\N{NO-BREAK SPACE}%")
        # 5 % admits Auyl: 72, 11, 9 and 6 of the 98 list seats
        assert row.locator("b").inner_text() == "6"
        assert row.locator(".swatch").evaluate("each => each.getBoundingClientRect().height") < 20
        assert page.url.endswith("&threshold=5")
        page.reload()
        assert row.locator("b").inner_text() == "6"
        page.locator("#law").select_option("kz-mazhilis@2021-05-24")
        expect(page.locator("#answer")).to_contain_text("2021-05-24")
        assert page.locator("#threshold").input_value() == "5"
        assert "threshold" not in page.url


def test_without_scripts_the_same_is_asked_by_buttons(address):
    with page_of(f"{address}/en/what-if/?threshold=5", within=address, scripts=False) as page:
        assert page.locator("table.seats tbody tr").filter(has_text="Auyl").locator("b").inner_text() == "6"
        page.get_by_role("spinbutton", name="Seats").fill("50")
        page.get_by_role("button", name="Count").click()
        assert "seats: 50" in page.locator("#answer").inner_text()
    with page_of(f"{address}/en/?q=kaz+2021", within=address, scripts=False) as page:
        assert page.locator("table.archive tbody tr").count() == 1
        page.get_by_label("Country", exact=True).select_option("pl")
        page.get_by_label("Country, chamber or year").fill("")
        page.get_by_role("button", name="Show").click()
        assert page.locator("table.archive tbody tr").count() == 2
    with page_of(f"{address}/en/live/", within=address, scripts=False) as page:
        page.get_by_role("link", name="To the end").click()
        assert "All 40 seats are given." in page.locator("#now").inner_text()


def test_a_script_in_the_name_of_a_party_stays_a_name(address):
    with page_of(f"{address}/en/votes/", within=address) as page:
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        page.locator("#table").fill(
            'party,votes\n<img src=x onerror=alert(1)>,6000\n"</script><script>alert(2)//",4000\n'
        )
        page.get_by_label("Law", exact=True).select_option("kz-mazhilis@2020-05-25")
        page.get_by_role("button", name="Count").click()
        assert "<img src=x onerror=alert(1)>" in page.locator("table.seats").inner_text()
        assert asked == []
        assert serious_faults(page) == []


def test_the_night_passes_by_itself(address, monkeypatch):
    monkeypatch.setattr(routes, "BETWEEN_STATES", 0.02)
    with page_of(f"{address}/en/live/9/", within=address) as page:
        page.get_by_role("link", name="Let the night pass").click()
        expect(page.locator("#now")).to_contain_text("All 40 seats are given.")


def test_the_keyboard_skips_to_the_text_and_reaches_everything(address):
    with page_of(f"{address}/en/laws/kz-mazhilis/", within=address) as page:
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the text"
        page.keyboard.press("Enter")
        assert page.url.endswith("#text")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


PATHS = (
    "kk/",
    "ru/elections/kz-mazhilis-2021/",
    "kk/laws/kz-mazhilis/",
    "en/laws/kz-mazhilis/2018-06-29...2020-05-25/",
    "kk/parties/nur-otan/",
    "ru/what-if/?threshold=5",
    "en/live/9/",
    "en/api/",
    "ru/nothing/",
)


def test_nothing_hinders_readers_and_no_page_is_wider_than_a_phone(address):
    # Every page is checked once, by light and in the dark in turn; both widths have the same colours and words.
    for place, path in enumerate(PATHS):
        with page_of(f"{address}/{path}", within=address, width=390, scheme=("light", "dark")[place % 2]) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
            assert serious_faults(page) == [], path


def test_a_client_that_does_not_finish_its_request_is_let_go(address, monkeypatch):
    monkeypatch.setattr(server, "_HEAD", 0.3)
    host, port = re.fullmatch(r"http://(.+):(\d+)", address).groups()
    with socket.create_connection((host, int(port)), timeout=5) as slow:
        for _ in range(20):
            try:
                slow.sendall(b"GET /en/ HTTP/1.1\r\n" if _ == 0 else b"X-A: b\r\n")
            except OSError:
                break
            time.sleep(0.05)
        slow.settimeout(5)
        assert slow.recv(100) == b""


def test_more_streams_than_a_client_may_have_are_refused_politely(address):
    host, port = re.fullmatch(r"http://(.+):(\d+)", address).groups()
    asked = b"GET /en/live/states HTTP/1.1\r\nHost: x\r\n\r\n"
    opened = [socket.create_connection((host, int(port)), timeout=60) for _ in range(12)]
    try:
        for each in opened:
            each.sendall(asked)
        heads = [each.recv(400) for each in opened]
    finally:
        for each in opened:
            each.close()
    assert sum(head.startswith(b"HTTP/1.1 200") for head in heads) == 6
    refused = [head for head in heads if head.startswith(b"HTTP/1.1 503")]
    assert len(refused) == 6
    assert all(b"retry-after: 30" in head and b"server:" not in head.lower() for head in refused)
