"""EML, the Election Markup Language of OASIS, version 5, as the Dutch electoral council uses it (EML_NL).

510 is a count: the votes of each list in every polling station. 520 is a result: who is elected. A 510 knows no
units between the station and the whole; their names go in front of the station's in its identifier, and come back.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hemicycle.returns.sheet import WHOLE, Line, Sheet, day_of, generated, is_whole
from hemicycle.source.mistake import BadInput, Mistake

_EML = "urn:oasis:names:tc:evs:schema:eml"
_KR = "http://www.kiesraad.nl/extensions"
_XNL = "urn:oasis:names:tc:ciq:xsdschema:xNL:2.0"
_BETWEEN = "::"
# An identifier is an NMTOKEN: letters, digits and few signs. Any other sign is its number between full stops.
_SIGN = re.compile(r"[^A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff-]")
_WRITTEN = re.compile(r"\.([0-9A-F]{2,6})\.")
# Fields with a place of their own: the element, and the reason that tells several of its kind apart.
_FIELDS: tuple[tuple[str, str, str | None], ...] = (
    ("registered", "Cast", None),
    ("valid", "TotalCounted", None),
    ("invalid", "RejectedVotes", "ongeldig"),
    ("issued", "UncountedVotes", "toegelaten kiezers"),
)
# What Dutch counts say beside it: blank ballots are invalid votes here; the others are parts or differences.
_BLANK = "blanco"


@dataclass(frozen=True, slots=True)
class Elected:
    """A list in a result: whether anyone of it is elected, and who, None where the result names nobody."""

    list: str
    elected: bool
    names: tuple[str, ...] | None = None

    @property
    def members(self) -> int | None:
        """How many are elected, where the result names them."""
        return None if self.names is None else len(self.names)


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
    _votes(ET.SubElement(contest, _eml("TotalVotes")), sheet, _totals(sheet, rows))
    for row in rows if not is_whole(sheet, rows) else ():
        station = ET.SubElement(contest, _eml("ReportingUnitVotes"))
        path = [str(name) for name in row[: len(sheet.levels)]]
        identifier = ET.SubElement(station, _eml("ReportingUnitIdentifier"), Id=_BETWEEN.join(map(_escaped, path)))
        identifier.text = path[-1]
        _votes(station, sheet, row[len(sheet.levels) :])
    return _as_bytes(root)


def write_result(lists: Sequence[Elected], about: Mapping[str, str]) -> bytes:
    """Write a result (520): which lists have anyone elected, and who, where names are known.

    Numbers of seats have no place in the format.
    """
    root = _document("520", about)
    election = ET.SubElement(ET.SubElement(root, _eml("Result")), _eml("Election"))
    _identified(election, about)
    contest = ET.SubElement(election, _eml("Contest"))
    ET.SubElement(contest, _eml("ContestIdentifier"), Id="geen")
    for place, each in enumerate(lists, 1):
        selection = ET.SubElement(contest, _eml("Selection"))
        _affiliation(selection, place, each.list)
        ET.SubElement(selection, _eml("Elected")).text = "yes" if each.elected else "no"
        for number, name in enumerate(each.names or (), 1):
            _person(ET.SubElement(contest, _eml("Selection")), number, name)
    return _as_bytes(root)


def _person(selection: ET.Element, number: int, name: str) -> None:
    """Write somebody who is elected, under the list before."""
    candidate = ET.SubElement(selection, _eml("Candidate"))
    ET.SubElement(candidate, _eml("CandidateIdentifier"), Id=str(number))
    full = ET.SubElement(ET.SubElement(candidate, _eml("CandidateFullName")), f"{{{_XNL}}}PersonName")
    ET.SubElement(full, f"{{{_XNL}}}LastName").text = name
    ET.SubElement(selection, _eml("Elected")).text = "yes"


def _escaped(name: str) -> str:
    """Write a name as a part of an identifier: `East Side` is `East.20.Side`."""
    return _SIGN.sub(lambda sign: f".{ord(sign[0]):02X}.", name)


def _unescaped(name: str) -> str:
    """Read a name back from a part of an identifier."""
    return _WRITTEN.sub(_sign, name)


def _sign(number: re.Match[str]) -> str:
    """Give the sign that a number between full stops stands for; what stands for none stays."""
    code = int(number[1], 16)
    return chr(code) if code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF else number[0]


def _eml(name: str) -> str:
    return f"{{{_EML}}}{name}"


def _document(kind: str, about: Mapping[str, str]) -> ET.Element:
    ET.register_namespace("", _EML)
    ET.register_namespace("kr", _KR)
    ET.register_namespace("xnl", _XNL)
    root = ET.Element(_eml("EML"), Id=kind, SchemaVersion="5")
    ET.SubElement(root, _eml("TransactionId")).text = "1"
    authority = ET.SubElement(root, _eml("ManagingAuthority"))
    ET.SubElement(authority, _eml("AuthorityIdentifier"), Id="0000").text = "Hemicycle"
    ET.SubElement(authority, _eml("AuthorityAddress"))
    ET.SubElement(root, f"{{{_KR}}}CreationDateTime").text = generated(about)
    return root


def _identified(election: ET.Element, about: Mapping[str, str]) -> None:
    identifier = ET.SubElement(election, _eml("ElectionIdentifier"), Id=about.get("election", "election"))
    ET.SubElement(identifier, _eml("ElectionName")).text = about.get("title", "election")
    ET.SubElement(identifier, _eml("ElectionCategory")).text = "other"
    ET.SubElement(identifier, f"{{{_KR}}}ElectionDate").text = day_of(about)


def _count(sheet: Sheet) -> tuple[ET.Element, ET.Element]:
    root = _document("510", sheet.about)
    count = ET.SubElement(root, _eml("Count"))
    ET.SubElement(count, _eml("EventIdentifier"))
    election = ET.SubElement(count, _eml("Election"))
    _identified(election, sheet.about)
    contest = ET.SubElement(ET.SubElement(election, _eml("Contests")), _eml("Contest"))
    ET.SubElement(contest, _eml("ContestIdentifier"), Id="geen")
    return root, contest


def _affiliation(selection: ET.Element, place: int, name: str, ident: str | None = None) -> None:
    """Write whose votes these are: the place on the ballot, what the list is called, its id where that is another."""
    code = {"ShortCode": _escaped(ident)} if ident not in (None, name) else {}
    affiliation = ET.SubElement(selection, _eml("AffiliationIdentifier"), {"Id": str(place)} | code)
    ET.SubElement(affiliation, _eml("RegisteredName")).text = name


def _votes(parent: ET.Element, sheet: Sheet, numbers: Line) -> None:
    fields = dict(zip(sheet.fields, numbers, strict=False))
    for place, (each, votes) in enumerate(zip(sheet.lists, numbers[len(sheet.fields) :], strict=True), 1):
        if votes is not None:
            selection = ET.SubElement(parent, _eml("Selection"))
            _affiliation(selection, place, sheet.names.get(each, each), each)
            ET.SubElement(selection, _eml("ValidVotes")).text = str(votes)
    for name, element, reason in _FIELDS:
        if fields.get(name) is not None:
            made = ET.SubElement(parent, _eml(element), {"ReasonCode": reason} if reason else {})
            made.text = str(fields[name])


def _totals(sheet: Sheet, rows: Sequence[Line]) -> Line:
    width = len(sheet.fields) + len(sheet.lists)
    columns = [[row[len(sheet.levels) + place] for row in rows] for place in range(width)]
    return tuple(
        sum(number for number in column if number is not None) if any(n is not None for n in column) else None
        for column in columns
    )


def _as_bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _root(path: Path) -> ET.Element:
    name = str(path)
    try:
        return ET.parse(path).getroot()  # the parser refuses entities that grow beyond measure
    except ET.ParseError as error:
        raise BadInput(Mistake(name, f"no XML ({error.msg})", "an EML document", error.position[0])) from None
    except (OSError, ValueError, LookupError) as error:
        raise BadInput(Mistake(name, f"a file that can't be read ({error})", "an EML document")) from None


def read_eml(path: Path) -> Sheet:
    """Read a count (510, and the 510b and 510d of the Netherlands) by polling station, or by what it reports on.

    One without units is of the whole country.

    Votes of candidates are checked against the votes of their list. Blank ballots count as invalid. Raises BadInput
    with the place for anything that isn't such a count, and where totals aren't the sums of the stations.
    """
    name = str(path)
    root = _root(path)
    kind = root.get("Id", "")
    contests = root.findall(f"{_eml('Count')}/{_eml('Election')}/{_eml('Contests')}/{_eml('Contest')}")
    if root.tag != _eml("EML") or not kind.startswith("510") or len(contests) != 1:
        found = f"the document {kind or root.tag!r} with {len(contests)} counted contests"
        raise BadInput(Mistake(name, found, "an EML 510 with one contest"))
    total = contests[0].find(_eml("TotalVotes"))
    read = [_unit(name, unit) for unit in contests[0].findall(_eml("ReportingUnitVotes"))]
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
        affiliation.get("Id", ""): _unescaped(affiliation.get("ShortCode", ""))
        for affiliation in contest.iter(_eml("AffiliationIdentifier"))
    }
    for idents in ([codes[each] or name for each, name in zip(lists, called, strict=True)], called):
        if len(set(idents)) == len(idents) and all(idents):
            return tuple(idents)
    return tuple(lists)


_Read = tuple[tuple[str, ...], dict[str, int], dict[str, int], dict[str, str]]


def _unit(name: str, unit: ET.Element) -> _Read:
    """Read one unit: the names of what it lies in, votes by list, fields, and what lists are called."""
    identifier = unit.find(_eml("ReportingUnitIdentifier"))
    if identifier is None:
        raise BadInput(Mistake(name, "a reporting unit without an identifier", "a ReportingUnitIdentifier"))
    station = identifier.get("Id") or identifier.text or ""
    chain = tuple(map(_unescaped, station.split(_BETWEEN)))
    votes, names = _selections(name, station, unit)
    return chain, votes, _given(name, station, unit), names


def _selections(name: str, station: str, unit: ET.Element) -> tuple[dict[str, int], dict[str, str]]:
    votes: dict[str, int] = {}
    names: dict[str, str] = {}
    of_candidates: dict[str, int] = {}
    each = ""
    for selection in unit.findall(_eml("Selection")):
        number = _number(name, station, selection.find(_eml("ValidVotes")))
        affiliation = selection.find(_eml("AffiliationIdentifier"))
        if affiliation is not None:
            each = affiliation.get("Id", "")
            if each in votes:
                raise BadInput(Mistake(name, f"the list {each} twice in {station}", "each list once"))
            votes[each] = number
            names[each] = (affiliation.findtext(_eml("RegisteredName")) or "").strip()
        elif selection.find(_eml("Candidate")) is not None:
            of_candidates[each] = of_candidates.get(each, 0) + number
    for each, together in of_candidates.items():
        if together != votes.get(each):
            found = f"{together:,} votes for the candidates of list {each} in {station}"
            raise BadInput(Mistake(name, found, f"{votes.get(each, 0):,}, the votes of the list"))
    return votes, names


def _given(name: str, station: str, unit: ET.Element) -> dict[str, int]:
    given: dict[str, int] = {}
    for field, tag, reason in _FIELDS:
        for element in unit.findall(_eml(tag)):
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


def holds_result(source: str) -> bool:
    """Tell an EML 520 from other files. Raises BadInput for XML that is broken."""
    return source.casefold().endswith(".xml") and _root(Path(source)).get("Id", "").startswith("520")


def read_result(path: Path) -> tuple[Elected, ...]:
    """Read a result (520): which lists have anyone elected, and who, where it names them.

    Raises BadInput for another document.
    """
    name = str(path)
    root = _root(path)
    contests = root.findall(f"{_eml('Result')}/{_eml('Election')}/{_eml('Contest')}")
    if not root.get("Id", "").startswith("520") or not contests:
        raise BadInput(Mistake(name, f"the document {root.get('Id', '')!r}", "an EML 520 with a contest"))
    return tuple(each for contest in contests for each in _elected(name, contest))


def _elected(name: str, contest: ET.Element) -> Iterator[Elected]:
    """Read the selections of a contest: a list, then its candidates."""
    current: Elected | None = None
    for selection in contest.findall(_eml("Selection")):
        says = selection.findtext(_eml("Elected"), "").strip()
        if says not in ("yes", "no"):
            raise BadInput(Mistake(name, f"Elected {says!r}", "yes or no"))
        affiliation = selection.find(_eml("AffiliationIdentifier"))
        if affiliation is not None:
            if current:
                yield current
            called = affiliation.findtext(_eml("RegisteredName")) or affiliation.get("Id") or ""
            current = Elected(called.strip(), elected=says == "yes")
        elif current is None:
            raise BadInput(Mistake(name, "a candidate before any list", "an AffiliationIdentifier first"))
        else:
            known = (*(current.names or ()), *([_name(selection)] if says == "yes" else []))
            current = replace(current, names=known)
    if current:
        yield current


def _name(selection: ET.Element) -> str:
    """Read the name of a candidate: its parts in the order of the document."""
    parts = selection.findall(f".//{{{_XNL}}}PersonName/*")
    return " ".join(text for part in parts if (text := (part.text or "").strip()))


def _about(root: ET.Element) -> dict[str, str]:
    identifier = root.find(f"{_eml('Count')}/{_eml('Election')}/{_eml('ElectionIdentifier')}")
    if identifier is None:
        return {}
    about = {
        "election": identifier.get("Id"),
        "title": identifier.findtext(_eml("ElectionName")),
        "date": identifier.findtext(f"{{{_KR}}}ElectionDate"),
    }
    return {name: text for name, text in about.items() if text}
