"""What EML 5.0 asks of a count (510) and a result (520), as far as they are written: elements, order, identifiers.

A table of its own making: for each element its parts in their order, as the schemas name them. `?` marks what may be
missing, `*` what may be missing or come several times, `+` what comes once or several times; `|` one of the two.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

PARTS = {
    "EML": "TransactionId ManagingAuthority CreationDateTime Count|Result",
    "ManagingAuthority": "AuthorityIdentifier AuthorityAddress",
    "Count": "EventIdentifier Election+",
    "Result": "Election",
    "Election/Count": "ElectionIdentifier Contests",
    "Election/Result": "ElectionIdentifier Contest+",
    "ElectionIdentifier": "ElectionName? ElectionCategory? ElectionDate",
    "Contests": "Contest+",
    "Contest/Contests": "ContestIdentifier TotalVotes ReportingUnitVotes*",
    "Contest/Election": "ContestIdentifier Selection+",
    "TotalVotes": "Selection+ Cast? TotalCounted? RejectedVotes* UncountedVotes*",
    "ReportingUnitVotes": "ReportingUnitIdentifier Selection+ Cast? TotalCounted? RejectedVotes* UncountedVotes*",
    "Selection/TotalVotes": "AffiliationIdentifier ValidVotes",
    "Selection/ReportingUnitVotes": "AffiliationIdentifier ValidVotes",
    "Selection/Contest": "Candidate|AffiliationIdentifier Elected",
    "AffiliationIdentifier": "RegisteredName",
    "Candidate": "CandidateIdentifier CandidateFullName?",
    "CandidateFullName": "PersonName",
    "PersonName": "LastName",
}
NEEDS = {
    "EML": "Id SchemaVersion",
    "ElectionIdentifier": "Id",
    "ContestIdentifier": "Id",
    "RejectedVotes": "ReasonCode",
    "UncountedVotes": "ReasonCode",
}
_NUMBERS = {"ValidVotes", "Cast", "TotalCounted", "RejectedVotes", "UncountedVotes"}
# A name token of XML: no blanks, and of signs few.
_TOKEN = re.compile(r"[\w.\-:\u00b7]+")


def mistakes(element: ET.Element, above: str = "") -> list[str]:
    """List what an element and its parts have that the schema doesn't, or lack."""
    name = _name(element)
    wanted = PARTS.get(f"{name}/{above}") or PARTS.get(name, "")
    found = " ".join(map(_name, element)) + (" " if len(element) else "")
    wrong = [] if re.fullmatch(_pattern(wanted), found) else [f"{name}: {found[:80]!r}, not {wanted!r}"]
    wrong += [f"{name} without {each}" for each in NEEDS.get(name, "").split() if each not in element.attrib]
    wrong += [
        f"{name}: {key} {element.attrib[key]!r}"
        for key in ("Id", "ShortCode")
        if key in element.attrib and not _TOKEN.fullmatch(element.attrib[key])
    ]
    if name in _NUMBERS and not (element.text or "").isdigit():
        wrong.append(f"{name}: {element.text!r}")
    return wrong + [each for part in element for each in mistakes(part, name)]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _pattern(wanted: str) -> str:
    pattern = ""
    for part in wanted.split():
        names, often = part.rstrip("?*+"), part[len(part.rstrip("?*+")) :]
        pattern += f"(?:(?:{names}) ){often}"
    return pattern
