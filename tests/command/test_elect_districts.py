"""Elections in districts, as people and as programs see them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from command_runs import Command

from hemicycle.elections.archive import election_ids, read_election

EXIT_STATUS = {"decided": 0, "lots needed": 3, "undetermined": 4}
TIERS = {
    "no-storting-2017": ["district", "levelling"],
    "de-bundestag-2025": ["direct_mandate", "second_vote_seats"],
    "dk-folketing-2015": ["kredsmandat", "tillaegsmandat"],
    "se-riksdag-2018": ["fixed", "levelling"],
    "at-nationalrat-2019": ["federal_seats"],
    "au-senate-nt-2022": ["all"],
    "ch-zh-city-2006": ["all"],
}


def joined(text: str) -> str:
    """The text without its margin of articles and its line breaks."""
    return " ".join(" ".join(line[:62] for line in text.splitlines()).split())


def fits(text: str) -> bool:
    return max(map(len, text.splitlines())) <= 80


def words(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def assert_plain(value: Any):
    """JSON's own values, and no number as Python would print it."""
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value)
        for each in value.values():
            assert_plain(each)
    elif isinstance(value, list):
        for each in value:
            assert_plain(each)
    else:
        assert value is None or isinstance(value, str | int)
        assert not isinstance(value, str) or not any(
            sign in value for sign in ("Fraction(", "<hemicycle", " object at 0x", "frozenset(")
        )


def test_fifty_two_districts_in_a_summary(hemicycle: Command):
    ran = hemicycle("elect", "es-congreso-2016")
    assert (ran.status, ran.err) == (0, "")
    assert fits(ran.out)
    assert len(ran.out.splitlines()) < 110
    assert "PARTIDO POPULAR 137, PARTIDO SOCIALISTA OBRERO ESPAÑOL 85, UNIDOS PODEMOS 45" in words(ran.out)
    out = joined(ran.out)
    assert "Threshold in each of 52 districts: 3 % of the valid votes; 4 to 6 lists admitted" in out
    assert "348 seats in 50 districts by D'Hondt's divisors" in out
    assert "the closest last seat is that of Araba - Álava" in out
    assert "One district with all its figures: --district 'Almería'" in out
    # 24,053,755 valid votes are 23,874,674 of lists and 179,081 blank: Junta Electoral Central
    assert "valid votes 24,053,755 100.00 of 350 seats 350" in words(ran.out)
    assert "46 more, of which none was closer" in out


def test_what_decided_the_closest_seats_stands_first(hemicycle: Command):
    margins = hemicycle("elect", "es-congreso-2016", "--json").json["margins"]
    assert len(margins) == 52
    closest = min((margin for margin in margins if margin["switched"] is not None), key=lambda each: each["switched"])
    assert (closest["district"], closest["switched"], closest["added"]) == ("Araba - Álava", 312, 936)
    out = hemicycle("elect", "es-congreso-2016").out
    assert out.partition("What decided the last seats\n")[2].startswith("  Araba - Álava: ")


def test_one_district_with_all_its_figures(hemicycle: Command):
    ran = hemicycle("elect", "es-congreso-2016", "--district", "Madrid")
    assert (ran.status, ran.err) == (0, "")
    assert fits(ran.out)
    assert ran.out.startswith("Congreso de los Diputados, election of 26 June 2016: Madrid\nlaw: es-congreso@")
    out = words(ran.out)
    assert "Seats here: PARTIDO POPULAR 15, UNIDOS PODEMOS 8, PARTIDO SOCIALISTA OBRERO ESPAÑOL 7 and" in out
    # 3 % of 3,465,795 is 103,973.85
    assert "3 % of 3,465,795 valid votes = 103,973.85" in joined(ran.out)
    assert "VOX 16,803 103,973.85 no" in out
    # 1,325,665 / 15 is 88,377.67, and 737,885 / 8 is 92,235.63
    assert "PARTIDO POPULAR 1,325,665 15 88,377.67 36 of 36" in out
    assert "UNIDOS PODEMOS 737,885 8 92,235.63 35 of 36" in out
    assert "before CIUDADANOS-PARTIDO DE LA CIUDADANÍA with 88,071.86" in joined(ran.out)
    articles = {line[62:].strip() for line in ran.out.splitlines()}
    assert {"Art. 163(1)(a)", "Art. 163(1)(c)"} <= articles


