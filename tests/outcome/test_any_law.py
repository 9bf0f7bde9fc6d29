"""Every law with a few words changed, counted on votes that suit it: an outcome, or one message."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest

from hemicycle.count.votes import Paper, Votes
from hemicycle.law.catalogue import DOCUMENTS, read_law
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Alliance, Facts
from hemicycle.source.mistake import BadInput

WHOLE = "*"
LONGEST = 1.0  # seconds of work for one count of some thousand votes, told in full
PACKAGED = sorted(DOCUMENTS.rglob("*.yaml"))
WORD = re.compile(r"[\w%/.\-]+(?:\([^)]*\))?")
# What may stand where another word stood: names, numbers, formulas, methods, levels, ways.
WORDS = re.split(
    r";\s+",
    "votes; valid; first; held; passed; admitted; runoff; nation; all; none; lot; names; list; alliance; district; "
    "seats; single_member; registered; hare; most votes; dhondt; sainte-lague; huntington-hill; imperiali; adams; "
    "macau; biproportional; droop; hagenbach-bischoff; largest; averages; keep; set aside; enlarge; {enlarge: 2}; "
    "{quota: hare, rounded: down, remainders: none}; {divisors: dhondt, first: 1.4}; {divisors: {from: 1, times: 2}}; "
    "{give back: district}; {set aside: more}; [lot]; [votes, lot]; 0; 1; 2; -1; 3; 98; 7%; 1/2; 100%; 1.4; "
    "total(votes); total(held); most(votes); count(passed); known(first); max(votes, 2); sum(votes, passed); "
    "floor(votes / 3); votes / valid; votes@nation; valid@nation; 1 / (votes - votes); known(votes) or known(first)",
)
PARTIES = ("a", "b", "c", "d", "e", "f")
ROWS = (*PARTIES, "IND z", "(others)")


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def changed(random: Random, text: str) -> str:
    """Put other words, or words of the same law, in the place of some in the tiers of a law."""
    head, tiers, steps = text.partition("\ntiers:")
    for _ in range(random.randint(0, 3)):
        found = list(WORD.finditer(steps))
        word = random.choice(found)
        other = random.choice(WORDS) if random.random() < 0.6 else random.choice(found)[0]
        steps = steps[: word.start()] + other + steps[word.end() :]
    return head + tiers + steps


@dataclass(frozen=True)
class Country:
    """Units by level, the coarsest first, and in which one each lies."""

    units: dict[str, list[str]]
    parents: dict[tuple[str, str], str]

    def at(self, level: str) -> list[str]:
        return self.units.get(level, [WHOLE])


def drawn_country(random: Random, law: Law) -> Country:
    units: dict[str, list[str]] = {}
    parents: dict[tuple[str, str], str] = {}
    above: list[str] = [""]
    larger: list[str] = []
    for level in law.units:
        units[level] = [f"{unit}{level[0]}{i}" for unit in above for i in range(random.randint(1, 3))][:9]
        for unit in units[level]:
            for coarse in larger:
                inside = next((each for each in units[coarse] if unit.startswith(each)), None)
                if inside and random.random() < 0.98:
                    parents[coarse, unit] = inside
        larger.append(level)
        above = units[level]
    return Country(units, parents)


def drawn_number(random: Random) -> int:
    return random.choice([0, 1, 5, 5, random.randint(0, 100), random.randint(0, 5000), 5000])


def drawn_ballot(random: Random, units: list[str], rows: tuple[str, ...]) -> dict[tuple[str, str], int]:
    return {(unit, row): drawn_number(random) for unit in units for row in rows if random.random() < 0.9}


def shared_out(random: Random, seats: int, units: list[str]) -> dict[str, int]:
    """All the seats of a house among units."""
    cuts = sorted(random.choices(range(seats + 1), k=len(units) - 1))
    return {unit: high - low for unit, low, high in zip(units, [0, *cuts], [*cuts, seats], strict=True)}


def drawn_votes(random: Random, law: Law, country: Country) -> Votes:
    """Votes at the level the law wants them, or of the whole country; other ballots, numbers by unit, papers."""
    whole = random.random() < 0.1
    rows = (*random.sample(ROWS, random.randint(1, len(ROWS))), *(row for row in law.rows if random.random() < 0.5))
    finest = country.at(law.levels[-1])
    ballots = {"votes": drawn_ballot(random, [WHOLE] if whole else country.at(law.votes_at), rows)}
    for other, share in (("first", 0.6), ("runoff", 0.3), ("repeat_vote", 0.2)):
        if random.random() < share:
            ballots[other] = drawn_ballot(random, finest, (*random.sample(PARTIES, 3), "IND z"))
    counts: dict[str, dict[str, Any]] = {}
    for name, number in law.from_election.items():
        if number.each == "unit" and random.random() < 0.9:
            most = random.choice([3, 12, 12, 500])
            counts[name] = {unit: random.randint(0, most) for unit in country.at(number.at)}
            if isinstance(law.seats, int) and random.random() < 0.6:
                counts[name] = shared_out(random, law.seats, country.at(number.at))
            elif random.random() < 0.1:
                counts[name] = {WHOLE: most}
    if random.random() < 0.2:
        at = random.choice([[WHOLE], country.at(law.votes_at)])
        counts["valid"] = {unit: random.choice([100_000, 50_000]) for unit in at}
    ranked: dict[str, tuple[Paper, ...]] = {}
    if random.random() < 0.5:
        for unit in finest:
            ranked[unit] = tuple(
                Paper(random.randint(0, 40), tuple(random.sample(PARTIES, random.randint(0, 6)))) for _ in range(9)
            )
    return Votes(ballots, counts, country.parents, ranked)


def drawn_facts(random: Random, law: Law, country: Country, text: str) -> Facts:
    """A number for each name that the law takes from an election; kinds and alliances at times."""
    numbers: dict[str, dict[tuple[str, str], Any]] = {}
    for name, number in law.from_election.items():
        if random.random() < 0.1:
            continue
        most = random.choice([1, 3, 3, 12, 500])
        if number.each == "list":
            at = country.at(number.at) if random.random() < 0.8 else [WHOLE]
            numbers[name] = {
                (unit, party): random.choice([random.randint(0, most), Fraction(most, 3), most])
                if random.random() < 0.05
                else random.randint(0, most)
                for unit in at
                for party in (*PARTIES, "z")
                if random.random() < 0.8
            }
        elif number.at == NATION:
            numbers[name] = {(WHOLE, ""): random.choice([0, 1, 7, 12, 30])}
    kinds = sorted({kind.strip() for kind in re.findall(r"kind: *([a-z ]+)", text)} | {"no seats", "independent"})
    alliances: list[Alliance] = []
    if random.random() < 0.5:
        where = random.choice([WHOLE, *country.at(law.votes_at)])
        inside = random.sample(PARTIES, random.randint(1, 3))
        alliances.append(Alliance("left", tuple(inside), where))
        if random.random() < 0.3:
            outside = next(party for party in PARTIES if party not in inside)
            alliances.append(Alliance("broad", ("left", outside), where))
    return Facts(
        kinds={party: random.choice(kinds) for party in PARTIES if random.random() < 0.2},
        members={party: random.randint(1, 4) for party in PARTIES if random.random() < 0.2},
        alliances=tuple(alliances),
        numbers=numbers,
        valid=500_000 if random.random() < 0.05 else None,
    )


def plain(value: Any) -> bool:
    """Whether a value is made of JSON's own kinds."""
    if isinstance(value, dict):
        return all(type(key) is str and plain(each) for key, each in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or type(value) in (str, int, bool)


def runs(random: Random, path: Path, laws: int, elections: int) -> Iterator[tuple[Law, Votes, Facts]]:
    """Draw laws with words changed and elections for them; documents that are refused are passed over."""
    for _ in range(laws):
        text = changed(random, text_of(random.choice(PACKAGED)))
        path.write_text(text, encoding="utf-8")
        try:
            law = read_law(path)
        except BadInput:
            continue
        for _ in range(elections):
            country = drawn_country(random, law)
            yield law, drawn_votes(random, law, country), drawn_facts(random, law, country, text)


@pytest.mark.parametrize("seed", range(8))
def test_any_change_to_a_law_ends_in_an_outcome_or_in_one_message(seed: int, tmp_path: Path):
    path = tmp_path / "law.yaml"
    counted = 0
    for law, votes, facts in runs(Random(seed), path, laws=100, elections=3):
        start = process_time()
        try:
            outcome = elect(law, votes, facts)
            told = outcome.as_json()
            explained = outcome.explain()
        except BadInput:
            continue
        took = process_time() - start
        assert took < LONGEST, path.read_text(encoding="utf-8")
        counted += bool(outcome.rows)
        assert told["status"] in ("decided", "lots needed", "undetermined")
        assert plain(told)
        assert json.dumps(told)
        assert explained or not (outcome.trace or outcome.notes)
        assert all(type(row.seats) is int and row.seats > 0 for row in outcome.rows)
    assert counted > 50
