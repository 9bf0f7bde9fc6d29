"""An election in the formats that others exchange: NIST SP 1500-100, EML 510 and 520, Popolo."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from hemicycle.count.votes import WHOLE
from hemicycle.publish.elected import elected_in
from hemicycle.publish.export.material import Material
from hemicycle.publish.popolo import as_popolo
from hemicycle.returns.exchange import eml, nist
from hemicycle.returns.exchange.eml_result import write_result
from hemicycle.returns.fields import FIELDS
from hemicycle.returns.sheet import Sheet
from hemicycle.source.mistake import BadInput

_FACTS = "the law and the facts of the election (law.yaml, election.yaml)"


class Part(NamedTuple):
    """A file of the folder: its name, its content, what it is, and what of the election it has no place for."""

    name: str
    data: bytes
    what: str
    left_out: tuple[str, ...] = ()


def nist_parts(material: Material) -> Iterator[Part]:
    """Write each ballot as a NIST SP 1500-100 report. Raises BadInput where the day of the election isn't known."""
    for ballot, sheet, missing in _sheets(material):
        yield Part(
            f"{ballot}.nist.json",
            nist.write_nist(sheet),
            f"the ballot {ballot} as an election report of NIST SP 1500-100, version 2",
            (*missing, *nist.left_out(sheet), "seats", _FACTS),
        )


def eml_parts(material: Material) -> Iterator[Part]:
    """Write each ballot as an EML 510, and who is elected as an EML 520, where that is decided.

    Raises BadInput where the day of the election isn't known.
    """
    for ballot, sheet, missing in _sheets(material):
        yield Part(
            f"{ballot}.eml.xml",
            eml.write_eml(sheet),
            f"the ballot {ballot} as a count of the Election Markup Language (EML 510)",
            (*missing, *(f"{FIELDS[name]} by district" for name in eml.left_out(sheet)), "seats", _FACTS),
        )
    if material.outcome.status != "decided":
        return
    try:
        chamber = material.chamber
    except BadInput:
        chamber = None
    elected = elected_in(material.outcome, material.votes, material.law, chamber)
    yield Part(
        "result.eml.xml",
        write_result(elected, material.about),
        "which lists have anyone elected, and who where names are known, as a result of the Election Markup Language "
        "(EML 520)",
        ("numbers of seats", "districts", "votes", "members whom the figures don't name", _FACTS),
    )


def popolo_parts(material: Material) -> Iterator[Part]:
    """Write the chamber on its first day as Popolo. Raises BadInput where it can't be filled."""
    document = as_popolo(material.chamber)
    nameless = len(document["posts"]) - len({each["post_id"] for each in document["memberships"]})
    missing = (f"the members of {nameless:,} seats, whom the figures don't name",) if nameless else ()
    yield Part(
        "members.popolo.json",
        (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(),
        "the chamber on the first day of its term as Popolo: persons, parties, seats, memberships",
        (*missing, "votes", _FACTS),
    )


def _sheets(material: Material) -> Iterator[tuple[str, Sheet, tuple[str, ...]]]:
    """Give each ballot row by row, a row for each district, and what such rows have no place for."""
    votes = material.votes
    names = dict(material.record.as_facts().names)
    for ballot, cells in votes.ballots.items():
        districts = list(dict.fromkeys(district for district, _ in cells))
        lists = tuple(dict.fromkeys(party for _, party in cells))
        counted = {
            name: numbers
            for name, numbers in votes.counts.items()
            if ballot == "votes" and name in FIELDS and set(numbers) <= set(districts) and _are_whole(numbers)
        }
        rows = tuple(
            (
                district,
                *(numbers.get(district) for numbers in counted.values()),
                *(cells.get((district, party)) for party in lists),
            )
            for district in districts
        )
        called = {each: names[each] for each in lists if names.get(each, each) != each}
        sheet = Sheet(("district",), tuple(counted), lists, rows, called, material.about)
        yield ballot, sheet, _no_place(material, ballot, counted)


def _are_whole(numbers: Mapping[str, Any]) -> bool:
    return all(isinstance(number, int) for number in numbers.values())


def _no_place(material: Material, ballot: str, counted: Collection[str]) -> tuple[str, ...]:
    if ballot != "votes":
        return ()
    votes = material.votes
    missing = [f"{name.replace('_', ' ')} by district" for name in votes.counts if name not in counted]
    levels = dict.fromkeys(level.replace("_", " ") for level, _ in votes.parents)
    missing += [f"the {level} that a district lies in" for level in levels]
    return (*missing, *(["ranked ballot papers"] if votes.ranked else []))


def whole_beside_districts(material: Material) -> bool:
    """Tell whether a ballot has rows for the whole country beside rows for districts, which these formats don't."""
    places = [{district for district, _ in cells} for cells in material.votes.ballots.values()]
    return any(WHOLE in each and len(each) > 1 for each in places)
