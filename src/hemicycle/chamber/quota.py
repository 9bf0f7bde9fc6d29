"""Quotas of people: who counts, how many are wanted, how many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from hemicycle.chamber.candidates import Candidate
from hemicycle.law.members import Group, ListQuota, SeatQuota
from hemicycle.outcome.tongue import ENGLISH, Tongue


@dataclass(frozen=True, slots=True)
class Counted:
    """People of the groups among `names`: at least `sure`, at most `sure + unknown`, where `wanted` are needed."""

    names: int
    sure: int
    unknown: int
    wanted: int

    @property
    def kept(self) -> bool | None:
        """Whether the quota is kept; None where that hangs on people of whom not enough is known."""
        if self.sure >= self.wanted:
            return True
        return None if self.sure + self.unknown >= self.wanted else False


def is_of(candidate: Candidate, groups: Iterable[Group], on: dt.date) -> bool | None:
    """Tell whether somebody belongs to any of the groups on a day; who is in two of them counts once.

    None where what is known of the person doesn't tell.
    """
    answers = [_is_of(candidate, group, on) for group in groups]
    if any(answers):
        return True
    return None if None in answers else False


def _is_of(candidate: Candidate, group: Group, on: dt.date) -> bool | None:
    if group.gender is not None:
        return None if candidate.gender is None else candidate.gender == group.gender
    if group.under is not None:
        age = candidate.age(on)
        return None if age is None else age < group.under
    return candidate.traits.get(group.trait or "")


def wanted(share: Fraction, names: int) -> int:
    """Find the fewest people that make up a share of so many."""
    return ceil(share * names)


def count_groups(candidates: Sequence[Candidate], rule: ListQuota | SeatQuota, on: dt.date) -> Counted:
    """Count the people of a quota's groups among candidates, and those it wants."""
    answers = [is_of(candidate, rule.of, on) for candidate in candidates]
    return Counted(len(candidates), answers.count(True), answers.count(None), wanted(share_of(rule), len(candidates)))


def share_of(rule: ListQuota | SeatQuota) -> Fraction:
    """The share that a quota wants; 0 where the rule gives none."""
    return Fraction(0) if rule.share is None else Fraction(rule.share.constant or 0)


def groups_told(groups: Sequence[Group], tongue: Tongue = ENGLISH) -> str:
    """Name groups in a sentence: women and persons under 29."""
    return tongue.listed([_group_told(each, tongue) for each in groups])


def _group_told(group: Group, tongue: Tongue) -> str:
    if group.gender:
        return tongue.text(group.text)
    if group.under:
        return tongue.say("persons under {age}", age=group.under)
    return tongue.text(f"persons with {group.text.replace('_', ' ')}")
