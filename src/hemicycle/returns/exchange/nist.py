"""NIST SP 1500-100 version 2, election results reporting as JSON: units, a party contest, counts by station.

Voters on the list, ballots issued and found, invalid ballots and votes have a place of their own; every other field
travels as a count of type `other` whose `OtherType` is the field's name, so that nothing is lost between programs
that keep it. (NIST Special Publication 1500-100, Election Results Common Data Format, version 2.0, 2019.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hemicycle.returns.fields import FIELDS
from hemicycle.returns.sheet import STATION, WHOLE, Line, Sheet, day_of, generated, is_whole
from hemicycle.source.files import read_text
from hemicycle.source.mistake import BadInput, Mistake

_NATION = "nation"
_LEVEL = "level:"
# The class of each part, as the format writes it.
_CLASS = "ElectionResults."


def left_out(sheet: Sheet) -> tuple[str, ...]:
    """Name what the format has no place for: a station without a name in one of its units."""
    return ()


def write_nist(sheet: Sheet) -> bytes:
    """Write returns as an ElectionReport: at precinct level, or of one contest where units are districts.

    Units become ReportingUnits that hold their parts; the levels' own names stand in `OtherType`. `registered` is
    VotersRegistered, `issued` VotersParticipated; `found` and `invalid` are BallotsCast and BallotsRejected of the
    total; the votes are VoteCounts of PartySelections.
    """
    rows = list(sheet.rows)
    date = day_of(sheet.about)
    title = sheet.about.get("title", "election")
    places = [_NATION] if is_whole(sheet, rows) else [f"{sheet.levels[-1]}-{n}" for n in range(1, len(rows) + 1)]
    units = _units(sheet, rows, places)
    parties = [
        {
            "@type": f"{_CLASS}Party",
            "@id": f"party-{place}",
            "Abbreviation": each,
            "Name": _text(sheet.names.get(each, each)),
        }
        for place, each in enumerate(sheet.lists, 1)
    ]
    contest = {
        "@type": f"{_CLASS}PartyContest",
        "@id": "contest",
        "ElectoralDistrictId": _NATION,
        "Name": title,
        **_variation(sheet),
        "BallotSelection": [_selection(sheet, rows, places, place) for place in range(len(sheet.lists))],
        "SummaryCounts": list(_summaries(sheet, rows, places)),
    }
    report = {
        "@type": f"{_CLASS}ElectionReport",
        "Format": "precinct-level" if sheet.levels[-1] == STATION else "summary-contest",
        "GeneratedDate": generated(sheet.about),
        "Issuer": "Hemicycle",
        "IssuerAbbreviation": "hemicycle",
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": "unofficial-partial" if sheet.about.get("stage") == "partial" else "unofficial-complete",
        "VendorApplicationId": "Hemicycle",
        "GpUnit": units,
        "Party": parties,
        "Election": [
            {
                "@type": f"{_CLASS}Election",
                "ElectionScopeId": _NATION,
                "StartDate": date,
                "EndDate": date,
                "Name": _text(title),
                "Type": "general",
                "Contest": [contest],
                **(
                    {
                        "ExternalIdentifier": [
                            {
                                "@type": f"{_CLASS}ExternalIdentifier",
                                "Type": "other",
                                "OtherType": "election",
                                "Value": sheet.about["election"],
                            }
                        ]
                    }
                    if "election" in sheet.about
                    else {}
                ),
            }
        ],
    }
    return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()


def _variation(sheet: Sheet) -> dict[str, str]:
    """Say how votes become seats: by the law, where it is named; else by lists."""
    if "law" not in sheet.about:
        return {"VoteVariation": "proportional"}
    return {"VoteVariation": "other", "OtherVoteVariation": f"by {sheet.about['law']}"}


def _text(content: str) -> dict[str, Any]:
    string = {"@type": f"{_CLASS}LanguageString", "Content": content, "Language": "und"}
    return {"@type": f"{_CLASS}InternationalizedText", "Text": [string]}


def _units(sheet: Sheet, rows: list[Line], places: list[str]) -> list[dict[str, Any]]:
    """Make the tree of units: the nation, each unit of each level, each station or district."""
    depth = len(sheet.levels)
    parts: dict[tuple[str, ...], list[str]] = {(): []}
    ids: dict[tuple[str, ...], str] = {(): _NATION}
    stations = []
    fields = {name: depth + place for place, name in enumerate(sheet.fields)}
    kind = "polling-place" if sheet.levels[-1] == STATION else "other"
    counted: dict[str, dict[str, Any]] = {}
    for at, row in zip(places, rows, strict=True):
        counted[at] = {
            key: row[fields[name]] for name, key in _IN_UNIT.items() if name in fields and row[fields[name]] is not None
        }
        if at == _NATION:
            continue
        for level in range(1, depth):
            path = tuple(row[:level])
            if path not in ids:
                ids[path] = f"unit-{len(ids)}"
                parts[path] = []
                parts[path[:-1]].append(ids[path])
        parts[tuple(row[: depth - 1])].append(at)
        stations.append(_unit(at, str(row[depth - 1]), kind, sheet.levels[-1]) | counted[at])
    made = []
    for path, unit in ids.items():
        made.append(
            _unit(
                unit,
                path[-1] if path else sheet.about.get("country", sheet.about.get("title", "nation")),
                "country" if not path else "other",
                sheet.levels[len(path) - 1] if path else "",
            )
            | counted.get(unit, {})
            | ({"ComposingGpUnitIds": parts[path]} if parts[path] else {})
        )
    return made + stations


def _unit(unit: str, name: str, kind: str, level: str) -> dict[str, Any]:
    made = {"@type": f"{_CLASS}ReportingUnit", "@id": unit, "Type": kind, "Name": name}
    return made | ({"OtherType": f"{_LEVEL}{level}"} if level else {})


def _selection(sheet: Sheet, rows: list[Line], places: list[str], place: int) -> dict[str, Any]:
    column = len(sheet.levels) + len(sheet.fields) + place
    counts = [
        {"@type": f"{_CLASS}VoteCounts", "GpUnitId": at, "Type": "total", "Count": row[column]}
        for at, row in zip(places, rows, strict=True)
        if row[column] is not None
    ]
    return {
        "@type": f"{_CLASS}PartySelection",
        "@id": f"selection-{place + 1}",
        "PartyIds": [f"party-{place + 1}"],
        "SequenceOrder": place + 1,
        "VoteCounts": counts,
    }


# Fields with a place of their own, and that place.
_IN_UNIT = {"registered": "VotersRegistered", "issued": "VotersParticipated"}
_IN_TOTAL = {"found": "BallotsCast", "invalid": "BallotsRejected"}


def _summaries(sheet: Sheet, rows: list[Line], places: list[str]) -> Iterator[dict[str, Any]]:
    """Give what stations count beside the votes: the total, and a count of its own for each further field."""
    depth = len(sheet.levels)
    for at, row in zip(places, rows, strict=True):
        values = dict(zip(sheet.fields, row[depth:], strict=False))
        total = {key: values[name] for name, key in _IN_TOTAL.items() if values.get(name) is not None}
        place = {"@type": f"{_CLASS}SummaryCounts", "GpUnitId": at}
        if total:
            yield place | {"Type": "total"} | total
        for name, value in values.items():
            if name not in _IN_UNIT and name not in _IN_TOTAL and value is not None:
                yield place | {"Type": "other", "OtherType": name, "BallotsCast": value}


def read_nist(path: Path) -> Sheet:
    """Read an ElectionReport with one party contest and counts by polling place, by district or for the country.

    Counts other than totals (absentee, early ...) are added up for a station that gives no total. Raises BadInput
    where the report has several contests, names units or parties it doesn't describe, or no counts by station.
    """
    name = str(path)
    try:
        report = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise BadInput(Mistake(name, f"no JSON ({error.msg})", "an ElectionReport", error.lineno)) from None
    except RecursionError:
        raise BadInput(Mistake(name, "JSON nested too deeply", "an ElectionReport")) from None
    if not isinstance(report, dict) or report.get("@type") != f"{_CLASS}ElectionReport":
        raise BadInput(
            Mistake(name, "JSON that is no ElectionReport", f"@type {_CLASS}ElectionReport (NIST SP 1500-100)")
        )
    try:
        return _sheet(name, report)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        found = f"a report without {error}" if isinstance(error, KeyError) else f"a part of the wrong kind ({error})"
        raise BadInput(Mistake(name, found, "the parts that NIST SP 1500-100 version 2 requires")) from None


def _sheet(name: str, report: Mapping[str, Any]) -> Sheet:
    elections = report.get("Election", [])
    contests = [
        contest
        for election in elections
        for contest in election.get("Contest", [])
        if contest["@type"] == f"{_CLASS}PartyContest"
    ]
    if len(elections) != 1 or len(contests) != 1:
        found = f"{len(elections)} elections with {len(contests)} party contests"
        raise BadInput(Mistake(name, found, "one election with one party contest"))
    units = {unit["@id"]: unit for unit in report["GpUnit"]}
    chains = _chains(name, units) or {each: (WHOLE,) for each, unit in units.items() if unit["Type"] == "country"}
    depth = max((len(chain) for chain in chains.values()), default=0)
    levels = _level_names(chains, units, depth)
    parties = {party["@id"]: party for party in report.get("Party", [])}
    votes, lists, names = _votes(name, contests[0], parties)
    counted = {unit for by_unit in votes for unit in by_unit}
    fields = _fields(units, contests[0])
    stations = [unit for unit in chains if unit in counted or unit in fields]
    if not stations:
        raise BadInput(Mistake(name, "no counts by polling place", "VoteCounts with the GpUnitId of stations"))
    if unknown := counted - set(chains):
        raise BadInput(Mistake(name, f"votes of the unit {sorted(unknown)[0]!r}", "a station among the GpUnits"))
    given = [field for field in FIELDS if any(field in fields.get(unit, {}) for unit in stations)]
    rows = tuple(
        (
            *("",) * (depth - len(chains[unit])),
            *chains[unit],
            *(fields.get(unit, {}).get(field) for field in given),
            *(by_unit.get(unit) for by_unit in votes),
        )
        for unit in stations
    )
    return Sheet(levels, tuple(given), tuple(lists), rows, names, _about(elections[0]))


def _about(election: Mapping[str, Any]) -> dict[str, str]:
    about = {"title": election["Name"]["Text"][0]["Content"], "date": election["StartDate"]}
    for identifier in election.get("ExternalIdentifier", []):
        if identifier.get("OtherType") == "election":
            about["election"] = identifier["Value"]
    return about


def _chains(name: str, units: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Find the names of the units that each station lies in, the station's own last; the country isn't named."""
    above: dict[str, str] = {}
    for unit in units.values():
        for part in unit.get("ComposingGpUnitIds", []):
            if part not in units:
                raise BadInput(Mistake(name, f"the part {part!r} of {unit['@id']!r}", "a GpUnit with this @id"))
            if part in above:
                raise BadInput(Mistake(name, f"{part!r} in {above[part]!r} and in {unit['@id']!r}", "each unit once"))
            above[part] = unit["@id"]
    chains = {}
    for each, unit in units.items():
        if unit.get("ComposingGpUnitIds") or unit["Type"] == "country":
            continue
        path, at = [unit.get("Name", each)], each
        while at in above and len(path) <= len(units):
            at = above[at]
            if units[at]["Type"] != "country":
                path.append(units[at].get("Name", at))
        if len(path) > len(units):
            raise BadInput(Mistake(name, f"the unit {each!r} within itself", "a tree of units"))
        chains[each] = tuple(reversed(path))
    return chains


