"""Candidates: the people on the lists, as a table names them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hemicycle.count.votes import WHOLE
from hemicycle.law.members import Gender
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.tables import Row, read_table

# What a column may be called, beside its own name.
_ALSO = {
    "party": ("list",),
    "candidate": ("name",),
    "born": ("birth_date", "birth date", "date of birth", "date_of_birth", "birthdate"),
    "gender": ("sex",),
    "withdrew": ("withdrawn", "left"),
    "died": ("deceased",),
}
_OWN = frozenset({"district", "party", "position", "candidate", "born", "gender", "votes", "withdrew", "died"})
_BESIDE = frozenset({"elected", "sources", "note"})
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("f", "female", "w", "woman"), "f"),
    **dict.fromkeys(("m", "male", "man"), "m"),
    **dict.fromkeys(("x", "other", "diverse"), "x"),
}
_TRUTHS = {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False, "": None}
_LOOKALIKES = ("LATIN", "CYRILLIC", "GREEK")
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on a list.

    `position` is the place on the list from 1. What isn't known is None: the day of birth, the gender, and
    in `traits` whether the person has one; `numbers` are votes and what else was counted for the person.
    `withdrew` and `died` are days, None for somebody who is still there.
    """

    name: str
    party: str
    position: int
    district: str = WHOLE
    born: dt.date | None = None
    gender: Gender | None = None
    traits: Mapping[str, bool | None] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    withdrew: dt.date | None = None
    died: dt.date | None = None
    elected: bool | None = None
    line: int | None = None

    @property
    def votes(self) -> int:
        """The votes for the person; 0 where none were counted."""
        return self.numbers.get("votes", 0)

    @property
    def gone(self) -> dt.date | None:
        """The day the person left the list, by withdrawal or death; None for somebody who didn't."""
        return min(filter(None, (self.withdrew, self.died)), default=None)

    def age(self, on: dt.date) -> int | None:
        """Whole years lived on a day, where the birthday is known."""
        return None if self.born is None else age_on(self.born, on)


@dataclass(frozen=True, slots=True)
class Lists:
    """All candidates of an election by district and party, each list in its order.

    `columns` are those the table had, by the names used here; `unused` the ones that nothing reads.
    """

    file: str
    by_list: Mapping[tuple[str, str], tuple[Candidate, ...]]
    columns: frozenset[str]
    unused: tuple[str, ...] = ()

    def of(self, district: str, party: str) -> tuple[Candidate, ...]:
        """Give the list of a party in a district, or its list for the whole country; empty without one."""
        return self.by_list.get((district, party)) or self.by_list.get((WHOLE, party), ())

    @property
    def parties(self) -> list[str]:
        """The parties with a list, in the order of the table."""
        return list(dict.fromkeys(party for _, party in self.by_list))


def age_on(born: dt.date, on: dt.date) -> int:
    """Count whole years; one is complete on the birthday, on 1 March for those born on 29 February."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def same_name(name: str) -> str:
    """Write a name so that the same name always looks the same: composed letters, single blanks, no case."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def read_candidates(path: Path, traits: Collection[str] = (), counted: Collection[str] = ()) -> Lists:
    """Read a table of candidates: a row for each, with the party and the name.

    The columns `district`, `position`, `born`, `gender`, `votes`, `withdrew`, `died` may be there, and one
    for each of `traits` (yes, no or nothing) and of `counted` (a whole number). Without positions the rows
    stand in the order of their lists. Raises BadInput with every line that can't be used: days that don't
    exist, positions and people that come twice, a person on two lists, letters of two scripts in one word.
    """
    rows = read_table(path, [])
    names = _columns(path, rows[0])
    mistakes: list[Mistake] = []
    found: list[Candidate] = []
    places: dict[tuple[str, str], int] = {}
    for row in rows:
        try:
            found.append(_candidate(row, names, places, traits, counted))
        except BadInput as wrong:
            mistakes.extend(wrong.mistakes)
    mistakes.extend(_twice(str(path), found))
    if mistakes:
        raise BadInput(sorted(mistakes, key=lambda mistake: mistake.line or 0))
    by_list: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in found:
        by_list.setdefault((candidate.district, candidate.party), []).append(candidate)
    used = _OWN | _BESIDE | set(traits) | set(counted)
    return Lists(
        str(path),
        {key: tuple(sorted(names, key=lambda each: each.position)) for key, names in by_list.items()},
        frozenset(names),
        tuple(column for column in names if column not in used),
    )


def _columns(path: Path, row: Row) -> dict[str, str]:
    """Find what each column is called in the file, by its name here."""
    known = {other: own for own, others in _ALSO.items() for other in others}
    names: dict[str, str] = {}
    for column in row.cells:
        own = known.get(column.casefold().strip(), column.casefold().strip().replace(" ", "_"))
        if own in names:
            found = f"the columns {names[own]!r} and {column!r}, which are the same"
            raise BadInput(Mistake(str(path), found, "one of them", 1))
        names[own] = column
    missing = [own for own in ("party", "candidate") if own not in names]
    if missing:
        found = f"the columns {', '.join(row.cells)}"
        wanted = " and ".join(f"{own} (or {_ALSO[own][0]})" for own in missing)
        raise BadInput(Mistake(str(path), found, f"also {wanted}", 1))
    return names


