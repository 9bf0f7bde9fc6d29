"""Was there a contest, in figures: each with its formula, its source, and what it was taken of.

No figure here is a verdict. A low number says how votes and seats were spread, not why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from math import sqrt
from typing import Any

from hemicycle.count.votes import WHOLE
from hemicycle.elections.archive import Election, before, read_election
from hemicycle.elections.compare import APART, TREATMENT, Comparison, Line, compare_elections
from hemicycle.elections.parties import read_parties
from hemicycle.outcome.facts import INDEPENDENT
from hemicycle.outcome.numbers import day, fixed, listed, number, percent, plural
from hemicycle.outcome.trace import Admission
from hemicycle.scrutiny import indices, nationalisation
from hemicycle.scrutiny.basis import Basis, basis_of
from hemicycle.scrutiny.definitions import BANZHAF, DEFINITIONS, SHAPLEY, Definition
from hemicycle.scrutiny.factions import House, house_of
from hemicycle.scrutiny.filled import districts_of, thresholds, turned_away
from hemicycle.source.mistake import BadInput

LIMIT = (
    "These figures say how votes and seats were spread, not why. Few lists, a wide margin or a high threshold can "
    "come of what voters wanted as well as of who could stand; nothing here tells the two apart."
)
_BY_DEFINITION = {definition.name: definition for definition in DEFINITIONS}


@dataclass(frozen=True, slots=True)
class Index:
    """One figure: its definition, its value, what it was taken of and with what, and where it has no value, why.

    The value is a Fraction where it is rational and a float otherwise, in the unit of the definition.
    """

    definition: Definition
    value: Fraction | float | None
    of: str
    detail: str = ""
    why_not: str = ""

    def as_json(self) -> dict[str, Any]:
        """The figure for programs, its value as a float."""
        made = self.definition
        return {
            "name": made.name,
            "title": made.title,
            "value": None if self.value is None else float(self.value),
            "unit": made.unit,
            "formula": made.formula,
            "source": made.source,
            "of": "; ".join(filter(None, (self.detail, self.of))),
            "why_not": self.why_not or None,
        }


@dataclass(frozen=True)
class Contest:
    """The figures of an election, in a fixed order; `past` those of the chamber's earlier elections, latest first."""

    basis: Basis
    indices: tuple[Index, ...]
    past: tuple[Contest, ...] = ()

    @property
    def election(self) -> Election:
        """The election."""
        return self.basis.election

    @property
    def values(self) -> dict[str, float]:
        """The figures that have a value, by name."""
        return {each.definition.name: float(each.value) for each in self.indices if each.value is not None}

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be known to read the figures."""
        return (*self.basis.notes, *_spread(self.basis))

    def __getitem__(self, name: str) -> Index:
        return next(each for each in self.indices if each.definition.name == name)

    @cached_property
    def house(self) -> House | None:
        """The power of the factions of the whole house; None where its seats aren't known."""
        if self.basis.no_seats or not self.basis.outcome.totals:
            return None
        singly = [party for party, kind in self.basis.kinds.items() if kind == INDEPENDENT]
        return house_of(self.basis.outcome.totals, singly)

    def as_json(self) -> dict[str, Any]:
        """The contest for programs: each figure on its own, then all again with formula and source."""
        house = self.house
        return {
            "election": self.election.id,
            "stage": self.basis.stage,
            **{each.definition.name: None if each.value is None else float(each.value) for each in self.indices},
            "indices": [each.as_json() for each in self.indices],
            "majorities": None
            if house is None
            else {"seats": house.seats, "simple": house.simple, "two_thirds": house.two_thirds},
            "power_sources": {"banzhaf": BANZHAF, "shapley_shubik": SHAPLEY},
            "power": None
            if house is None
            else [{**each.as_json(), "name": self.basis.name(each.party)} for each in house.factions],
            "past": [
                {"election": each.election.id, "date": each.election.date.isoformat(), **each.values}
                for each in self.past
            ],
            "votes": self.basis.votes_are if not self.basis.no_votes else None,
            "seats": self.basis.seats_are if not self.basis.no_seats else None,
            "notes": list(self.notes),
            "limit": LIMIT,
        }


def contest_of(
    election: Election, stage: str = "final", *, past: bool = False, told: Callable[[int], None] | None = None
) -> Contest:
    """Take the figures of a stage of an election; with `past` also those of the chamber's earlier elections.

    `told` hears of the progress of a search where only shares are known. Raises BadInput for an unknown stage, and
    for seats that are divided by population.
    """
    basis = basis_of(election, stage, told)
    found = {index.definition.name: index for index in _all(basis)}
    earlier = tuple(contest_of(read_election(name)) for name in before(election)) if past else ()
    return Contest(basis, tuple(found[definition.name] for definition in DEFINITIONS), earlier)


