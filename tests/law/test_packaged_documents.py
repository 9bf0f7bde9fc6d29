from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from law_texts import PACKAGED

from hemicycle.law.catalogue import DOCUMENTS, check_file, find_law, law_ids, read_law, versions
from hemicycle.law.document import Law
from hemicycle.source.mistake import BadInput

DAY = dt.timedelta(days=1)
ELECTION_DAYS = ["2004-09-19", "2007-08-18", "2012-01-15", "2016-03-20", "2021-01-10", "2023-03-19"]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def first_day_of_use(law: Law) -> dt.date:
    return law.used_from or law.in_force.start


def threshold(law: Law) -> Fraction | None:
    admit = law.tiers[0].steps[0].admit
    assert admit is not None
    assert admit.votes is not None
    return admit.votes.constant


def test_the_mazhilis_is_in_the_catalogue():
    assert "kz-mazhilis" in law_ids()


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_document_loads_and_is_named_after_its_first_day(path: Path):
    law = read_law(path)
    assert law.in_force.start.isoformat() == path.stem
    assert law.law == "-".join(path.relative_to(DOCUMENTS).parent.parts)
    assert law.id == f"{law.law}@{path.stem}"


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_step_cites_an_article(path: Path):
    law = read_law(path)
    cited = [step.cites for tier in law.tiers for step in tier.steps]
    cited += [number.cites for number in law.from_election.values()]
    cited += [rule.cites for rule in law.members]
    assert cited
    # An article has a number; where the text wasn't read the citation says so.
    assert all(cites and all(re.search(r"\d|not read", cite) for cite in cites) for cites in cited)


def test_all_documents_check_together():
    assert len(check_file(DOCUMENTS)) == len(PACKAGED)


@pytest.mark.parametrize("law", law_ids())
def test_versions_follow_each_other_without_overlap_or_gap(law: str):
    known = versions(law)
    for before, after in pairwise(known):
        assert before.in_force.until is not None
        gap = first_day_of_use(after) - before.in_force.until
        # A court took one act out of force before the next one came.
        assert gap == DAY or (law, before.in_force.start.year) == ("cz-psp", 2002)


def test_the_mazhilis_is_known_since_april_2004():
    assert versions("kz-mazhilis")[0].in_force.start == day("2004-04-14")


def test_one_version_holds_on_every_election_day():
    for election in ELECTION_DAYS:
        holding = [
            law
            for law in versions("kz-mazhilis")
            if law.in_force.start <= day(election) and (not law.in_force.until or day(election) <= law.in_force.until)
        ]
        assert [law.id for law in holding] == [find_law("kz-mazhilis", day(election)).id]


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_version_is_chosen_on_its_first_and_on_its_last_day(path: Path):
    law = read_law(path)
    assert find_law(law.law, first_day_of_use(law)).id == law.id
    assert find_law(law.law, law.in_force.until or dt.date(2999, 1, 1)).id == law.id


def test_the_version_of_an_election_is_found_by_its_day():
    assert find_law("kz-mazhilis", day("2021-01-10")).id == "kz-mazhilis@2020-05-25"
    assert find_law("kz-mazhilis@2021-01-10").id == "kz-mazhilis@2020-05-25"


def test_the_day_after_the_at_sign_goes_before_the_other():
    assert find_law("kz-mazhilis@2021-01-10", day("2023-03-19")).id == "kz-mazhilis@2020-05-25"


def test_the_threshold_is_seven_per_cent_before_and_five_since_may_2021():
    assert threshold(find_law("kz-mazhilis@2021-05-23")) == Fraction(7, 100)
    assert threshold(find_law("kz-mazhilis@2021-05-24")) == Fraction(5, 100)
    for law in versions("kz-mazhilis"):
        expected = Fraction(7, 100) if law.in_force.start < day("2021-05-24") else Fraction(5, 100)
        assert threshold(law) == expected


# Constitution, Art. 50 and 51 in their texts of 1998, 2007 and 2022.
@pytest.mark.parametrize(
    ("date", "seats"),
    [
        ("2004-09-19", {"lists": 10, "single_member": 67}),
        ("2007-08-18", {"lists": 98, "assembly": 9}),
        ("2012-01-15", {"lists": 98, "assembly": 9}),
        ("2016-03-20", {"lists": 98, "assembly": 9}),
        ("2021-01-10", {"lists": 98, "assembly": 9}),
        ("2023-03-19", {"lists": 69, "single_member": 29}),
    ],
)
def test_the_seats_of_the_chamber(date: str, seats: dict[str, int]):
    law = find_law("kz-mazhilis", day(date))
    assert {tier.tier: tier.seats for tier in law.tiers} == seats
    assert law.seats == sum(seats.values())


def test_a_second_list_is_admitted_since_2009():
    second = {law.id: "second" in {step.into for step in law.tiers[0].steps} for law in versions("kz-mazhilis")}
    assert [version for version, has in second.items() if not has] == [
        "kz-mazhilis@2004-04-14",
        "kz-mazhilis@2007-06-19",
    ]


@pytest.mark.parametrize("name", ["kz-mazhilis@2004-04-13", "kz-mazhilis@1995-09-28"])
def test_a_day_before_every_version_is_refused_with_the_days_there_are(name: str):
    with pytest.raises(BadInput) as refused:
        find_law(name)
    assert "no version of kz-mazhilis is in force" in str(refused.value)
    assert "2004-04-14 to 2007-06-18" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "found", "expected"),
    [
        ("kz-mazhilis", "without a date", "a date"),
        ("kz-mazhilis@soon", "'kz-mazhilis@soon'", "a date after the @"),
        ("kz-mazhilis@", "'kz-mazhilis@'", "a date after the @"),
        ("kz-mashilis@2021-01-10", "the unknown law 'kz-mashilis'", "kz-mazhilis"),
        ("../kz@2021-01-10", "the unknown law '../kz'", "kz-mazhilis"),
    ],
)
def test_a_law_that_can_not_be_found(name: str, found: str, expected: str):
    with pytest.raises(BadInput) as refused:
        find_law(name)
    (mistake,) = refused.value.mistakes
    assert found in mistake.found
    assert expected in mistake.expected
