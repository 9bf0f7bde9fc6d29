from __future__ import annotations

import csv
import io
from collections import Counter

import jsonschema
import pytest
from command_runs import Command

from hemicycle.returns.exchange.eml_result import read_result

ID = {"type": "string", "minLength": 1}
DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def part(required: list[str], **properties: object) -> dict[str, object]:
    return {
        "type": "array",
        "items": {"type": "object", "required": required, "properties": properties, "additionalProperties": False},
    }


# The classes of the Popolo specification as far as a chamber has them, with its names and types.
POPOLO = {
    "type": "object",
    "required": ["persons", "organizations", "posts", "memberships", "areas"],
    "additionalProperties": False,
    "properties": {
        "persons": part(["id", "name"], id=ID, name=ID, birth_date=DATE, death_date=DATE, gender=ID),
        "organizations": part(["id", "name"], id=ID, name=ID, classification=ID),
        "areas": part(["id", "name"], id=ID, name=ID, classification=ID),
        "posts": part(["id", "organization_id"], id=ID, label=ID, role=ID, organization_id=ID, area_id=ID),
        "memberships": part(
            ["person_id", "organization_id"],
            id=ID, role=ID, person_id=ID, organization_id=ID, post_id=ID, on_behalf_of_id=ID, area_id=ID,
            start_date=DATE, end_date=DATE,
        ),
    },
}  # fmt: skip


def test_the_chamber_of_2021_for_people(hemicycle: Command):
    ran = hemicycle("chamber", "kz-mazhilis-2021")
    assert (ran.status, ran.err) == (0, "")
    assert "107 seats: 107 held, 0 vacant. 95 members are not named in the figures at hand." in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert sum(line.count(mark) for line in ran.out.splitlines()[4:16] for mark in "●◆■▲") == 107


def test_the_chamber_of_2021_for_programs(hemicycle: Command):
    found = hemicycle("chamber", "kz-mazhilis-2021", "--json").json
    assert (found["seats"], found["seated"], found["vacant"], found["status"]) == (107, 107, 0, "decided")
    assert found["parties"] == {"nur-otan": 76, "ak-zhol": 12, "people-s-party": 10, "assembly-of-the-people": 9}
    assert Counter(each["tier"] for each in found["members"]) == {"lists": 98, "assembly": 9}
    named = {each["name"] for each in found["members"] if each["tier"] == "lists"}
    assert named == {None, "Nurlan Nigmatulin", "Dariga Nazarbayeva", "Aikyn Konurov"}
    assert found["members"][-1]["cites"] == ["Art. 9(1)(2)", "Art. 43(5)(3)"]
    assert {each["since"] for each in found["members"]} == {"2021-01-14"}


def test_a_term_with_its_events(hemicycle: Command, written):
    events = written(
        "events.csv", "date,event,person,party\n2024-01-10,resigned,YeşilgözD,\n2024-02-01,left party,WildersG,\n"
    )
    args = ("chamber", "nl-tweedekamer-2023", "--events", events)
    before = hemicycle(*args, "--on", "2024-01-09", "--json").json
    after = hemicycle(*args, "--on", "2024-03-01", "--json").json
    names = {each["name"] for each in after["members"]}
    assert "YeşilgözD" in {each["name"] for each in before["members"]} - names
    assert "HilJ" in names
    assert after["parties"][""] == 1
    (seat,) = [each for each in after["members"] if each["name"] == "HilJ"]
    assert seat["before"] == [{"name": "YeşilgözD", "since": "2023-11-22", "until": "2024-01-10", "ended": "resigned"}]
    told = hemicycle(*args, "--on", "2024-03-01").out
    assert "10 January 2024: YeşilgözD (VVD) resigned; HilJ followed on 10 January" in told


def test_popolo_has_a_post_for_every_seat_and_a_membership_for_every_name(hemicycle: Command):
    for name, seats, named in (("ch-zug-kantonsrat-2018", 80, 80), ("kz-mazhilis-2021", 107, 12)):
        found = hemicycle("chamber", name, "--format", "popolo").json
        jsonschema.validate(found, POPOLO)
        assert (len(found["posts"]), len(found["memberships"]), len(found["persons"])) == (seats, named, named)
        for kind in ("persons", "posts", "organizations", "areas"):
            assert len({each["id"] for each in found[kind]}) == len(found[kind])
        people, posts = ({each["id"] for each in found[kind]} for kind in ("persons", "posts"))
        parties = {each["id"] for each in found["organizations"]}
        for each in found["memberships"]:
            assert {each["person_id"]} <= people
            assert {each["post_id"]} <= posts
            assert {each["organization_id"], each["on_behalf_of_id"]} <= parties