def _candidate(
    row: Row,
    names: Mapping[str, str],
    places: dict[tuple[str, str], int],
    traits: Collection[str],
    counted: Collection[str],
) -> Candidate:
    """Read one row. `places` counts the names of each list, for tables without positions."""

    def cell(column: str) -> str:
        return row[names[column]] if column in names else ""

    party, district = cell("party"), cell("district") or WHOLE
    if not party:
        raise row.wrong(names["party"], "the list the person is on")
    places[district, party] = position = places.get((district, party), 0) + 1
    if "position" in names:
        position = row.count(names["position"])
        if position < 1:
            raise row.wrong(names["position"], "a place on the list, from 1")
    gender = _GENDERS.get(cell("gender").casefold())
    if cell("gender") and gender is None:
        raise row.wrong(names["gender"], "f, m, x, or nothing where it isn't known")
    days = {column: _day(row, names[column]) if cell(column) else None for column in ("born", "withdrew", "died")}
    if days["born"] and not 0 <= dt.date.today().year - days["born"].year <= _OLDEST:
        raise row.wrong(names["born"], f"the birthday of somebody alive, at most {_OLDEST} years ago")
    for later in ("withdrew", "died"):
        born, left = days["born"], days[later]
        if born and left and left < born:
            raise row.wrong(names[later], f"a day after the birth on {born}")
    return Candidate(
        _name(row, names["candidate"]),
        party,
        position,
        district,
        days["born"],
        gender,
        {trait: _truth(row, names[trait]) for trait in traits if trait in names},
        {column: row.count(names[column]) for column in ("votes", *counted) if cell(column)},
        days["withdrew"],
        days["died"],
        _truth(row, names["elected"]) if "elected" in names else None,
        row.line,
    )


def read_day(text: str) -> dt.date | None:
    """Read a day written as 1991-12-16; None for anything else, also for a day that doesn't exist."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _day(row: Row, column: str) -> dt.date:
    day = read_day(row[column])
    if day is None:
        raise row.wrong(column, "a day that exists, as 1991-12-16")
    return day


def _truth(row: Row, column: str) -> bool | None:
    text = row[column].casefold()
    if text not in _TRUTHS:
        raise row.wrong(column, "yes, no, or nothing where it isn't known")
    return _TRUTHS[text]


def _name(row: Row, column: str) -> str:
    """Read a name in any script; a word that mixes letters that look alike is a slip."""
    name = " ".join(unicodedata.normalize("NFC", row[column]).split())
    if not any(letter.isalpha() for letter in name):
        raise row.wrong(column, "the name of a person")
    for word in re.split(r"[\W_]+", name):
        scripts: dict[str, str] = {}
        for letter in word:
            script = unicodedata.name(letter, "").partition(" ")[0]
            if script in _LOOKALIKES:
                scripts.setdefault(script, letter)
        if len(scripts) > 1:
            (one, first), (other, second) = list(scripts.items())[:2]
            mixed = f"{word!r}, with the {one.title()} {first!r} and the {other.title()} {second!r}"
            raise row.wrong(column, "each word in letters of one script", mixed)
    return name


def _twice(file: str, candidates: Sequence[Candidate]) -> list[Mistake]:
    """Find positions and people that come twice.

    Two people of one name are told apart by their birthdays; without these, only in different districts.
    """
    mistakes: list[Mistake] = []
    positions: dict[tuple[str, str, int], Candidate] = {}
    people: dict[str, list[Candidate]] = {}
    for each in candidates:
        first = positions.setdefault((each.district, each.party, each.position), each)
        if first is not each:
            found = f"the place {each.position} of the list {each.party!r} again (first in line {first.line})"
            mistakes.append(Mistake(file, found, "each place once", each.line, "column position"))
        for other in people.setdefault(same_name(each.name), []):
            same = each.born == other.born if each.born and other.born else each.district == other.district
            if same and (each.party != other.party or each.district == other.district):
                where = (
                    f"in line {other.line}" if each.party == other.party else f"on {other.party!r}, line {other.line}"
                )
                found = f"{each.name!r} again (first {where})"
                expected = "each person once; namesakes with their days of birth"
                mistakes.append(Mistake(file, found, expected, each.line, "column candidate"))
                break
        people[same_name(each.name)].append(each)
    return mistakes


def check_parties(lists: Lists, known: Collection[str]) -> None:
    """Refuse a table that names a list the election doesn't have."""
    for (_, party), names in lists.by_list.items():
        if party not in known:
            found = f"the unknown list {party!r}"
            raise BadInput(Mistake(lists.file, found, nearest(party, known), names[0].line, "column party"))