@pytest.mark.parametrize("name", ["Madrid", "madrid", "Mad", "MAD"])
def test_the_beginning_of_a_name_is_enough(name: str, hemicycle: Command):
    ran = hemicycle("elect", "es-congreso-2016", "--district", name)
    assert ran.status == 0
    assert ran.out.splitlines()[0].endswith(": Madrid")


@pytest.mark.parametrize(
    ("name", "found", "expected"),
    [
        ("Barcelonne", "the unknown district 'Barcelonne'", "Barcelona? (known: A Coruña, "),
        ("B", "'B', which begins several districts", "Barcelona"),
        ("?", "the unknown district '?'", "Zaragoza"),
    ],
)
def test_a_district_that_is_none(name: str, found: str, expected: str, hemicycle: Command):
    ran = hemicycle("elect", "es-congreso-2016", "--district", name)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"hemicycle: --district: found {found}; expected ")
    assert expected in ran.err


def test_a_name_goes_before_those_that_begin_with_it(hemicycle: Command):
    """Leipzig I and Leipzig II, but Ulm and no other."""
    assert hemicycle("elect", "de-bundestag-2025", "--district", "Leipzig I").out.splitlines()[0].endswith("Leipzig I")
    assert hemicycle("elect", "de-bundestag-2025", "--district", "Leipzig").status == 2
    assert hemicycle("elect", "de-bundestag-2025", "--district", "Ulm").out.splitlines()[0].endswith(": Ulm")


@pytest.mark.parametrize(
    ("election", "district", "unlike"),
    [
        ("de-bundestag-2025", "Ulm", "Neu-Ulm"),
        ("de-bundestag-2025", "Harburg", "Hamburg-Bergedorf – Harburg"),
        ("nz-parliament-2014", "Waikato", "Hauraki-Waikato"),
        ("pt-ar-2024", "Europa", "Fora da Europa"),
        ("gb-commons-2024", "Ipswich", "Central Suffolk and North Ipswich"),
        ("gb-sct-parliament-2007", "East Kilbride", "Central Scotland"),
    ],
)
def test_only_the_seats_of_the_district_itself(election: str, district: str, unlike: str, hemicycle: Command):
    outcome = read_election(election).elect()
    assert unlike in {seat.district for seat in outcome.rows}
    won = {seat.party: seat.seats for seat in outcome.rows if seat.district.split(" / ")[-1] == district}
    ran = hemicycle("elect", election, "--district", district)
    assert ran.status == 0
    (line,) = [line for line in ran.out.splitlines() if line.startswith("Seats here:")]
    assert sum(won.values()) == sum(int(word) for word in line.rstrip(".").split() if word.isdigit())
    assert all(f"{outcome.names.get(party, party)} {seats}" in line for party, seats in won.items())


@pytest.mark.parametrize(
    ("election", "told"),
    [
        (
            "no-storting-2017",
            ["150 seats in 19 districts", "off go 1 held by RØDT and 1 held by MDG", "Akershus, Oslo"],
        ),
        ("de-bundestag-2025", ["299 seats in 299 districts by most votes -> CDU 143, CSU 47, AfD 46, SPD 45"]),
        (
            "dk-folketing-2015",
            ["135 seats in 10 districts", "175 seats, quota 19,924.82", "Hovedstaden, Sjælland-Syddanmark 2"],
        ),
        ("se-riksdag-2018", ["310 seats, quota 24,180.44", "310 seats in 29 districts", "4 % of 6,476,725 valid"]),
        (
            "at-nationalrat-2019",
            [
                "4 % of 4,777,246 valid votes = 191,089.84",
                "still owed ÖVP 71 - 0 held = 71",
                "Not run: it applies only",
            ],
        ),
        ("au-senate-nt-2022", ["103,617 ranked ballots, 2 seats, quota 34,540", "McCARTHY Malarndirri [MM]"]),
        ("ch-zh-city-2006", ["125 seats by Sainte-Laguë's divisors", "divisors for lists and for units", "WK1+2 4"]),
    ],
)
def test_how_the_seats_follow(election: str, told: list[str], hemicycle: Command):
    ran = hemicycle("elect", election, "--trace")
    assert (ran.status, ran.err) == (0, "")
    assert fits(ran.out)
    title, law, blank, heading, first, *_ = ran.out.splitlines()
    assert title == read_election(election).title
    assert law == f"law: {read_election(election).law.id}"
    assert (blank, heading) == ("", "How the seats follow")
    assert first.startswith("  1. ")
    for sentence in told:
        assert sentence in joined(ran.out)
    for other in ("What decided", "Sources", "valid votes  ", "●"):
        assert other not in ran.out