def test_popolo_tells_the_end_of_a_membership(hemicycle: Command, written):
    events = written("events.csv", "date,event,person,party\n2024-01-10,resigned,YeşilgözD,\n")
    found = hemicycle(
        "chamber", "nl-tweedekamer-2023", "--events", events, "--on", "2024-02-01", "--format", "popolo"
    ).json
    (ended,) = [each for each in found["memberships"] if "end_date" in each]
    assert (ended["start_date"], ended["end_date"]) == ("2023-11-22", "2024-01-10")
    assert len(found["memberships"]) == 151


def test_members_as_a_table(hemicycle: Command):
    ran = hemicycle("chamber", "ch-zug-kantonsrat-2018", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 80
    assert list(rows[0]) == ["district", "tier", "list", "seat", "member", "party", "since", "how"]


def test_an_eml_result_names_the_members(hemicycle: Command, tmp_path):
    path = tmp_path / "result.xml"
    ran = hemicycle("chamber", "nl-tweedekamer-2023", "--format", "eml", "-o", path)
    assert ran.status == 0
    assert "can't carry" in ran.err
    found = read_result(path)
    assert sum(each.members or 0 for each in found) == 150
    assert found[-1].names == ("EerdmansBJ",)


COUNCIL = {
    "votes.csv": "party,votes\na,500\nb,300\nc,200\n",
    "candidates.csv": "party,candidate,votes\na,Anna,1\na,Abel,5\nb,Bea,9\nb,Bo,9\nc,Carl,1\n",
}
ACT = """\
law: xx-council
title: Council Act
country: Examplia
chamber: Council
act: Act No 1
in_force: {from: 2000-01-01}
seats: 4
tiers:
- tier: lists
  label: lists
  seats: 4
  steps:
  - allot: {who: all, seats: 4, method: hare, ties: [lot]}
    cites: [s. 1]
members:
- rule: seating
  says: most votes first, equal ones by lot
  by: votes
  ties: [lots]
  cites: [s. 2]
read_in: [the act]
"""


@pytest.fixture
def council(written):
    for name, text in COUNCIL.items():
        written(f"council/{name}", text)
    law = written("act.yaml", ACT)
    return ("chamber", written("council/empty", "-").parent, "--law", law, "--date", "2020-05-01")


def test_a_folder_of_ones_own_is_filled_and_a_tie_needs_a_lot(hemicycle: Command, council):
    ran = hemicycle(*council, "--json")
    assert ran.status == 3
    assert (ran.json["status"], ran.json["seated"], ran.json["vacant"]) == ("lots needed", 3, 1)
    assert ran.json["ties"] == [
        {"district": "*", "party": "b", "seats": 1, "by": "lots", "among": ["Bea", "Bo"], "cites": ["s. 2"]}
    ]


def test_a_rule_in_words_alone_names_nobody(hemicycle: Command, council, written):
    written("act.yaml", ACT.replace("  by: votes\n  ties: [lots]\n", ""))
    ran = hemicycle(*council, "--json")
    assert {each["name"] for each in ran.json["members"]} == {None}
    (note,) = ran.json["notes"]
    assert note.endswith("the rule of xx-council@2000-01-01 on seating is told in words alone")


def test_a_list_with_fewer_names_than_seats_is_shown_with_its_vacant_seats(hemicycle: Command, council, written):
    written("council/candidates.csv", "party,candidate,votes\na,Anna,1\nb,Bea,9\nc,Carl,1\n")
    ran = hemicycle(*council)
    assert ran.status == 0
    assert "4 seats: 3 held, 1 vacant." in ran.out
    assert "Vacant: no name left on the list" in ran.out


def test_a_lot_drawn_is_an_input_of_the_next_run(hemicycle: Command, council, written):
    written("council/election.yaml", "lots:\n- {among: [Bea, Bo], drawn: [Bo]}\n")
    ran = hemicycle(*council, "--json")
    assert ran.status == 0
    assert [each["name"] for each in ran.json["members"]] == ["Abel", "Anna", "Bo", "Carl"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("chamber", "nowhere-1999"), "no election 'nowhere-1999'"),
        (("chamber", "kz-mazhilis-2021", "--on", "2021-13-01"), "--on"),
        (("chamber", "kz-mazhilis-2021", "--on", "1999-01-01"), "a day from the election of 2021-01-10 on"),
        (("chamber", "kz-mazhilis-2021", "--format", "pdf"), "--format: found 'pdf'"),
        (("chamber", "kz-mazhilis-2021", "--date", "2021-01-10"), "a day for an election of the archive"),
        (("members", "line", "nl-tweedekamer-2023", "--party", "VVDD"), "expected VVD?"),
        (("members", "ballot", "nl-tweedekamer-2023"), "no ballot for the tier 'assembly'"),
        (("members", "quota", "nl-tweedekamer-2023"), "no version of nl-tweedekamer with a quota on seats"),
        (("members", "compare", "kz-mazhilis-2021", "kz-mazhilis-2016"), "the earlier election first"),
        (("party", "nobody"), "no party 'nobody'"),
    ],
)
def test_what_cant_be_is_one_clear_message(hemicycle: Command, args, said):
    ran = hemicycle(*args)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_who_follows(hemicycle: Command):
    (line,) = hemicycle("members", "line", "nl-tweedekamer-2023", "--party", "JA21", "--json").json
    assert (line["by"], line["cites"], line["line"][0]) == ("next", ["P 19"], "NanningaA")
    assert "NanningaA" in hemicycle("members", "line", "nl-tweedekamer-2023", "--party", "JA21").out