def _all(basis: Basis) -> Iterator[Index]:
    yield from _of_one(basis)
    yield from _of_both(basis)
    yield from _lost(basis)
    yield from _thresholds(basis)
    yield from _since(basis)
    yield from _over_districts(basis)


def _index(name: str, of: tuple[str, str], why_not: str, function: Callable[..., Any], *given: Any) -> Index:
    """Make an index of something and a detail, its value taken only where nothing stands against it."""
    try:
        return Index(_BY_DEFINITION[name], None if why_not else function(*given), *of, why_not)
    except ValueError as error:
        return Index(_BY_DEFINITION[name], None, *of, str(error))


def _of_one(basis: Basis) -> Iterator[Index]:
    """Take the figures of votes alone and of seats alone."""
    votes, seats = list(basis.votes.values()), list(basis.seats.values())
    pairs = (
        ("enp_votes", "enp_seats", indices.effective_number),
        ("golosov_votes", "golosov_seats", indices.golosov_number),
        ("herfindahl", "herfindahl_seats", indices.herfindahl),
    )
    for of_votes, of_seats, function in pairs:
        yield _index(of_votes, (basis.votes_are, ""), basis.no_votes, function, votes)
        yield _index(of_seats, (basis.seats_are, ""), basis.no_seats, function, seats)
    first = sorted(basis.votes, key=lambda party: -basis.votes[party])[:2]
    led = " over ".join(basis.name(party) for party in first)
    yield _index("margin", (basis.votes_are, led), basis.no_votes, indices.margin, votes)


def _of_both(basis: Basis) -> Iterator[Index]:
    """Take the figures that set seats beside votes."""
    votes = [basis.votes.get(party, 0) for party in basis.lists]
    seats = [basis.seats.get(party, 0) for party in basis.lists]
    of, why_not = f"{basis.votes_are}; {basis.seats_are}", basis.no_votes or basis.no_seats
    for name, function in (
        ("gallagher", indices.gallagher),
        ("loosemore_hanby", indices.loosemore_hanby),
        ("rae", indices.rae),
        ("sainte_lague", indices.sainte_lague),
    ):
        yield _index(name, (of, ""), why_not, function, votes, seats)


def _spread(basis: Basis) -> Iterator[str]:
    """Tell how far two figures would move if what is pooled were countless small lists; none of them holds a seat."""
    if not basis.pooled or basis.no_votes or basis.no_seats:
        return
    whole, seats = sum(basis.votes.values()), sum(basis.seats.values())
    named = [party for party in basis.lists if party not in basis.pooled]
    shares = [Fraction(basis.votes.get(party, 0)) / whole for party in named]
    most = 1 / sum(share**2 for share in shares)
    apart = (
        (share - Fraction(basis.seats.get(party, 0), seats)) ** 2 for party, share in zip(named, shares, strict=True)
    )
    least = 100 * sqrt(sum(apart) / 2)
    yield (
        f"Were it countless small lists instead, there would be {fixed(most)} effective parties by votes, and "
        f"Gallagher's index would be {fixed(least)}; what is true lies between"
    )


def _lost(basis: Basis) -> Iterator[Index]:
    """Take the shares of votes that went to lists without a seat, and of those a threshold turned away."""
    why_not, whole = basis.no_votes or basis.no_seats, sum(basis.votes.values())
    without = {party: count for party, count in basis.votes.items() if not basis.seats.get(party)}
    told = f"{plural(len(without), 'list')} of {number(len(basis.votes))}"
    yield _index("wasted_votes", (basis.votes_are, told), why_not, _percentage, sum(without.values()), whole)
    yield _without_seat_there(basis, why_not)
    cells = basis.cells or {(WHOLE, party): count for party, count in basis.votes.items()}
    lost = turned_away(cells, basis.outcome, basis.filled)
    whose = plural(len({party for _, party in lost}), "list")
    if basis.pooled:
        whose += f", {listed(basis.pooled)} not among them"
    if not why_not and not thresholds(basis.outcome, basis.filled):
        why_not = "the law asks no share of the votes"
    yield _index("threshold_loss", (basis.votes_are, whose), why_not, _percentage, sum(lost.values()), whole)


