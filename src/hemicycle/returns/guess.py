"""A profile proposed for a file of returns that nobody has read before: from its names, and from its arithmetic.

Names suggest; sums decide. A run of columns that add up to another in nearly every row are the lists, whatever they are
called. What isn't certain is marked, for a person to look at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from hemicycle.returns.files import Opened, likely_encoding, open_returns
from hemicycle.returns.profile import Profile, Writing, as_profile, plain_profile
from hemicycle.source.documents import read_document
from hemicycle.source.mistake import BadInput, Mistake

_WORDS = Path(__file__).parent / "field_words.yaml"
_SAMPLE = 20_000
# In so many rows at least a sum has to hold to count as found: real protocols have slips.
_NEARLY = 0.6
# So many different texts among the numbers of a file can be signs for unknown; more are faults.
_FEW = 3
_SAMPLE_TOLD = f"Looked at the first {_SAMPLE:,} rows."


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposed profile: as a document with comments, as a record, and what a person should look at."""

    profile: Profile
    text: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Table:
    """A sample of a file: columns of text, and of numbers where nearly all cells are counts."""

    names: list[str]
    text: dict[str, list[str]]
    numbers: dict[str, list[int | None]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return len(next(iter(self.text.values()), []))


def guess(source: str, writing: Writing | None = None) -> Guess:
    """Propose a profile for a file of returns. Raises BadInput where it has no columns that add up like votes."""
    opened, how = _opened(source, writing or Writing())
    try:
        plain = plain_profile(source, opened.columns)
        note = "The file has Hemicycle's own form: no profile is needed."
        return Guess(plain, _document(plain.model_dump(exclude_unset=True, mode="json"), {}), (note,))
    except BadInput:
        pass
    table = _sample(opened)
    fields, doubts = _fields(table)
    lists = _lists(table, fields, doubts)
    if not lists:
        found = f"no columns of {len(table.names)} that add up to another"
        raise BadInput(Mistake(source, found, "a column of votes for each list, one row for each station"))
    _settle_totals(table, fields, lists, doubts)
    levels, key = _levels(table, fields, lists, doubts)
    used = {*fields.values(), *lists, *levels.values()}
    tree: dict[str, Any] = {
        "profile": "guessed",
        "title": f"returns as in {Path(source).name}",
        **({"writing": how} if how else {}),
        "levels": levels,
        "key": key,
        "fields": fields,
        "lists": {"columns": lists},
    }
    odd = {cell for name in (*fields.values(), *lists) for cell in table.text[name] if _count(cell) is None}
    if odd and len(odd) <= _FEW:
        tree["unknown"] = sorted(odd)
        doubts["unknown"] = "guessed: cells that hold no count, taken for unknown; without this line they are refused"
    others = [name for name in table.names if name not in used]
    if others:
        tree["ignores"] = [re.escape(name) for name in others]
        doubts["ignores"] = "guessed: columns that seemed to say nothing of a return; look at them"
    notes = [_SAMPLE_TOLD] if table.rows >= _SAMPLE else []
    notes += [f"{part}: {doubt}" for part, doubt in doubts.items()]
    return Guess(as_profile(tree), _document(tree, doubts), tuple(notes))


def _opened(source: str, writing: Writing) -> tuple[Opened, dict[str, Any]]:
    """Open a file, if need be in the encoding that it looks like."""
    how = writing.model_dump(exclude_unset=True)
    try:
        return open_returns(source, writing), how
    except BadInput:
        likely = likely_encoding(Path(source)) if Path(source).is_file() and not writing.encoding else None
        if likely is None:
            raise
        how["encoding"] = likely
        return open_returns(source, writing.model_copy(update={"encoding": likely})), how


def _sample(opened: Opened) -> _Table:
    rows = opened.relation.limit(_SAMPLE).fetchall()
    names = list(opened.columns)
    text = {name: [_text(row[place]) for row in rows] for place, name in enumerate(names, 1)}
    table = _Table(names, text)
    for name, cells in text.items():
        counts = [_count(cell) for cell in cells]
        filled = sum(1 for cell in cells if cell)
        if filled and sum(1 for count in counts if count is not None) >= 0.98 * filled and filled > 0.5 * len(cells):
            table.numbers[name] = counts
    return table


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _count(text: str) -> int | None:
    return int(text.removesuffix(".0")) if re.fullmatch(r"[0-9]{1,10}(\.0)?", text) else None


def _folded(name: str) -> str:
    """Write a name in small letters without accents, words apart by one blank."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W\d_]+", plain))


def _fields(table: _Table) -> tuple[dict[str, str], dict[str, str]]:
    """Find fields by the names of columns; each field once, the longest phrase first."""
    words: Mapping[str, Sequence[str]] = read_document(_WORDS).tree
    matches = []
    for name in table.numbers:
        folded = _folded(name)
        for target, phrases in words.items():
            fitting = [phrase for phrase in map(_folded, phrases) if re.search(rf"\b{re.escape(phrase)}", folded)]
            if fitting:
                longest = max(map(len, fitting))
                matches.append((-longest / max(len(folded), 1), -longest, table.names.index(name), name, target))
    fields: dict[str, str] = {}
    for _, _, _, name, target in sorted(matches):
        if target not in fields and name not in fields.values():
            fields[target] = name
    return dict(sorted(fields.items(), key=lambda pair: table.names.index(pair[1]))), {}


def _runs(table: _Table, fields: Mapping[str, str]) -> list[list[str]]:
    """Find runs of neighbouring columns of numbers that no field was found in."""
    runs: list[list[str]] = [[]]
    for name in table.names:
        if name in table.numbers and name not in fields.values():
            runs[-1].append(name)
        elif runs[-1]:
            runs.append([])
    return sorted((run for run in runs if len(run) > 1), key=len, reverse=True)


def _agreement(table: _Table, parts: Sequence[str], whole: str) -> float:
    """Tell in what part of the rows some columns add up to another; rows of nothing say nothing."""
    held = asked = 0
    for place, total in enumerate(table.numbers[whole]):
        if total:
            asked += 1
            held += sum(table.numbers[part][place] or 0 for part in parts) == total
    return held / asked if asked else 0.0


def _lists(table: _Table, fields: dict[str, str], doubts: dict[str, str]) -> list[str]:
    """Find the run of columns that add up to valid or found; the head of a run may be ids or other numbers."""
    targets = [fields[name] for name in ("valid", "found", "issued") if name in fields]
    best: tuple[float, int, list[str], str] | None = None
    for run in _runs(table, fields)[:4]:
        for start in range(min(len(run) - 1, 8)):
            lists = run[start:]
            others = [*targets, *(name for name in run[:start])] or [n for n in table.numbers if n not in lists]
            for whole in others:
                agreement = _agreement(table, lists, whole)
                if agreement >= _NEARLY and (best is None or (agreement, len(lists)) > best[:2]):
                    best = (agreement, len(lists), lists, whole)
    if best is None:
        run = next(iter(_runs(table, fields)), [])
        if len(run) > 2 and targets:
            doubts["lists"] = "guessed: a run of numbers that adds up to no other column"
            return run
        return []
    agreement, _, lists, whole = best
    if whole not in fields.values():
        fields["valid"] = whole
        doubts["fields.valid"] = f"guessed: the column {whole!r} is the sum of the lists"
    if agreement < 1:
        doubts["lists"] = f"guessed: they add up to {whole!r} in {agreement:.1%} of the rows"
    return lists


def _settle_totals(table: _Table, fields: dict[str, str], lists: Sequence[str], doubts: dict[str, str]) -> None:
    """Let arithmetic decide between valid, found and issued, whatever their names suggest."""
    found = fields.get("found")
    if found and "valid" in fields and "invalid" in fields:
        both = (fields["valid"], fields["invalid"])
        agreement = _agreement(table, both, found)
        if agreement < _NEARLY:
            doubts["fields.found"] = f"guessed: valid and invalid make it in only {agreement:.1%} of the rows"
    voters, roll = fields.get("issued") or found, fields.get("registered")
    if voters and roll:
        more = sum(
            1
            for one, all_ in zip(table.numbers[voters], table.numbers[roll], strict=True)
            if one is not None and all_ is not None and one > all_
        )
        if more > 0.2 * table.rows:
            doubts["fields.registered"] = f"guessed: {voters!r} is larger than {roll!r} in {more:,} rows"


def _levels(
    table: _Table, fields: Mapping[str, str], lists: Sequence[str], doubts: dict[str, str]
) -> tuple[dict[str, str], list[str] | str]:
    """Find the units a station lies in, the largest first, and what tells stations apart."""
    first = min(table.names.index(name) for name in (*fields.values(), *lists))
    taken = {*fields.values(), *lists}
    units = [name for name in table.names[: max(first, 1)] if name not in taken]
    units += [name for name in table.names if name not in taken and name not in units and name not in table.numbers]
    filled = [name for name in units if sum(1 for cell in table.text[name] if cell) > 0.5 * table.rows]
    variety = {name: len(set(table.text[name])) for name in filled}
    chosen = sorted(
        (name for name in filled if variety[name] > 1), key=lambda name: (variety[name], table.names.index(name))
    )
    if not chosen:
        doubts["key"] = "guessed: no column names a station, so each row is one"
        return {"station": next(iter(filled or table.names))}, "row"
    chosen = chosen[-4:]
    names = [*(f"unit_{place}" for place in range(1, len(chosen))), "station"]
    levels = {_level(column, name, names): column for name, column in zip(names, chosen, strict=True)}
    doubts["levels"] = "guessed: from the columns before the numbers, by how many different names each has"
    ids = list(levels)
    for size in range(1, len(ids) + 1):
        for key in combinations(ids, size):
            if ids[-1] in key and _is_unique(table, [levels[each] for each in key]):
                return levels, list(key)
    doubts["key"] = "guessed: no columns tell all rows apart, so each row is a station"
    return levels, "row"


def _level(column: str, otherwise: str, names: Iterable[str]) -> str:
    """Name a level after its column where that makes a name; the station keeps its own."""
    folded = re.sub(r"\W+", "_", column.casefold()).strip("_")
    plain = bool(re.fullmatch(r"[a-z][a-z0-9_]*", folded)) and folded not in (
        "votes",
        "row",
        "list",
        "version",
        "stage",
    )
    return folded if plain and otherwise != "station" and folded not in names else otherwise


def _is_unique(table: _Table, columns: Sequence[str]) -> bool:
    rows = list(zip(*(table.text[column] for column in columns), strict=True))
    return len(set(rows)) == len(rows) and all(all(row) for row in rows)


def _document(tree: Mapping[str, Any], doubts: Mapping[str, str]) -> str:
    """Write a profile as YAML, each doubt as a comment above what it is about."""
    import yaml

    parts = ["# Proposed by `hemicycle returns guess`. Look at the lines marked as guessed before relying on them."]
    for key, value in tree.items():
        parts += [f"# {doubt}" for part, doubt in doubts.items() if part.split(".")[0] == key]
        parts.append(yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=110).rstrip())
    return "\n".join(parts) + "\n"
