"""What programs are answered."""

import json

import pytest

ELECTION = "/api/v1/elections/kz-mazhilis-2021"


def test_an_outcome_is_the_one_the_command_prints(site, hemicycle):
    told = site.get(f"{ELECTION}/outcome?stage=preliminary")
    assert told.status_code == 200
    assert told.json() == json.loads(hemicycle("elect", "kz-mazhilis-2021", "--stage", "preliminary", "--json").out)


def test_what_if_tells_what_the_command_tells(site, hemicycle):
    told = site.post("/api/v1/what-if", json={"election": "kz-mazhilis-2021", "set": ["lists.threshold=5%"]})
    printed = hemicycle("what-if", "kz-mazhilis-2021", "--set", "lists.threshold=5%", "--json")
    assert told.json() == json.loads(printed.out)
    assert told.json()["changes"] == ["lists.threshold=5%"]
    assert told.headers["cache-control"] == "no-store"


def test_what_if_takes_other_votes_for_one_list(site):
    told = site.post("/api/v1/what-if", json={"election": "kz-mazhilis-2021", "votes": {"auyl": 700_000}}).json()
    # 700,000 of 7,558,539 votes are 9.26 %
    assert "auyl" in told["totals"]
    assert told["changes"] == ["votes of auyl=700,000"]


def test_votes_are_elected_however_they_are_sent(site):
    law = "kz-mazhilis@2021-01-10"
    votes = {"Red": 430_000, "Blue": 320_000, "Green": 90_000}
    as_dict = site.post("/api/v1/elect", json={"votes": votes, "law": law})
    rows = [{"party": party, "votes": number} for party, number in votes.items()]
    as_rows = site.post("/api/v1/elect", json={"votes": rows, "law": law})
    for separator in ",;\t":
        table = f"party{separator}votes\n" + "".join(f"{each}{separator}{n}\n" for each, n in votes.items())
        as_csv = site.post(f"/api/v1/elect/csv?law={law}", content=table, headers={"content-type": "text/csv"})
        assert as_csv.json() == as_dict.json() == as_rows.json()
    # Hare: 98 x 430/840 = 50.17, 98 x 320/840 = 37.33, 98 x 90/840 = 10.5
    assert as_dict.json()["totals"] == {"Red": 50, "Blue": 37, "Green": 11}


def test_the_list_of_elections_is_filtered(site):
    def ids(query):
        return [each["election"] for each in site.get(f"/api/v1/elections?{query}").json()["elections"]]

    assert ids("country=kz&after=2012-01-01&before=2016-12-31") == ["kz-mazhilis-2012", "kz-mazhilis-2016"]
    assert ids("law=pl-sejm") == ["pl-sejm-2015", "pl-sejm-2019"]
    assert ids("q=bundestag 2025") == []
    assert "de-bundestag-2025" in ids("q=de-bundestag")


PARTS = ("chamber", "contest", "scrutiny", "findings", "thresholds", "compare/kz-mazhilis-2016", "brief")
TABLES = ("seats.csv", "votes.csv", "export.zip")
KINDS = {"csv": "text/csv", "zip": "application/zip", "brief": "text/plain"}


@pytest.mark.parametrize("part", [*PARTS, *TABLES])
def test_each_part_of_an_election_is_linked_and_given(site, part):
    links = site.get(ELECTION).json()["links"]
    assert f"{ELECTION}/{part}" in links.values()
    told = site.get(f"{ELECTION}/{part}")
    assert told.status_code == 200
    assert told.headers["content-type"].startswith(KINDS.get(part.rpartition(".")[2], "application/json"))


def test_a_law_is_told_in_words_and_its_versions_compared(site):
    laws = site.get("/api/v1/laws").json()["laws"]
    assert "kz-mazhilis" in [each["law"] for each in laws]
    words = site.get("/api/v1/laws/kz-mazhilis/2021-01-10/words").json()
    assert words["version"] == "kz-mazhilis@2020-05-25"
    assert any("7 %" in clause["says"] for clause in words["clauses"])
    changed = site.get("/api/v1/laws/kz-mazhilis/diff?before=2021-01-10&after=2021-06-01").json()["changes"]
    assert any("5 %" in change["after"]["says"] for change in changed if change["after"])


def test_a_party_is_told_with_its_line(site):
    told = site.get("/api/v1/parties/nur-otan").json()
    assert [each["party"] for each in told["after"]] == ["amanat"]


def test_a_client_that_has_an_answer_is_told_that_nothing_changed(site):
    first = site.get(f"{ELECTION}/outcome")
    etag = first.headers["etag"]
    assert etag.startswith('"')
    assert "max-age" in first.headers["cache-control"]
    again = site.get(f"{ELECTION}/outcome", if_none_match=f'"other", {etag}')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    plain = site.get(f"{ELECTION}/outcome", accept_encoding="identity")
    assert plain.content == first.content
    assert plain.headers["etag"] != etag


