"""EML 520, a result: which lists have anyone elected, and who."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hemicycle.returns.exchange.eml_document import XNL, affiliation, as_bytes, document, identified, root_of, tag_of
from hemicycle.source.mistake import BadInput, Mistake


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


def write_result(lists: Sequence[Elected], about: Mapping[str, str]) -> bytes:
    """Write a result (520): which lists have anyone elected, and who, where names are known.

    Numbers of seats have no place in the format.
    """
    root = document("520", about)
    election = ET.SubElement(ET.SubElement(root, tag_of("Result")), tag_of("Election"))
    identified(election, about)
    contest = ET.SubElement(election, tag_of("Contest"))
    ET.SubElement(contest, tag_of("ContestIdentifier"), Id="geen")
    for place, each in enumerate(lists, 1):
        selection = ET.SubElement(contest, tag_of("Selection"))
        affiliation(selection, place, each.list)
        ET.SubElement(selection, tag_of("Elected")).text = "yes" if each.elected else "no"
        for number, name in enumerate(each.names or (), 1):
            _person(ET.SubElement(contest, tag_of("Selection")), number, name)
    return as_bytes(root)


def _person(selection: ET.Element, number: int, name: str) -> None:
    """Write somebody who is elected, under the list before."""
    candidate = ET.SubElement(selection, tag_of("Candidate"))
    ET.SubElement(candidate, tag_of("CandidateIdentifier"), Id=str(number))
    full = ET.SubElement(ET.SubElement(candidate, tag_of("CandidateFullName")), f"{{{XNL}}}PersonName")
    ET.SubElement(full, f"{{{XNL}}}LastName").text = name
    ET.SubElement(selection, tag_of("Elected")).text = "yes"


def holds_result(source: str) -> bool:
    """Tell an EML 520 from other files. Raises BadInput for XML that is broken."""
    return source.casefold().endswith(".xml") and root_of(Path(source)).get("Id", "").startswith("520")


def read_result(path: Path) -> tuple[Elected, ...]:
    """Read a result (520): which lists have anyone elected, and who, where it names them.

    Raises BadInput for another document.
    """
    name = str(path)
    root = root_of(path)
    contests = root.findall(f"{tag_of('Result')}/{tag_of('Election')}/{tag_of('Contest')}")
    if not root.get("Id", "").startswith("520") or not contests:
        raise BadInput(Mistake(name, f"the document {root.get('Id', '')!r}", "an EML 520 with a contest"))
    return tuple(each for contest in contests for each in _elected(name, contest))


def _elected(name: str, contest: ET.Element) -> Iterator[Elected]:
    """Read the selections of a contest: a list, then its candidates."""
    current: Elected | None = None
    for selection in contest.findall(tag_of("Selection")):
        says = selection.findtext(tag_of("Elected"), "").strip()
        if says not in ("yes", "no"):
            raise BadInput(Mistake(name, f"Elected {says!r}", "yes or no"))
        affiliation = selection.find(tag_of("AffiliationIdentifier"))
        if affiliation is not None:
            if current:
                yield current
            called = affiliation.findtext(tag_of("RegisteredName")) or affiliation.get("Id") or ""
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
    parts = selection.findall(f".//{{{XNL}}}PersonName/*")
    return " ".join(text for part in parts if (text := (part.text or "").strip()))