@pytest.mark.parametrize("election", TIERS)
def test_figures_of_steps_agree_with_their_verdict(election: str, hemicycle: Command):
    """Who has what is needed is admitted; somebody else only for a reason, which is told."""
    out = hemicycle("elect", election, "--trace").out
    lines = out.splitlines()
    for place, line in enumerate(lines):
        if line.split()[:4] != ["List", "Votes", "Needed", "Admitted"]:
            continue
        for cells in (each.split() for each in lines[place + 1 :]):
            if len(cells) < 3 or cells[-1] not in ("yes", "no"):
                break
            votes, needed = (float(cell.replace(",", "")) for cell in cells[-3:-1])
            assert cells[-1] == "yes" or votes < needed
            assert cells[-1] == "no" or votes >= needed or f"{' '.join(cells[:-3])} (the " in joined(out)


@pytest.mark.parametrize("election", TIERS)
def test_a_row_for_each_district_tier_and_party(election: str, hemicycle: Command):
    ran = hemicycle("elect", election, "--json")
    rows = Counter((row["district"], row["tier"], row["party"]) for row in ran.json["seats"])
    assert set(rows.values()) == {1}
    assert all(set(row) == {"district", "tier", "party", "seats"} for row in ran.json["seats"])
    assert all(row["seats"] > 0 for row in ran.json["seats"])
    assert sorted({row["tier"] for row in ran.json["seats"]}) == TIERS[election]


def test_levelling_seats_stand_in_their_tier_and_district(hemicycle: Command):
    """Each of the nineteen districts has one levelling seat: Storting 2017, valgresultat.no."""
    rows = hemicycle("elect", "no-storting-2017", "--json").json["seats"]
    levelling = {row["district"]: row["party"] for row in rows if row["tier"] == "levelling"}
    assert len(levelling) == 19
    assert {row["seats"] for row in rows if row["tier"] == "levelling"} == {1}
    assert (levelling["Oslo"], levelling["Finnmark"], levelling["Hordaland"]) == ("H", "H", "SP")
    assert sum(row["seats"] for row in rows if row["tier"] == "district") == 150
    assert {row["district"] for row in rows if row["tier"] == "district"} == set(levelling)


def test_seats_within_another_tier_add_nothing(hemicycle: Command):
    """The direct mandates of 2025 are some of the 630 seats: § 6 Bundeswahlgesetz."""
    ran = hemicycle("elect", "de-bundestag-2025", "--json")
    by_tier = {
        tier: sum(row["seats"] for row in ran.json["seats"] if row["tier"] == tier)
        for tier in ("direct_mandate", "second_vote_seats")
    }
    # 276 of 299 winners were covered by second votes: Bundeswahlleiterin
    assert by_tier == {"direct_mandate": 276, "second_vote_seats": 630}
    assert sum(ran.json["totals"].values()) == 630
    assert ran.json["totals"]["CDU"] + ran.json["totals"]["CSU"] == 208
    assert "630" in hemicycle("elect", "de-bundestag-2025").out.partition("of 630 seats")[2].splitlines()[0]


@pytest.mark.parametrize("election", election_ids())
def test_every_election_for_programs(election: str, hemicycle: Command):
    ran = hemicycle("elect", election, "--json")
    assert ran.err == ""
    assert ran.status == EXIT_STATUS[ran.json["status"]]
    assert ran.json["election"] == election
    assert_plain(ran.json)
    inner = {tier.tier for tier in read_election(election).law.tiers if tier.within}
    totals: Counter[str] = Counter()
    for seat in ran.json["seats"]:
        if seat["tier"] not in inner:
            totals[seat["party"]] += seat["seats"]
    assert dict(totals) == ran.json["totals"]
    assert list(ran.json["totals"].values()) == sorted(totals.values(), reverse=True)


@pytest.mark.parametrize("election", [name for name in election_ids() if not name.startswith("au-")])
def test_every_election_for_people(election: str, hemicycle: Command):
    ran = hemicycle("elect", election)
    assert (ran.status, ran.err) == (0, "")
    assert fits(ran.out)
    assert len(ran.out.splitlines()) < 130
    assert all(part not in ran.out for part in ("Fraction(", "None", "object at"))