def _without_seat_there(basis: Basis, why_not: str) -> Index:
    """Take the share of votes that went to lists without a seat in the district where they were cast."""
    rows = [row for row in basis.outcome.rows if row.tier in basis.filled]
    districts = {district for district, _ in basis.cells}
    won = {(row.district, row.party) for row in rows}
    if not why_not and (len(districts) < 2 or not {row.district for row in rows} <= districts):
        why_not = "votes and seats aren't known by the same districts"
    lost = sum(count for cell, count in basis.cells.items() if cell not in won)
    of = (basis.votes_are, plural(len(districts), "district"))
    return _index("wasted_in_districts", of, why_not, _percentage, lost, sum(basis.votes.values()))


def _thresholds(basis: Basis) -> Iterator[Index]:
    """Set the threshold of the law beside those that the number of seats makes."""
    asked = thresholds(basis.outcome, basis.filled)
    nationwide = [each for each in asked if each.district == WHOLE and each.base]
    shares = sorted({(each.share or Fraction(0), each.base_is) for each in asked})
    of = listed([f"{percent(share)} of {base}" for share, base in shares]) if shares else "the law"
    why_not = "" if asked else basis.no_seats or "the law asks no share of the votes"
    if asked and not nationwide:
        why_not = f"the law asks it district by district: {of}"
    least = partial(min, (_asked(each, sum(basis.votes.values())) for each in nationwide))
    yield _index("legal_threshold", (basis.election.law.id, of), why_not, least)
    units = districts_of(basis.election.law, basis.outcome, basis.filled)
    where = "the whole country" if units.number == 1 else plural(units.number, "district")
    of = f"M = {number(units.magnitude)} in {where}"
    yield _index(
        "effective_threshold", (basis.seats_are, of), basis.no_seats, indices.effective_threshold, units.magnitude
    )
    of, given = f"E = {number(units.number)}, {of}", (units.magnitude, units.number)
    yield _index("nationwide_threshold", (basis.seats_are, of), basis.no_seats, indices.nationwide_threshold, *given)


def _asked(record: Admission, votes: Any) -> Fraction:
    """Take the share of the country's votes that an admission asks for, in percent."""
    share = 100 * (record.share or Fraction(0))
    return share if record.base_is == "valid votes" else share * Fraction(record.base) / Fraction(votes)


def _since(basis: Basis) -> Iterator[Index]:
    """Take what changed since the election before, where it is known which party continues which."""
    compared, why_not = _compared(basis)
    since = f"since {day(compared.before.date)}, the last before it in the archive" if compared else ""
    for name, how in (("volatility", TREATMENT), ("volatility_apart", APART)):
        yield _index(name, (how, since), why_not, _in_points, compared, name)
    of = ""
    ranked = sorted(compared.lines, key=lambda line: -(line.votes_after or 0))[:2] if compared else []
    if len(ranked) == 2:
        of = f"from {ranked[1].name} to {ranked[0].name}"
        new = [line.name for line in ranked if line.share_before is None]
        why_not = f"{listed(new)} did not stand before" if new else ""
    yield _index("swing", (since, of), why_not, indices.swing, *(_points_of(line) for line in ranked))


def _points_of(line: Line) -> tuple[Fraction, Fraction]:
    """Give a list's share before and now, in points."""
    return 100 * (line.share_before or Fraction(0)), 100 * (line.share_after or Fraction(0))


def _in_points(compared: Any, name: str) -> Fraction:
    return 100 * Fraction(getattr(compared, name))


def _percentage(part: Any, whole: Any) -> Fraction:
    return 100 * Fraction(part) / Fraction(whole)


def _compared(basis: Basis) -> tuple[Comparison | None, str]:
    """Compare with the election before of the archive, or say why that can't be done."""
    earlier = before(basis.election)
    if not earlier:
        return None, "the archive has no earlier election of the chamber"
    if basis.no_votes or not basis.cells:
        return None, basis.no_votes or "taken of counted votes only"
    if not read_parties(basis.election.country).parties:
        return None, "the archive has no lineage of the parties, without which a new name looks like a new party"
    try:
        return compare_elections(earlier[0], basis.election.id), ""
    except BadInput as error:
        return None, str(error)


def _over_districts(basis: Basis) -> Iterator[Index]:
    """Take how evenly lists stand over the districts; rows that pool lists are left out."""
    districts = list(dict.fromkeys(district for district, _ in basis.cells))
    lists = [party for party in basis.votes if party not in basis.pooled]
    table = [[basis.cells.get((district, party), 0) for district in districts] for party in lists]
    why_not = "" if len(districts) > 1 else "votes by district aren't in the archive"
    of = (basis.votes_are, f"{plural(len(lists), 'list')} in {plural(len(districts), 'district')}")
    for name, function in (
        ("nationalisation", nationalisation.nationalisation),
        ("nationalisation_standardised", nationalisation.standardised_nationalisation),
    ):
        yield _index(name, of, why_not, function, table)