def _level_names(chains: Mapping[str, tuple[str, ...]], units: Mapping[str, Any], depth: int) -> tuple[str, ...]:
    """Take the names of levels from where this program writes them, or count them."""
    wanted = {
        unit.get("OtherType", "").removeprefix(_LEVEL)
        for unit in units.values()
        if unit.get("OtherType", "").startswith(_LEVEL)
    }
    ordered = list(
        dict.fromkeys(
            u["OtherType"].removeprefix(_LEVEL) for u in units.values() if u.get("OtherType", "").startswith(_LEVEL)
        )
    )
    if len(wanted) == depth:
        return tuple(ordered)
    return (*(f"level_{number}" for number in range(1, depth)), "station")


def _votes(
    name: str, contest: Mapping[str, Any], parties: Mapping[str, Any]
) -> tuple[list[dict[str, int]], list[str], dict[str, str]]:
    votes, lists, names = [], [], {}
    for selection in contest.get("BallotSelection", []):
        party = parties.get(selection["PartyIds"][0])
        if party is None:
            raise BadInput(Mistake(name, f"the party {selection['PartyIds'][0]!r}", "a Party with this @id"))
        called = party["Name"]["Text"][0]["Content"]
        each = party.get("Abbreviation") or called
        lists.append(each)
        if called != each:
            names[each] = called
        votes.append(_by_unit(name, selection.get("VoteCounts", []), "Count"))
    if len(set(lists)) != len(lists):
        raise BadInput(Mistake(name, "two selections of one party", "each party once"))
    return votes, lists, names


