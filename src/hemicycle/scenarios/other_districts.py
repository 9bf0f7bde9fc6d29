"""The same votes counted in other districts: the whole country as one, or the units of another level.

What changes is the law: steps that worked in some units work in others, and an allotment among the new districts
says how many seats each has. `elect` counts the changed law as it counts any other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import Law, OpenQuestion, Step, Tier, formulas_of
from hemicycle.law.formula import Formula, parse_formula
from hemicycle.law.names import made_by
from hemicycle.law.steps import NAMES, NATION, Admit, Allot
from hemicycle.outcome.elect import UNDETERMINED
from hemicycle.outcome.facts import Facts, valid_given
from hemicycle.outcome.numbers import listed
from hemicycle.scenarios.changed_law import with_formulas
from hemicycle.source.mistake import BadInput, Mistake, nearest

COUNTRY = ("country", "whole", NATION)
_ASSUMED = ("assumed",)
# What a table of votes calls the places its rows stand at, where the law has no word for them.
_DISTRICT = "district"
_BEYOND = {"level": "levelling seats", "place": "seats of lists placed in districts", "transfer": "ranked ballots"}


@dataclass(frozen=True, slots=True)
class OtherDistricts:
    """A law with other districts, and what has to be assumed for it."""

    law: Law
    assumption: str


def other_districts(law: Law, votes: Votes, facts: Facts, level: str, known_at: str | None = None) -> OtherDistricts:
    """Change a law so that its seats are allotted in the units of another level, `country` for one district.

    `known_at` is the level that the rows of the votes stand at, where the law doesn't say. As one district of the
    country, a tier's seats are those of all its districts, by the same method; a threshold of the votes of each
    district becomes one of the country's votes. In the units of a level, the seats are divided among them as the
    law itself divides seats among districts, or else in proportion to their valid votes by largest remainders;
    thresholds of the whole country stay.

    Raises BadInput where the votes aren't known by that level, and for laws that do more than admit and allot.
    """
    for tier in law.tiers:
        beyond = next((_BEYOND[step.kind] for step in tier.steps if step.kind in _BEYOND), None)
        if beyond and tier.tier not in facts.seats:
            raise _refusal(level, f"{beyond} in {law.id}", "a law that only admits and allots")
    if level in COUNTRY:
        return _as_one(law, facts, level)
    finest = known_at or (_DISTRICT if law.votes_at == NATION else law.votes_at)
    known = levels_known(votes, finest)
    if not known:
        expected = "votes by the units of a level, such as a column district"
        raise _refusal(level, "votes known only for the country", expected)
    if level not in known:
        raise _refusal(level, "a level the votes aren't known by", nearest(level, known))
    return _by_units(law, votes, facts, level, finest)


def _refusal(level: str, found: str, expected: str) -> BadInput:
    return BadInput(Mistake(f"--districts {level}", found, expected))


def levels_known(votes: Votes, finest: str) -> list[str]:
    """List the levels below the country that votes are known by: that of their rows, and those they all lie in."""
    units = {unit for unit, _ in votes.ballots["votes"]}
    if units == {WHOLE}:
        return []
    above = dict.fromkeys(level for level, _ in votes.parents)
    return list(
        dict.fromkeys([finest, *(each for each in above if all((each, unit) in votes.parents for unit in units))])
    )


def _as_one(law: Law, facts: Facts, level: str) -> OtherDistricts:
    """Make one district of the country for every tier that allots to lists in several."""
    chosen = [tier for tier in law.tiers if tier.tier not in facts.seats and _levels_of(tier)]
    if not chosen:
        found = f"no seats of {law.id} that are allotted to lists in several districts"
        raise _refusal(level, found, "a law whose districts divide seats among lists")
    if any(alliance.district != WHOLE for alliance in facts.alliances):
        raise _refusal(level, "lists allied in some districts only", "alliances that hold everywhere")
    assumed = [f"one district for all the {_label(tier)}" for tier in chosen]
    if any(step.admit and step.admit.at != NATION for tier in chosen for step in tier.steps):
        assumed.append("thresholds of each district's votes are thresholds of the country's votes")
    assumed.append("lists of one name are one list")
    tiers = [tier.model_copy(update={"steps": _in_country(tier)}) if tier in chosen else tier for tier in law.tiers]
    questions = with_formulas(law.open_questions, lambda formula: _read_at(formula, law.units, NATION))
    law = law.model_copy(update={"tiers": tuple(tiers), "open_questions": questions})
    return OtherDistricts(law, "; ".join(assumed))


def _levels_of(tier: Tier) -> set[str]:
    """Find the levels below the country at which a tier's seats are divided among lists; none if they aren't."""
    below = [action for action in _allotments(tier) if action.at != NATION and action.to in ("list", "alliance")]
    return {action.at for action in below} if any(_divides(action) for action in below) else set()


def _allotments(tier: Tier) -> Iterator[Allot]:
    return (step.allot for step in tier.steps if step.allot is not None)


def _divides(action: Allot) -> bool:
    """Tell whether an allotment divides seats among several lists in proportion to votes."""
    by_votes = any(name.name == "votes" for name in action.by.names)
    return action.to in ("list", "alliance") and by_votes and action.method not in (None, "most votes")


def _in_country(tier: Tier) -> tuple[Step, ...]:
    """Let the steps of districts work in the whole country; seats divided among districts stay one number."""
    levels = _all_levels(tier)
    steps: list[Step] = []
    undivided: dict[str, str] = {}
    for step in tier.steps:
        action = step.action
        if isinstance(action, Allot) and action.to in levels:
            assert step.into is not None
            undivided[step.into] = action.seats.text
            continue
        new = step
        if isinstance(action, Allot) and action.at != NATION and action.seats.constant is not None:
            if not isinstance(tier.seats, int) or sum(_divides(each) for each in _allotments(tier)) != 1:
                found = f"a fixed number of seats in each {action.at}"
                raise _refusal(NATION, found, "a tier of one such number")
            new = _with(step, seats=parse_formula(str(tier.seats)))
        for table, seats in undivided.items():
            new = _renamed(new, table, seats if seats.isalnum() else f"({seats})")
        steps.append(_moved(new, levels, NATION))
    return tuple(steps)


def _all_levels(tier: Tier) -> set[str]:
    """Find all levels below the country that the steps of a tier work in, or divide seats among."""
    at = {step.action.at for step in tier.steps}
    return (at | {action.to for action in _allotments(tier)}) - {NATION, "list", "alliance"}


def _moved(step: Step, levels: Collection[str], to: str) -> Step:
    """Let a step that works in the units of some levels work in those of another."""
    action = step.action
    step = with_formulas(step, lambda formula: _read_at(formula, levels, to))
    changed: dict[str, Any] = {"at": to} if action.at in levels else {}
    if isinstance(action, Admit) and action.within in levels:
        changed["within"] = to
    return _with(step, **changed)


def _with(step: Step, **changed: Any) -> Step:
    return step.model_copy(update={step.kind: step.action.model_copy(update=changed)}) if changed else step


def _read_at(formula: Formula, levels: Collection[str], to: str) -> Formula:
    """Read the tables of a formula at another level, where it names one of some."""
    return _rewritten(formula, r"@\s*(\w+)", lambda found: f"@{to}" if found[1] in levels else found[0])


def _rewritten(formula: Formula, pattern: str, by: Any) -> Formula:
    text = re.sub(pattern, by, formula.text)
    return formula if text == formula.text else parse_formula(text)


@dataclass(slots=True)
class _Plan:
    """Districts of a level in the making: by which votes they have seats, what is assumed and what stays open."""

    law: Law
    level: str
    base: str
    assumed: list[str] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)

    def seats_go(self, tier: Tier) -> None:
        """Say how the seats of a tier come to the districts."""
        votes = "valid votes" if self.base == "valid" else "votes for lists"
        self.assumed.append(
            f"the {_label(tier)} go to each {self.level} in proportion to its {votes}, by largest remainders, and to "
            "one that is too small for a seat none"
        )


def _by_units(law: Law, votes: Votes, facts: Facts, level: str, finest: str) -> OtherDistricts:
    """Divide the seats of every tier that votes divide among the units of a level, and then among their lists."""
    if not level.isidentifier():
        raise _refusal(level, f"the level {level!r}", "one whose name is one word")
    units = law.units
    if law.votes_at == NATION:
        units = tuple(dict.fromkeys((level, finest, *law.units)))
    elif level not in law.units:
        if len(law.units) > 1:
            raise _refusal(level, f"a law with the levels {listed(law.units)}", nearest(level, law.units))
        units = (level, *law.units)
    given = valid_given(law, votes, facts)
    more_than_rows = set(given) == {WHOLE} and given[WHOLE] != sum(votes.by_list().values())
    plan = _Plan(law, level, "total(votes)" if more_than_rows else "valid")
    tiers = [tier if tier.tier in facts.seats else _in_units(plan, tier) for tier in law.tiers]
    if not plan.assumed:
        found = f"seats of {law.id} that lists don't share by their votes alone"
        raise _refusal(level, found, "a law whose lists do")
    changed = {
        "units": units,
        "votes_at": finest if law.votes_at == NATION else law.votes_at,
        "tiers": tuple(tiers),
        "open_questions": (*law.open_questions, *plan.questions),
    }
    return OtherDistricts(law.model_copy(update=changed), "; ".join(dict.fromkeys(plan.assumed)))


def _in_units(plan: _Plan, tier: Tier) -> Tier:
    """Count one tier in the new districts, if its seats are divided by votes in districts or as one number."""
    table = f"{tier.tier}_seats_by_{plan.level}"
    levels = _levels_of(tier)
    if levels:
        return _redistricted(plan, tier, levels, table)
    if any(_divides(each) and _has_number(each.seats, str(tier.seats)) for each in _allotments(tier)):
        return _divided(plan, tier, table)
    return tier


def _label(tier: Tier) -> str:
    """Call the seats of a tier."""
    label = tier.label if "seats" in tier.label else f"seats of the {tier.label}"
    return f"{tier.seats} {label}" if isinstance(tier.seats, int) else label


def _apportioned(plan: _Plan, seats: str, table: str) -> Step:
    """Make the step that divides seats among the units of a level."""
    allot = {"to": plan.level, "seats": seats, "by": plan.base, "method": "hare", "ties": ["lot"]}
    return Step.model_validate({"allot": allot, "as": table, "cites": _ASSUMED})


def _redistricted(plan: _Plan, tier: Tier, levels: set[str], table: str) -> Tier:
    """Give a tier of districts other districts; how many seats each has goes as the law says, if it does."""
    level = plan.level
    moved = [_moved(step, levels, level) for step in tier.steps]
    if any(action.to in levels for action in _allotments(tier)):
        plan.assumed.append(f"the {_label(tier)} go to each {level} as the law divides them among districts")
        moved = [_with(step, to=level) if step.allot and step.allot.to in levels else step for step in moved]
    else:
        seats, moved = _seats_replaced(plan, tier, moved, table)
        moved.insert(0, _apportioned(plan, seats, table))
        plan.seats_go(tier)
    if level not in levels and any(step.admit and step.admit.at in levels for step in tier.steps):
        plan.assumed.append(f"thresholds of each district's votes are thresholds of each {level}'s")
    return tier.model_copy(update={"steps": tuple(moved)})


def _seats_replaced(plan: _Plan, tier: Tier, steps: Sequence[Step], table: str) -> tuple[str, list[Step]]:
    """Put the new number of seats for the one the election gives, or the law fixes; return what is shared out."""
    at = [step.allot for step in steps if step.allot is not None and step.allot.at == plan.level]
    names = {name.name for action in at for name in action.seats.names if _is_of_districts(plan.law, name.name)}
    if len(names) == 1:
        (seats,) = names
        return seats, [_guarded(_renamed(step, seats, table), table) for step in steps]
    if not names and isinstance(tier.seats, int) and len(at) == 1 and at[0].seats.constant is not None:
        new = parse_formula(table)
        return str(tier.seats), [_with(step, seats=new) if step.allot in at else step for step in steps]
    raise _refusal(plan.level, f"{tier.label} that aren't one number a district", "a law where they are")


def _is_of_districts(law: Law, name: str) -> bool:
    number = law.from_election.get(name)
    return number is not None and number.each == "unit" and number.at != NATION


def _renamed(step: Step, table: str, new: str) -> Step:
    return with_formulas(step, lambda formula: _rewritten(formula, rf"(?<![\w.@]){table}(?![\w.@])", new))


def _guarded(step: Step, table: str) -> Step:
    """Keep an allotment whose seats follow from those of a district to the districts that have any."""
    action = step.allot
    if action is None or action.seats.text == table or table not in {name.name for name in action.seats.names}:
        return step
    where = f"({action.where}) and {table} > 0" if action.where is not None else f"{table} > 0"
    return _with(step, where=parse_formula(where))


def _has_number(formula: Formula, number: str) -> bool:
    return re.search(rf"(?<![\w.]){number}(?![\w.%])", formula.text) is not None


def _divided(plan: _Plan, tier: Tier, table: str) -> Tier:
    """Divide a tier of the whole country among the units of a level; its admissions stay as they are.

    A clause on the seats of the whole country, such as more than half of them for a majority, has no meaning in
    districts: where it depends on the votes the outcome is undetermined if they call for it.
    """
    seats = str(tier.seats)
    following = {seats: table, **({str(int(seats) + 1): f"({table} + 1)"} if seats.isdigit() else {})}
    of_country = {name for name, number in plan.law.from_election.items() if number.at == NATION}
    steps = [_apportioned(plan, seats, table)]
    in_units: set[str] = set()
    for step in tier.steps:
        action = step.allot
        if action is None:
            of_country.add(made_by(step) or tier.tier)
            steps.append(step)
            continue
        new = _with(_of_unit(step, following, of_country), at=plan.level)
        assert new.allot is not None
        reads = {name.name.partition(".")[0] for name in new.allot.seats.names}
        limits = (new.allot.by, new.allot.after, new.allot.at_least, new.allot.at_most, new.allot.method)
        clause = new.allot.at_least is not None or not reads & {table, *in_units} or _reads(limits, of_country)
        if not clause:
            in_units.add(made_by(step) or tier.tier)
            steps.append(new)
        elif step.when is not None:
            asks = f"a rule on the seats of the whole country applies ({step.applies or step.when})"
            plan.questions.append(
                OpenQuestion(asks=asks, law="silent", when=step.when, we=UNDETERMINED, cites=step.cites)
            )
        else:
            found = f"a rule on the seats of the whole country in {plan.law.id} ({listed(step.cites)})"
            raise _refusal(plan.level, found, "a law whose steps make sense in districts")
    plan.seats_go(tier)
    if any(step.admit for step in tier.steps):
        plan.assumed.append("thresholds stay those of the whole country")
    if any(_has_names(action) for action in _allotments(tier)):
        plan.assumed.append("no list runs out of names in a district")
    return tier.model_copy(update={"steps": tuple(steps)})


def _has_names(action: Allot) -> bool:
    return action.at_most is not None and action.at_most.text == NAMES


def _of_unit(step: Step, following: dict[str, str], of_country: Collection[str]) -> Step:
    """Write a district's seats for the country's in an allotment, where no list's names run out.

    Rules for ties go on reading numbers of the country.
    """
    action = step.allot
    assert action is not None

    def seats_of_unit(formula: Formula) -> Formula:
        return _rewritten(formula, r"(?<![\w.@])\w+(?![\w.%@])", lambda word: following.get(word[0], word[0]))

    def of_whole(formula: Formula) -> Formula:
        names = r"(?<![\w.@])[^\W\d]\w*(?![\w.@])"
        return _rewritten(formula, names, lambda name: f"{name[0]}@{NATION}" if name[0] in of_country else name[0])

    return _with(
        step,
        seats=seats_of_unit(action.seats),
        method=with_formulas(action.method, seats_of_unit),
        ties=with_formulas(action.ties, of_whole),
        at_most=None if _has_names(action) else action.at_most,
    )


def _reads(parts: Sequence[Any], names: Collection[str]) -> bool:
    """Tell whether formulas read one of some tables."""
    read = (name for part in parts for formula in formulas_of(part) for name in formula.names if name.use != "set")
    return any(name.name.partition(".")[0] in names for name in read)
