"""Which columns of a file hold what, by its profile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hemicycle.returns.profile import VOTES_OF, ListRows, Profile
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file by what they hold: levels, fields (sums of columns), hours, lists by their ids.

    Where lists stand in rows of their own, `lists` is empty until they are known. `unused` are the columns that
    the profile neither reads nor passes over.
    """

    levels: dict[str, str]
    fields: dict[str, tuple[str, ...]]
    hours: dict[str, str]
    lists: dict[str, str]
    unused: tuple[str, ...]

    @property
    def numbers(self) -> dict[str, tuple[str, ...]]:
        """The numbers of a return, by the column of the table, with the columns of the file each is the sum of."""
        lists = {f"list_{place}": (column,) for place, column in enumerate(self.lists.values(), 1)}
        return self.fields | {name: (column,) for name, column in self.hours.items()} | lists


def columns_of(profile: Profile, file: str, present: Sequence[str]) -> Columns:
    """Find the columns that a profile names. Raises BadInput for every one that is missing."""
    missing: list[str] = []

    def find(column: str) -> bool:
        if column in present:
            return True
        if column not in profile.optional:
            missing.append(column)
        return False

    levels = {level: column for level, column in profile.levels.items() if find(column)}
    sums = {field: (columns,) if isinstance(columns, str) else columns for field, columns in profile.fields.items()}
    absent = {part for parts in sums.values() for part in parts if not find(part)}
    fields = {field: parts for field, parts in sums.items() if not absent.intersection(parts)}
    hours = {hour_column(hour): column for hour, column in profile.voters_by.items() if find(column)}
    lists = _lists(profile, present, missing)
    others = [column for column in (profile.version, profile.received_at) if column and find(column)]
    if isinstance(profile.lists, ListRows):
        others += [column for column in (profile.lists.column, profile.lists.votes) if find(column)]
    if missing:
        shown = ", ".join(present[:12]) + (" ..." if len(present) > 12 else "")
        what = f"also {', '.join(dict.fromkeys(missing))}, as the profile {profile.profile} says"
        raise BadInput(Mistake(file, f"the columns {shown}", what, 1))
    parts = (part for columns in fields.values() for part in columns)
    used = {*levels.values(), *parts, *hours.values(), *lists.values(), *others}
    unused = [
        column
        for column in present
        if column not in used and not any(re.fullmatch(pattern, column) for pattern in profile.ignores)
    ]
    return Columns(levels, fields, hours, lists, tuple(unused))


def _lists(profile: Profile, present: Iterable[str], missing: list[str]) -> dict[str, str]:
    if isinstance(profile.lists, ListRows):
        return {}
    wanted = profile.lists.columns
    if isinstance(wanted, str):
        found = [column for column in present if re.fullmatch(wanted, column)]
        if not found:
            missing.append(f"columns of lists ({wanted})")
    else:
        found = [column for column in wanted if column in present]
        missing += [column for column in wanted if column not in found]
    return {column.removeprefix(VOTES_OF): column for column in found}


def hour_column(hour: str) -> str:
    """Name the column of the voters who had come by an hour: `by_1200` for 12:00."""
    return f"by_{hour.replace(':', '')}"