def _by_unit(name: str, counts: list[Mapping[str, Any]], key: str) -> dict[str, int]:
    """Take the total of each unit, or the sum of the other kinds of count where it gives none."""
    totals: dict[str, int] = {}
    parts: dict[str, int] = {}
    for count in counts:
        if "GpUnitId" not in count:
            continue
        number = count[key]
        if isinstance(number, bool) or int(number) != number or number < 0:
            raise BadInput(Mistake(name, f"the count {number!r} of {count['GpUnitId']!r}", "a whole number, 0 or more"))
        if count["Type"] == "total":
            if count["GpUnitId"] in totals:
                raise BadInput(Mistake(name, f"two totals of {count['GpUnitId']!r}", "one total for each unit"))
            totals[count["GpUnitId"]] = int(number)
        else:
            parts[count["GpUnitId"]] = parts.get(count["GpUnitId"], 0) + int(number)
    return parts | totals


def _fields(units: Mapping[str, Any], contest: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for unit in units.values():
        for field, key in _IN_UNIT.items():
            if key in unit:
                found.setdefault(unit["@id"], {})[field] = int(unit[key])
    for count in contest.get("SummaryCounts", []):
        here = found.setdefault(count["GpUnitId"], {}) if "GpUnitId" in count else {}
        if count["Type"] == "total":
            here |= {field: int(count[key]) for field, key in _IN_TOTAL.items() if key in count}
        elif count.get("OtherType") in FIELDS:
            here[count["OtherType"]] = int(count["BallotsCast"])
    return found
