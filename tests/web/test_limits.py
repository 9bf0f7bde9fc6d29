"""What asks for too much, or tries a trick, is turned away with one clear message."""

import time
import tracemalloc

import pytest
from site_client import client_of

from hemicycle.publish.language.language import language
from hemicycle.web.limits import Buckets, Limits, Streams
from hemicycle.web.problem import plainly


def is_problem(told, status):
    assert told.status_code == status, told.text
    assert told.headers["content-type"] == "application/problem+json"
    problem = told.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert not any(word in told.text for word in ("Traceback", "/src/", "site-packages"))
    assert "server" not in told.headers
    return problem


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/nothing", 404),
        ("/api/v1/elections/xx-council-2020", 404),
        ("/api/v1/laws/xx-council", 404),
        ("/api/v1/laws/kz-mazhilis/1900-01-01", 404),
        ("/api/v1/parties/nobody", 404),
        ("/api/v1/elections?after=yesterday", 422),
        ("/api/v1/elections/kz-mazhilis-2021/outcome?stage=never", 422),
        ("/api/v1/elections/kz-mazhilis-2021/chamber?on=1900-01-01", 422),
        ("/api/v1/elections/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/api/v1/elections/..%2f..%2fetc%2fpasswd", 404),
        ("/api/v1/elections/%2Fetc%2Fpasswd", 404),
        ("/api/v1/elections/a%00b", 404),
        ("/api/v1/laws/..%5c..%5cwindows/2021-01-10", 404),
        ("/api/v1/elections?q=" + "x" * 9_000, 414),
    ],
)
def test_what_is_not_there_or_is_asked_wrongly_is_a_problem(site, address, status):
    is_problem(site.get(address), status)


@pytest.mark.parametrize(("method", "address"), [("PUT", "/api/v1/elect"), ("POST", "/api/v1/elections")])
def test_a_method_that_an_address_lacks_is_a_problem(site, method, address):
    told = site(method, address)
    is_problem(told, 405)
    assert told.headers["allow"]


def test_a_law_is_never_a_file_of_the_machine(site, written):
    path = written("mine.yaml", "law: xx-council\n")
    for law in (str(path), "/etc/hostname.yaml", "../../x.yaml"):
        problem = is_problem(site.post("/api/v1/elect", json={"votes": {"A": 1}, "law": law}), 422)
        assert "mine.yaml" not in problem["errors"][0]["expected"]


def test_mistakes_of_a_table_are_told_with_their_lines(site):
    law = "kz-mazhilis@2021-01-10"
    headers = {"content-type": "text/csv"}
    for table, line, found in (
        (b"party,votes\nA,5\nB,many\n", 3, "'many'"),
        (b"party,votes\nA,5\nA,6\n", 3, "'A'"),
        (b"party,votes\nA,5,6\n", 2, "3 cells"),
        (b"who,votes\nA,5\n", 1, "the columns who, votes"),
        (b'party,votes\n"A,5\n', 2, "broken quoting (unexpected end of data)"),
        (b"party,votes\n\xcf\xe0\xf0\xf2\xe8\xff,5\n", 2, "the byte 0xCF: Windows-1251 text"),
    ):
        problem = is_problem(site.post(f"/api/v1/elect/csv?law={law}", content=table, headers=headers), 422)
        assert (problem["errors"][0]["line"], problem["errors"][0]["found"]) == (line, found)


def test_a_table_of_another_kind_is_refused(site):
    is_problem(site.post("/api/v1/elect/csv?law=kz-mazhilis@2021-01-10", content=b"\x89PNG"), 415)


