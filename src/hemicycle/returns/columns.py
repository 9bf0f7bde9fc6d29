"""Which columns of a file hold what, by its profile."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hemicycle.returns.profile import VOTES_OF, ListRows, Profile
from hemicycle.source.mistake import BadInput, Mistake

# The column that counts the rows of a published table, beside its own columns.
ROW = "hemicycle:row"


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


def columns_of(profile: Profile, file: str, present: Sequence[str], line: int | None = 1) -> Columns:
    """Find the columns that a profile names in a table; `line` is where the table names its columns.

    Raises BadInput for every column that is missing, and for a profile that contradicts itself.
    """
    missing: list[str] = []

    def find(column: str, *, needed: bool = False) -> bool:
        if column in present:
            return True
        if needed or column not in profile.optional:
            missing.append(column)
        return False

    levels = {level: name for level, name in profile.levels.items() if find(name, needed=level in profile.keys)}
    sums = {field: (columns,) if isinstance(columns, str) else columns for field, columns in profile.fields.items()}
    absent = {part for parts in sums.values() for part in parts if not find(part)}
    fields = {field: parts for field, parts in sums.items() if not absent.intersection(parts)}
    hours = {hour_column(hour): column for hour, column in profile.voters_by.items() if find(column)}
    others = [column for column in (profile.version, profile.received_at) if column and find(column)]
    if isinstance(profile.lists, ListRows):
        others += [column for column in (profile.lists.column, profile.lists.votes) if find(column, needed=True)]
    parts = (part for columns in fields.values() for part in columns)
    used = {*levels.values(), *parts, *hours.values(), *others}
    passed = {column for column in present if any(re.fullmatch(pattern, column) for pattern in profile.ignores)}
    lists = _lists(profile, file, present, {*used, *passed}, missing)
    if missing:
        shown = ", ".join(present[:12]) + (" ..." if len(present) > 12 else "")
        what = f"also {', '.join(dict.fromkeys(missing))}, as the profile {profile.profile} says"
        raise BadInput(Mistake(file, f"the columns {shown}", what, line))
    if not profile.keys and (profile.version or profile.received_at):
        found = "versions of returns, with a station in each row"
        raise BadInput(Mistake(f"profile {profile.profile}", found, "a key: the levels that tell stations apart"))
    used.update(lists.values(), passed)
    return Columns(levels, fields, hours, lists, tuple(column for column in present if column not in used))


def _lists(
    profile: Profile, file: str, present: Sequence[str], taken: Collection[str], missing: list[str]
) -> dict[str, str]:
    """Find the columns of lists: those named, or those of a pattern that hold nothing else."""
    if isinstance(profile.lists, ListRows):
        return {}
    wanted = profile.lists.columns
    if isinstance(wanted, str):
        found = [column for column in present if column not in taken and re.fullmatch(wanted, column)]
        if not found:
            missing.append(f"columns of lists ({wanted})")
    else:
        found = list(dict.fromkeys(column for column in wanted if column in present))
        missing += [column for column in wanted if column not in found] or ([] if wanted else ["columns of lists"])
    lists: dict[str, str] = {}
    for column in found:
        first = lists.setdefault(column.removeprefix(VOTES_OF), column)
        if first != column:
            raise BadInput(Mistake(file, f"the columns {first!r} and {column!r} of one list", "each list once", 1))
    return lists


def hour_column(hour: str) -> str:
    """Name the column of the voters who had come by an hour: `by_1200` for 12:00."""
    return f"by_{hour.replace(':', '')}"