@pytest.mark.parametrize("address", [f"{ELECTION}/outcome?stage=final", "/en/votes/", "/assets/mark.svg"])
def test_head_gives_the_headers_alone_whether_the_answer_is_kept_or_not(site, address):
    lengths = []
    for _ in range(2):
        told = site("HEAD", address, headers={"accept-encoding": "identity"})
        assert (told.status_code, told.content) == (200, b"")
        lengths.append(int(told.headers["content-length"]))
    assert lengths == [len(site.get(address).content)] * 2


def test_every_operation_has_an_example_and_every_problem_too(site):
    told = site.get("/api/v1/openapi.json").json()
    operations = [each for methods in told["paths"].values() for each in methods.values()]
    assert len(operations) > 20
    for operation in operations:
        assert all("example" in parameter for parameter in operation.get("parameters", ()))
        for body in operation.get("requestBody", {}).get("content", {}).values():
            assert body["example"]
        for status, response in operation["responses"].items():
            for kind, content in response["content"].items():
                assert content["example"], (operation["operationId"], status)
                assert (kind == "application/problem+json") == (status != "200")
    wrong = told["paths"]["/api/v1/elect"]["post"]["responses"]["422"]["content"]["application/problem+json"]["example"]
    assert wrong["errors"] == [
        {
            "file": "votes",
            "line": 3,
            "at": "column votes",
            "found": "'many'",
            "expected": "a whole number, 0 or more",
        }
    ]


def test_open_data_that_was_fetched_elects_the_same_seats(site, tmp_path, hemicycle):
    import io
    import zipfile

    packed = site.get(f"{ELECTION}/export.zip")
    assert packed.headers["content-disposition"] == 'attachment; filename="kz-mazhilis-2021.zip"'
    zipfile.ZipFile(io.BytesIO(packed.content)).extractall(tmp_path)
    again = json.loads(hemicycle("elect", tmp_path / "kz-mazhilis-2021", "--json").out)
    assert again["totals"] == site.get(f"{ELECTION}/outcome").json()["totals"]


def test_the_brief_speaks_the_language_that_is_asked_for(site):
    told = {code: site.get(f"{ELECTION}/brief?lang={code}&stage=preliminary").text for code in ("en", "ru", "kk")}
    assert "71.09" in told["en"]
    assert "71,09" in told["ru"]
    assert "партиясы" in told["kk"]


@pytest.mark.parametrize(
    ("sent", "at", "found"),
    [
        ('{"votes": {"a": NaN}, "law": "kz-mazhilis"}', "votes.lists.a", "NaN"),
        ('{"votes": {"a": null}, "law": "kz-mazhilis"}', "votes.lists.a", "null"),
        ('{"votes": {"a": 5}, "law": "kz-mazhilis", "date": 0}', "date", "0"),
        ('{"votes": {"a": 5}, "law": "kz-mazhilis", "date": "1610236800"}', "date", '"1610236800"'),
        ('{"votes": {"a": 5', "character 18", "no JSON: "),
    ],
)
def test_a_mistake_is_told_in_the_words_of_json(site, sent, at, found):
    told = site.post("/api/v1/elect", content=sent, headers={"content-type": "application/json"})
    assert told.status_code == 422
    mistake = told.json()["errors"][0]
    assert mistake["at"] == at
    assert mistake["found"].startswith(found)
    assert mistake["found"] in told.json()["detail"]


def test_a_pattern_is_told_as_it_is_and_a_long_name_cut_short(site):
    told = site.post("/api/v1/elect", json={"votes": {"a\n" + "b" * 9_000: 5}, "law": "kz-mazhilis"}).json()
    assert len(told["detail"]) < 1_000
    told = site.post("/api/v1/elect", json={"votes": {"a": 5}, "law": "Mazhilis"}).json()
    assert r"(@\d{4}-\d\d-\d\d)?" in told["detail"]


def test_a_body_that_is_not_called_json_is_of_a_kind_that_is_not_read(site):
    for headers in ({}, {"content-type": "text/plain"}):
        told = site.post("/api/v1/elect", content=b'{"votes": {"a": 5}, "law": "kz-mazhilis"}', headers=headers)
        assert told.status_code == 415


@pytest.mark.parametrize("address", ["what-if", "elect", "elect/csv"])
def test_what_takes_questions_says_so_when_it_is_asked_without_one(site, address):
    told = site.get(f"/api/v1/{address}")
    assert (told.status_code, told.headers["allow"]) == (405, "POST")


def test_a_table_from_a_spreadsheet_may_begin_with_its_mark(site):
    table = b"\xef\xbb\xbfparty;votes\nRed;430000\nBlue;320000\n"
    told = site.post(
        "/api/v1/elect/csv?law=kz-mazhilis@2021-01-10", content=table, headers={"content-type": "text/csv"}
    )
    assert set(told.json()["totals"]) == {"Red", "Blue"}


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251"])
def test_what_to_do_about_an_encoding_is_what_can_be_done_here(site, encoding):
    address = "/api/v1/elect/csv?law=kz-mazhilis@2021-01-10"
    table = "party,votes\nНур Отан,5\n".encode(encoding)
    told = site.post(address, content=table, headers={"content-type": "text/csv"})
    assert told.status_code == 422
    assert told.json()["errors"][0]["expected"] in ("UTF-8", "plain UTF-8")
