"""Profiles: how the columns of a published file map to a return, as data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from hemicycle.returns.fields import FIELDS
from hemicycle.source.documents import parse_document, read_document
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.schema import Part, Words, validate

_PROFILES = Path(__file__).parent / "profiles"
# Names that a level can't have, since a return already means something else by them.
_TAKEN = frozenset({*FIELDS, "votes", "row", "list", "version", "received_at", "stage", "stations"})


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r}, no pattern ({error}); expected a regular expression, such as p[0-9]+") from None
    return text


def _level(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", text) or text in _TAKEN:
        raise ValueError(f"the level {text!r}; expected a name in small letters that no field has, such as region")
    return text


def _field(text: str) -> str:
    if text not in FIELDS:
        raise ValueError(f"the field {text!r}; expected {nearest(text, FIELDS)}")
    return text


def _time(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ValueError(f"the time {text!r}; expected hours and minutes, such as 12:00")
    return text


Level = Annotated[str, AfterValidator(_level)]
FieldName = Annotated[str, AfterValidator(_field)]
Time = Annotated[str, AfterValidator(_time)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class Writing(Part):
    """How a file is written: what is left out is found out where it can be, and refused where it can't."""

    encoding: Words | None = None
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    sheet: Words | None = Field(None, description="the sheet of a workbook; its first without this")
    skip: int = Field(0, ge=0, description="lines before the one that names the columns")
    thousands: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    decimal: Literal[".", ","] = Field(".", description="the mark behind which only zeros may stand")


class ListColumns(Part):
    """Lists in columns of their own: those whose whole name matches a pattern, or the columns named."""

    columns: Pattern | tuple[Words, ...]


class ListRows(Part):
    """Lists in rows of their own: the column that names the list, and that of its votes."""

    column: Words
    votes: Words


class Profile(Part):
    """How the columns of a file map to a return.

    `levels` names the units a station lies in and the column of each, the largest first and the station last.
    `key` are the levels that tell stations apart, all of them without it; `row` where the file has no sound
    identifier and each row is a station. `fields` maps fields of a return to columns, or to several columns
    added up. `unknown` are texts that stand for a number nobody gave; without it an empty cell is a mistake.
    """

    profile: Words
    title: Words
    sources: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    extends: Words | None = None
    writing: Writing = Writing()
    levels: dict[Level, Words]
    key: tuple[Level, ...] | Literal["row"] = ()
    fields: dict[FieldName, Words | tuple[Words, ...]] = Field({}, description="fields and their columns")
    voters_by: dict[Time, Words] = Field({}, description="voters who had come by an hour, by hour and column")
    lists: ListColumns | ListRows
    names: dict[str, Words] = Field({}, description="names of lists by their ids")
    version: Words | None = None
    received_at: Words | None = None
    unknown: tuple[str, ...] = ()
    optional: tuple[Words, ...] = Field((), description="columns that some files of this kind don't have")
    ignores: tuple[Pattern, ...] = Field((), description="columns that say nothing of a return")
    date: dt.date | None = None
    rules: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.levels:
            raise ValueError("no levels; expected at least the station")
        if self.key != "row":
            for level in self.key:
                if level not in self.levels:
                    raise ValueError(f"the key {level!r}; expected {nearest(level, self.levels)}")
        if isinstance(self.lists, ListRows) and self.key == "row":
            raise ValueError("a station in each row and lists in rows; expected levels that tell stations apart")
        return self

    @property
    def station(self) -> str:
        """The level of the polling station itself."""
        return list(self.levels)[-1]

    @property
    def keys(self) -> tuple[str, ...]:
        """The levels that tell stations apart; none where every row is one."""
        return () if self.key == "row" else self.key or tuple(self.levels)


def profile_ids() -> tuple[str, ...]:
    """Name the profiles that come with the project."""
    return tuple(sorted(path.stem for path in _PROFILES.glob("*.yaml")))


def find_profile(name: str) -> Profile:
    """Read a profile: one of the project's by its name, or a file of the user's. Raises BadInput."""
    path = Path(name) if name.endswith((".yaml", ".yml")) else _PROFILES / f"{name}.yaml"
    if not name.endswith((".yaml", ".yml")) and name not in profile_ids():
        expected = f"{nearest(name, profile_ids())}, or a file such as my-profile.yaml"
        raise BadInput(Mistake("--profile", f"the unknown profile {name!r}", expected))
    return _with_what_it_extends(path)


def _with_what_it_extends(path: Path, seen: frozenset[Path] = frozenset()) -> Profile:
    document = read_document(path)
    base = document.tree.get("extends") if isinstance(document.tree, dict) else None
    if not base:
        return validate(Profile, document)
    if not isinstance(base, str):
        raise BadInput(document.mistake(("extends",), repr(base), "the name of a profile"))
    beside = path.parent / (base if base.endswith((".yaml", ".yml")) else f"{base}.yaml")
    below = beside if beside.is_file() else _PROFILES / f"{base}.yaml"
    if not below.is_file():
        raise BadInput(document.mistake(("extends",), repr(base), nearest(base, profile_ids())))
    if below in seen | {path}:
        raise BadInput(document.mistake(("extends",), repr(base), "a profile that doesn't extend this one"))
    inherited = _with_what_it_extends(below, seen | {path}).model_dump(exclude_unset=True, mode="json")
    document.tree.update({key: value for key, value in inherited.items() if key not in document.tree})
    return validate(Profile, document)


def as_profile(tree: Mapping[str, Any]) -> Profile:
    """Make a profile of Python values, as a document would give it. Raises BadInput."""
    import json

    return validate(Profile, parse_document(json.dumps(tree), str(tree.get("profile", "profile"))))


VOTES_OF = "votes:"
_ROWS = ("list", "votes")
# What a table of totals, or one of a stage, says beside the numbers.
_BESIDE = ("stage", "stations", "outstanding")


def plain_profile(file: str, columns: Iterable[str]) -> Profile:
    """Take a file in Hemicycle's own form: levels first, then fields by their names, then `votes:<list>` columns.

    Raises BadInput where the columns aren't of that form.
    """
    names = list(columns)
    known = {*FIELDS, "version", "received_at", *_BESIDE}
    hours = {column: f"{column[3:5]}:{column[5:]}" for column in names if re.fullmatch(r"by_\d{4}", column)}
    rows = {"list", "votes"} <= set(names)
    lists = [name for name in names if name.startswith(VOTES_OF)]
    numbers = [name for name in names if name in known or name in hours or name in lists or (rows and name in _ROWS)]
    levels = names[: names.index(numbers[0])] if numbers else names
    wrong = [name for name in levels if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in _TAKEN]
    others = [name for name in names if name not in levels and name not in numbers]
    if wrong or others or not levels or not (lists or rows):
        shown = ", ".join(names[:8]) + (" ..." if len(names) > 8 else "")
        expected = (
            "the columns of a return: units such as region,station, then fields such as registered,invalid,valid, "
            "then votes:<list> for each list; or --profile, which `hemicycle returns guess` proposes"
        )
        raise BadInput(Mistake(file, f"the columns {shown}", expected, 1))
    return as_profile(
        {
            "profile": "plain",
            "title": "returns in Hemicycle's own form",
            "levels": {level: level for level in levels},
            "key": [levels[-1]],
            "fields": {name: name for name in names if name in FIELDS},
            "voters_by": {hour: column for column, hour in hours.items()},
            "lists": {"column": "list", "votes": "votes"} if rows else {"columns": lists},
            **{key: key for key in ("version", "received_at") if key in names},
            "ignores": list(_BESIDE),
        }
    )