def test_a_body_of_a_gigabyte_is_refused_at_once(portal):
    taken = [0]

    async def gigabyte():
        part = b"x" * 65_536
        for _ in range(2**30 // len(part)):
            taken[0] += len(part)
            yield part

    small = client_of(portal, Limits(burst=10**6))
    tracemalloc.start()
    told = small.post("/api/v1/elect", content=gigabyte(), headers={"content-type": "application/json"})
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    is_problem(told, 413)
    # httpx hands a stream over part by part; no more of it is taken than may be read.
    assert taken[0] < 2_000_000
    assert most < 20_000_000
    named = small.post("/api/v1/elect", content=b"", headers={"content-length": str(2**30)})
    is_problem(named, 413)
    assert named.headers["connection"] == "close"


def test_a_body_that_does_not_come_is_given_up(portal):
    async def slow():
        import anyio

        yield b"{"
        await anyio.sleep(30)

    quick = client_of(portal, Limits(between_parts=0.2, burst=10**6))
    started = time.monotonic()
    told = quick.post("/api/v1/elect", content=slow(), headers={"content-type": "application/json"})
    is_problem(told, 408)
    assert time.monotonic() - started < 5


def test_work_that_takes_too_long_is_stopped_and_the_site_goes_on(portal):
    hasty = client_of(portal, Limits(work=0.001, burst=10**6))
    told = hasty.post("/api/v1/what-if", json={"election": "pl-sejm-2019"})
    is_problem(told, 503)
    assert int(told.headers["retry-after"]) > 0
    page = hasty.get("/ru/what-if/?election=pl-sejm-2019")
    assert page.status_code == 503
    assert language("ru").say("This takes too long at the moment") in page.text
    is_problem(hasty.get("/api/v1/nothing"), 404)


def test_a_client_that_asks_too_often_is_told_when_to_come_again(portal):
    strict = client_of(portal, Limits(burst=100, refill=1, work_costs=50))
    assert [strict.get("/api/v1/nothing").status_code for _ in range(3)] == [404, 404, 429]
    told = strict.get("/api/v1/nothing")
    is_problem(told, 429)
    assert 1 <= int(told.headers["retry-after"]) <= 50


def test_tokens_come_back_and_the_table_of_clients_does_not_grow():
    now = [0.0]
    buckets = Buckets(Limits(burst=10, refill=2, clients=3), now=lambda: now[0])
    assert buckets.take("a", 10) == 0
    assert buckets.take("a", 4) == 2
    now[0] = 2
    assert buckets.take("a", 4) == 0
    for client in "bcd":
        buckets.take(client, 1)
    # The one not heard of for longest was forgotten, and so has a full bucket again.
    assert buckets.take("a", 10) == 0


def test_ten_thousand_event_streams_are_no_more_than_a_hundred():
    streams = Streams(Limits(streams=100, streams_of_one=6))
    assert sum(streams.opened(f"client {number % 1_000}") for number in range(10_000)) == 100
    assert sum(Streams(Limits()).opened("one") for _ in range(10)) <= 10
    streams.closed("client 0")
    assert streams.opened("client 0")
    alone = Streams(Limits(streams_of_one=6))
    assert sum(alone.opened("one") for _ in range(10_000)) == 6


def test_every_answer_carries_what_keeps_its_reader_safe(site):
    for told in (site.get("/api/v1/laws"), site.get("/api/v1/nothing"), site("PUT", "/")):
        policy = told.headers["content-security-policy"]
        assert all(part in policy for part in ("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'"))
        assert told.headers["x-content-type-options"] == "nosniff"
        assert told.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("/home/me/lib/hemicycle/elections/xx/votes.csv", "votes.csv"),
        ("no file /srv/data/x.csv here", "no file x.csv here"),
        ("a share of 1/20, see https://example.org/a/b", "a share of 1/20, see https://example.org/a/b"),
        ("--law, such as --law xx-council", "law, such as law xx-council"),
    ],
)
def test_messages_say_nothing_of_the_machine(text, plain):
    assert plainly(text) == plain


def test_people_are_told_of_limits_on_a_page_in_their_language(portal):
    strict = client_of(portal, Limits(burst=40, refill=1, work_costs=50))
    told = strict.get("/kk/laws/")
    assert told.status_code == 429
    assert int(told.headers["retry-after"]) > 0
    assert language("kk").say("Too many requests at once") in told.text
    assert 'href="../../assets/style.css"' in told.text


@pytest.mark.parametrize(
    ("body", "status", "found"),
    [
        (b"[" * 100_000, 400, None),
        (b'{"votes":{"\xff":1},"law":"xx-council"}', 400, None),
        (b'{"votes":{"A":' + b"9" * 5_000 + b'},"law":"xx-council"}', 400, None),
        (b'{"votes":{"A":NaN},"law":"xx-council"}', 422, "NaN"),
        (b'{"votes":{"A":1.5},"law":"xx-council"}', 422, "1.5"),
        (b'{"votes":{"A":true},"law":"xx-council"}', 422, "true"),
        (b'{"votes":{"A":"\\ud800"},"law":"xx-council"}', 422, '"?"'),
        (b'{"votes":{"A":-1},"law":"xx-council"}', 422, "-1"),
        (b'{"votes":{"A":1},"law":"xx-council","more":2}', 422, "2"),
        (b'{"votes":{},"law":"xx-council"}', 422, "{}"),
        (b'{"votes":{"A":0},"law":"kz-mazhilis@2021-01-10"}', 422, "no votes at all"),
        (b"null", 422, "null"),
    ],
)
def test_odd_bodies_are_problems(site, body, status, found):
    problem = is_problem(site.post("/api/v1/elect", content=body, headers={"content-type": "application/json"}), status)
    assert found is None or problem["errors"][0]["found"] == found
