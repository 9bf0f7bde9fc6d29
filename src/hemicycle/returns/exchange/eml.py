"""EML 510, a count: the votes of each list in every polling station, or in every district.

EML is the Election Markup Language of OASIS, version 5, in the form of the Dutch electoral council (EML_NL). A 510
knows no units between the station and the whole; their names go in front of the station's in its identifier, and
come back. A 520, a result, is in `hemicycle.returns.exchange.eml_result`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from hemicycle.returns.exchange.eml_document import (
    KR,
    affiliation,
    as_bytes,
    document,
    escaped,
    identified,
    root_of,
    tag_of,
    unescaped,
)
from hemicycle.returns.sheet import WHOLE, Line, Sheet, is_whole
from hemicycle.source.mistake import BadInput, Mistake

_BETWEEN = "::"
# Fields with a place of their own: the element, and the reason that tells several of its kind apart.
_FIELDS: tuple[tuple[str, str, str | None], ...] = (
    ("registered", "Cast", None),
    ("valid", "TotalCounted", None),
    ("invalid", "RejectedVotes", "ongeldig"),
    ("issued", "UncountedVotes", "toegelaten kiezers"),
)
# What Dutch counts say beside it: blank ballots are invalid votes here; the others are parts or differences.
_BLANK = "blanco"


def left_out(sheet: Sheet) -> tuple[str, ...]:
    """Name the fields that a 510 has no place for."""
    places = {name for name, _, _ in _FIELDS}
    return tuple(name for name in sheet.fields if name not in places)


def write_eml(sheet: Sheet) -> bytes:
    """Write a count (510): votes of each list in the whole and by polling station or district.

    A number nobody gave is left out; a list without a number in a station has none there. A count of a country as a
    whole has no other units.
    """
    rows = list(sheet.rows)
    root, contest = _count(sheet)
    _votes(ET.SubElement(contest, tag_of("TotalVotes")), sheet, _totals(sheet, rows))
    for row in rows if not is_whole(sheet, rows) else ():
        station = ET.SubElement(contest, tag_of("ReportingUnitVotes"))
        path = [str(name) for name in row[: len(sheet.levels)]]
        identifier = ET.SubElement(station, tag_of("ReportingUnitIdentifier"), Id=_BETWEEN.join(map(escaped, path)))
        identifier.text = path[-1]
        _votes(station, sheet, row[len(sheet.levels) :])
    return as_bytes(root)


def _count(sheet: Sheet) -> tuple[ET.Element, ET.Element]:
    root = document("510", sheet.about)
    count = ET.SubElement(root, tag_of("Count"))
    ET.SubElement(count, tag_of("EventIdentifier"))
    election = ET.SubElement(count, tag_of("Election"))
    identified(election, sheet.about)
    contest = ET.SubElement(ET.SubElement(election, tag_of("Contests")), tag_of("Contest"))
    ET.SubElement(contest, tag_of("ContestIdentifier"), Id="geen")
    return root, contest


def _votes(parent: ET.Element, sheet: Sheet, numbers: Line) -> None:
    fields = dict(zip(sheet.fields, numbers, strict=False))
    for place, (each, votes) in enumerate(zip(sheet.lists, numbers[len(sheet.fields) :], strict=True), 1):
        if votes is not None:
            selection = ET.SubElement(parent, tag_of("Selection"))
            affiliation(selection, place, sheet.names.get(each, each), each)
            ET.SubElement(selection, tag_of("ValidVotes")).text = str(votes)
    for name, element, reason in _FIELDS:
        if fields.get(name) is not None:
            made = ET.SubElement(parent, tag_of(element), {"ReasonCode": reason} if reason else {})
            made.text = str(fields[name])


def _totals(sheet: Sheet, rows: Sequence[Line]) -> Line:
    width = len(sheet.fields) + len(sheet.lists)
    columns = [[row[len(sheet.levels) + place] for row in rows] for place in range(width)]
    return tuple(
        sum(number for number in column if number is not None) if any(n is not None for n in column) else None
        for column in columns
    )


def read_eml(path: Path) -> Sheet:
    """Read a count (510, and the 510b and 510d of the Netherlands) by polling station, or by what it reports on.

    One without units is of the whole country.

    Votes of candidates are checked against the votes of their list. Blank ballots count as invalid. Raises BadInput
    with the place for anything that isn't such a count, and where totals aren't the sums of the stations.
    """
    name = str(path)
    root = root_of(path)
    kind = root.get("Id", "")
    contests = root.findall(f"{tag_of('Count')}/{tag_of('Election')}/{tag_of('Contests')}/{tag_of('Contest')}")
    if root.tag != tag_of("EML") or not kind.startswith("510") or len(contests) != 1:
        found = f"the document {kind or root.tag!r} with {len(contests)} counted contests"
        raise BadInput(Mistake(name, found, "an EML 510 with one contest"))
    total = contests[0].find(tag_of("TotalVotes"))
    read = [_unit(name, unit) for unit in contests[0].findall(tag_of("ReportingUnitVotes"))]
    if not read and total is None:
        raise BadInput(Mistake(name, "a count without votes", "TotalVotes, or ReportingUnitVotes for each station"))
    if not read and total is not None:
        votes, named = _selections(name, "the totals", total)
        read = [((WHOLE,), votes, _given(name, "the totals", total), named)]
    names = {each: called for _, votes, _, called_by in read for each, called in called_by.items() if each in votes}
    lists = sorted(names, key=lambda each: (len(each), each))
    fields = [field for field, _, _ in _FIELDS if any(field in given for _, _, given, _ in read)]
    if total is not None:
        _check_totals(name, total, read)
    depth = max(len(chain) for chain, _, _, _ in read)
    rows = tuple(
        (
            *("",) * (depth - len(chain)),
            *chain,
            *(given.get(field) for field in fields),
            *(votes.get(each) for each in lists),
        )
        for chain, votes, given, _ in read
    )
    levels = (*(f"level_{number}" for number in range(1, depth)), "station")
    called = [names[each] for each in lists]
    idents = _idents(contests[0], lists, called)
    differ = {ident: name or ident for ident, name in zip(idents, called, strict=True) if ident != name}
    return Sheet(levels, tuple(fields), idents, rows, differ, _about(root))


def _idents(contest: ET.Element, lists: Sequence[str], called: Sequence[str]) -> tuple[str, ...]:
    """Take the ids that lists have by their short codes, else what they are called, else their places."""
    codes = {
        affiliation.get("Id", ""): unescaped(affiliation.get("ShortCode", ""))
        for affiliation in contest.iter(tag_of("AffiliationIdentifier"))
    }
    for idents in ([codes[each] or name for each, name in zip(lists, called, strict=True)], called):
        if len(set(idents)) == len(idents) and all(idents):
            return tuple(idents)
    return tuple(lists)


_Read = tuple[tuple[str, ...], dict[str, int], dict[str, int], dict[str, str]]


def _unit(name: str, unit: ET.Element) -> _Read:
    """Read one unit: the names of what it lies in, votes by list, fields, and what lists are called."""
    identifier = unit.find(tag_of("ReportingUnitIdentifier"))
    if identifier is None:
        raise BadInput(Mistake(name, "a reporting unit without an identifier", "a ReportingUnitIdentifier"))
    station = identifier.get("Id") or identifier.text or ""
    chain = tuple(map(unescaped, station.split(_BETWEEN)))
    votes, names = _selections(name, station, unit)
    return chain, votes, _given(name, station, unit), names


def _selections(name: str, station: str, unit: ET.Element) -> tuple[dict[str, int], dict[str, str]]:
    votes: dict[str, int] = {}
    names: dict[str, str] = {}
    of_candidates: dict[str, int] = {}
    each = ""
    for selection in unit.findall(tag_of("Selection")):
        number = _number(name, station, selection.find(tag_of("ValidVotes")))
        affiliation = selection.find(tag_of("AffiliationIdentifier"))
        if affiliation is not None:
            each = affiliation.get("Id", "")
            if each in votes:
                raise BadInput(Mistake(name, f"the list {each} twice in {station}", "each list once"))
            votes[each] = number
            names[each] = (affiliation.findtext(tag_of("RegisteredName")) or "").strip()
        elif selection.find(tag_of("Candidate")) is not None:
            of_candidates[each] = of_candidates.get(each, 0) + number
    for each, together in of_candidates.items():
        if together != votes.get(each):
            found = f"{together:,} votes for the candidates of list {each} in {station}"
            raise BadInput(Mistake(name, found, f"{votes.get(each, 0):,}, the votes of the list"))
    return votes, names


def _given(name: str, station: str, unit: ET.Element) -> dict[str, int]:
    given: dict[str, int] = {}
    for field, tag, reason in _FIELDS:
        for element in unit.findall(tag_of(tag)):
            code = element.get("ReasonCode")
            if code == reason or (field == "invalid" and code == _BLANK):
                given[field] = given.get(field, 0) + _number(name, station, element)
    return given


def _number(name: str, station: str, element: ET.Element | None) -> int:
    text = (element.text or "").strip() if element is not None else ""
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadInput(Mistake(name, f"{text!r} in {station}", "a whole number, 0 or more"))
    return int(text)


def _check_totals(name: str, total: ET.Element, read: Sequence[_Read]) -> None:
    """Check the totals of the document against the sums of its units."""
    votes, _ = _selections(name, "the totals", total)
    for each, number in votes.items():
        together = sum(unit[1].get(each, 0) for unit in read)
        if together != number:
            raise BadInput(
                Mistake(name, f"{number:,} votes for list {each} in all", f"{together:,}, the sum of its units")
            )
    for field, number in _given(name, "the totals", total).items():
        together = sum(unit[2].get(field, 0) for unit in read)
        if together != number:
            raise BadInput(Mistake(name, f"{field} {number:,} in all", f"{together:,}, the sum of its units"))


def _about(root: ET.Element) -> dict[str, str]:
    identifier = root.find(f"{tag_of('Count')}/{tag_of('Election')}/{tag_of('ElectionIdentifier')}")
    if identifier is None:
        return {}
    about = {
        "election": unescaped(identifier.get("Id", "")),
        "title": identifier.findtext(tag_of("ElectionName")),
        "date": identifier.findtext(f"{{{KR}}}ElectionDate"),
    }
    return {name: text for name, text in about.items() if text}
