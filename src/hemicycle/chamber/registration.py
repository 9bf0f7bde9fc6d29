"""Lists before the vote: what the law asks of them, rule by rule, with its articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from hemicycle.chamber.alphabet import alphabetical
from hemicycle.chamber.candidates import Candidate
from hemicycle.chamber.quota import Counted, count_groups, groups_told, is_of, share_of, wanted
from hemicycle.law.document import Law
from hemicycle.law.members import Deposit, Eligibility, ListFalls, ListLength, ListOrder, ListQuota
from hemicycle.outcome.numbers import day, fixed, listed, number, percent, plural
from hemicycle.source.words import capital

Verdict = Literal["kept", "broken", "not known", "told"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What one rule came to for one list.

    `verdict` is `kept`, `broken`, `not known` where the figures at hand can't tell, or `told` for a fact that
    is neither, such as the deposit.
    """

    district: str
    party: str
    rule: str
    verdict: Verdict
    says: str
    cites: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The check for programs."""
        plain = {name: getattr(self, name) for name in ("district", "party", "rule", "verdict", "says")}
        return {**plain, "cites": list(self.cites)}


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list of which only numbers are known: its names, those in the quota's groups, those who left it."""

    names: int | None
    quota_group: int | None = None
    gone: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What the deposit hangs on: the share of a party at the last election, and now; None where not known."""

    last: Fraction | None = None
    election: str = ""
    now: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """A list as it was filed: its people, or its numbers.

    `seats` are those the list competes for; `on` is the day of the election.
    """

    district: str
    party: str
    seats: int | None
    on: dt.date
    people: Sequence[Candidate] | None = None
    numbers: Numbers = field(default_factory=lambda: Numbers(None))
    before: Before = field(default_factory=Before)

    @property
    def length(self) -> int | None:
        """How many names it has."""
        return self.numbers.names if self.people is None else len(self.people)


def check_list(law: Law, filed: Filed) -> list[Checked]:
    """Check one list by all rules of the law that speak of lists, in the order of the document."""
    checks = []
    for rule in law.members:
        match rule:
            case ListLength():
                found = _length(rule, filed)
            case ListOrder():
                found = _order(rule, filed)
            case ListQuota():
                found = _quota(rule, filed)
            case Eligibility():
                found = _ages(rule, filed)
            case ListFalls():
                found = _falls(rule, filed)
            case Deposit():
                found = _deposit(rule, filed)
            case _:
                continue
        checks += [
            Checked(filed.district, filed.party, rule.rule, verdict, capital(says), rule.cites)
            for verdict, says in found
        ]
    return checks


Found = Iterator[tuple[Verdict, str]]


def _length(rule: ListLength, filed: Filed) -> Found:
    if rule.at_most is None and rule.at_least is None:
        yield "told", rule.says
        return
    if filed.length is None or filed.seats is None:
        yield "not known", f"{'length of the list' if filed.length is None else 'number of seats'} not known"
        return
    for limit, sign in ((rule.at_most, "at most"), (rule.at_least, "at least")):
        if limit is not None:
            bound = limit.over(seats=filed.seats)
            holds = filed.length <= bound if sign == "at most" else filed.length >= bound
            names = f"{plural(filed.length, 'name')}, {sign} {number(bound)} for {plural(filed.seats, 'seat')}"
            yield "kept" if holds else "broken", names


def _order(rule: ListOrder, filed: Filed) -> Found:
    if rule.by != "alphabet" or filed.people is None:
        return
    names = [each.name for each in filed.people]
    order = alphabetical(names, rule.language or "")
    for index, other in enumerate(order):
        if index != other:
            found = f"{names[index]} stands at place {index + 1}, where the alphabet has {names[other]}"
            yield "broken", f"{found} ({rule.language})"
            return
    yield "kept", f"in the order of the alphabet ({rule.language})"


def _quota(rule: ListQuota, filed: Filed) -> Found:
    if rule.share is None or not rule.of:
        yield "told", rule.says
        return
    who, share = groups_told(rule.of), share_of(rule)
    if filed.people is None:
        yield _counted(filed, who, share)
        return
    whole = [("", filed.people)]
    if rule.in_every:
        size = rule.in_every
        stretches = range(0, len(filed.people) - size + 1, size)
        whole = [(f"places {start + 1} to {start + size}: ", filed.people[start : start + size]) for start in stretches]
    for where, people in whole:
        count = count_groups(people, rule, filed.on)
        yield _verdict(count), f"{where}{_share_told(count, who, share)}"
    eve = filed.on - dt.timedelta(days=1)
    for each in filed.people:
        if is_of(each, rule.of, eve) and not is_of(each, rule.of, filed.on):
            yield "told", f"{each.name} turns {each.age(filed.on)} on the day of the election, and doesn't count then"


def _counted(filed: Filed, who: str, share: Fraction) -> tuple[Verdict, str]:
    """Check a quota on numbers alone."""
    names, group = filed.numbers.names, filed.numbers.quota_group
    if names is None:
        return "not known", "length of the list not known"
    need = wanted(share, names)
    if group is None:
        return "not known", f"{need} of {plural(names, 'name')} needed for {percent(share)}; {who} not known"
    told = _share_told(Counted(names, group, 0, need), who, share)
    return "kept" if group >= need else "broken", f"{told}, by the numbers alone"


def _verdict(count: Counted) -> Verdict:
    return "not known" if count.kept is None else "kept" if count.kept else "broken"


def _share_told(count: Counted, who: str, share: Fraction) -> str:
    have = fixed(Fraction(100 * count.sure, count.names), 1) if count.names else "0"
    more = f", and {count.unknown} of whom it isn't known" if count.unknown else ""
    said = f"{who}: {count.sure} of {plural(count.names, 'name')}, {have} %{more}"
    return f"{said}; at least {count.wanted} needed ({percent(share)})"


def _ages(rule: Eligibility, filed: Filed) -> Found:
    if rule.age is None or filed.people is None:
        return
    ages = [(each, each.age(filed.on)) for each in filed.people]
    young = [f"{each.name} ({age})" for each, age in ages if age is not None and age < rule.age]
    unknown = sum(age is None for _, age in ages)
    if young:
        yield "broken", f"not yet {rule.age} on {day(filed.on)}: {listed(young)}"
    elif unknown:
        yield "not known", f"{plural(unknown, 'birthday')} not known; at least {rule.age} years needed"
    else:
        yield "kept", f"everybody is {rule.age} or older on {day(filed.on)}; a table tells nothing else of the rule"


def _falls(rule: ListFalls, filed: Filed) -> Found:
    gone = filed.numbers.gone if filed.people is None else sum(each.gone is not None for each in filed.people)
    if rule.above is None or rule.above.constant is None:
        yield "told", rule.says
        return
    if not gone or not filed.length:
        return
    left = f"{gone} of {plural(filed.length, 'name')} left the list"
    if gone > rule.above.constant * filed.length:
        yield "broken", f"{left}, more than {rule.above}: the list falls"
    else:
        yield "kept", f"{left}, not more than {rule.above}: the list stands"


def _deposit(rule: Deposit, filed: Filed) -> Found:
    if rule.each_name is None or rule.each_name.constant is None:
        yield "told", rule.says
        return
    full = rule.each_name.constant * (filed.length or 0)
    last = filed.before.last
    unit = rule.unit or "units"
    if last is None and rule.bands:
        yield "not known", f"{number(full)} {unit} in full; the share at the last election isn't known"
        return
    part = next((band for band in rule.bands if last is not None and last >= (band.start.constant or 0)), None)
    pays = Fraction(1) if part is None or part.pays.constant is None else part.pays.constant
    at = f", {percent(last)} at {filed.before.election}" if last is not None else ""
    if pays == 0:
        owed = "no deposit"
    else:
        part_of = "full deposit" if pays == 1 else f"{percent(pays)} of the deposit"
        owed = f"{part_of}, {number(pays * full)} {unit}" if filed.length else part_of
    back = ""
    if rule.back_from is not None and rule.back_from.constant is not None and filed.before.now is not None and pays:
        returned = filed.before.now >= rule.back_from.constant
        back = f"; {'given back' if returned else 'lost'}, at {percent(filed.before.now)} of the valid votes"
    yield "told", f"{owed}{at}{back}"


def seats_of_lists(law: Law, districts: Mapping[str, int] | None = None, district: str = "*") -> int | None:
    """Find for how many seats a list competes: those of its district, else of the tier of lists, else of the house."""
    if districts and district in districts:
        return districts[district]
    for tier in law.tiers:
        for step in tier.steps:
            if step.allot is not None and step.allot.to == "list" and step.allot.seats is not None:
                seats = step.allot.seats.constant
                if seats is not None and seats > 1:
                    return int(seats)
    return law.seats if isinstance(law.seats, int) else None