def test_the_nine_of_the_assembly(hemicycle: Command):
    found = hemicycle("members", "ballot", "kz-mazhilis-2021", "--json").json
    assert [each["votes"] for each in found["candidates"]] == [298, 292, 290, 285, 282, 277, 274, 271, 270]
    assert "9 of 9 candidates elected" in hemicycle("members", "ballot", "kz-mazhilis-2021").out


def test_a_ballot_of_ones_own(hemicycle: Command, written):
    table = written("nine.csv", "name,votes\nAnna,176\nBela,175\nCyril,176\n")
    args = ("members", "ballot", table, "--law", "kz-mazhilis", "--date", "2021-01-11", "--voters", "351")
    two = hemicycle(*args, "--seats", "2", "--json")
    assert two.status == 0
    assert {each["name"]: each["elected"] for each in two.json["candidates"]} == {
        "Anna": True,
        "Bela": False,
        "Cyril": True,
    }
    assert hemicycle(*args, "--seats", "1").status == 3
    assert "found 176 votes of 100 who voted; expected at most 100" in hemicycle(*args[:-1], "100", "--seats", "2").err
    assert "expected --law, --date and --seats" in hemicycle(*args).err


def test_a_quota_and_two_terms_for_people(hemicycle: Command):
    assert "between 0 and 23 seats" in " ".join(hemicycle("members", "quota", "kz-mazhilis-2021").out.split())
    assert "Stayed: 32" in hemicycle("members", "compare", "kz-mazhilis-2016", "kz-mazhilis-2021").out
    assert hemicycle("members", "quota", "kz-mazhilis-2021", "--json").json["seats_to_others"] == [0, 23]
    assert hemicycle("members", "compare", "kz-mazhilis-2016", "kz-mazhilis-2021", "--json").json["new"]["number"] == 75


def test_a_party_tells_its_story(hemicycle: Command):
    ran = hemicycle("party", "people-s-party")
    assert (ran.status, ran.err) == (0, "")
    assert "Communist People's Party of Kazakhstan" in ran.out
    found = hemicycle("party", "nur-otan", "--json").json
    (vote,) = [each for each in found["elections"] if each["election"] == "kz-mazhilis-2021"]
    assert vote["leaders"][0]["name"] == "N. Nazarbayev"
    assert vote["leaders"][0]["age"] == 80


def test_the_record_of_an_election_says_who_led_which_party(hemicycle: Command):
    out = " ".join(hemicycle("elections", "kz-mazhilis-2021").out.split())
    assert "Nur Otan: N. Nazarbayev (80), chair of the national security council" in out
