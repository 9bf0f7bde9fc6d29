"""The classes of NIST SP 1500-100 version 2 that a count by party lists needs, as a JSON Schema.

A table of its own making: properties and enumerations as the published schema names them, no more than the classes
used here. `*` marks what is required; `[x]` a list of x; `Class` in capitals a part of that class.
"""

from __future__ import annotations

from typing import Any

CLASSES = {
    "ElectionReport": "Format*:ReportDetailLevel GeneratedDate*:moment Issuer*:text IssuerAbbreviation*:text "
    "SequenceEnd*:whole SequenceStart*:whole Status*:ResultsStatus VendorApplicationId*:text Notes:text IsTest:truth "
    "ExternalIdentifier:[ExternalIdentifier] Election:[Election] GpUnit:[ReportingUnit] Party:[Party]",
    "Election": "ElectionScopeId*:text EndDate*:day Name*:InternationalizedText StartDate*:day Type*:ElectionType "
    "OtherType:text ExternalIdentifier:[ExternalIdentifier] Contest:[PartyContest]",
    "PartyContest": "ElectoralDistrictId*:text Name*:text @id*:text Abbreviation:text VoteVariation:VoteVariation "
    "OtherVoteVariation:text SequenceOrder:whole SubUnitsReported:whole TotalSubUnits:whole HasRotation:truth "
    "ExternalIdentifier:[ExternalIdentifier] SummaryCounts:[SummaryCounts] BallotSelection:[PartySelection]",
    "PartySelection": "PartyIds*:[text] @id*:text SequenceOrder:whole VoteCounts:[VoteCounts]",
    "ReportingUnit": "Type*:ReportingUnitType @id*:text Name:text Number:text OtherType:text VotersRegistered:whole "
    "VotersParticipated:whole SubUnitsReported:whole TotalSubUnits:whole ComposingGpUnitIds:[text] IsDistricted:truth "
    "ExternalIdentifier:[ExternalIdentifier] SummaryCounts:[SummaryCounts]",
    "Party": "Name*:InternationalizedText @id*:text Abbreviation:text IsWriteIn:truth "
    "ExternalIdentifier:[ExternalIdentifier]",
    "VoteCounts": "Count*:number Type*:CountItemType OtherType:text GpUnitId:text IsSuppressedForPrivacy:truth",
    "SummaryCounts": "Type*:CountItemType OtherType:text GpUnitId:text BallotsCast:whole BallotsOutstanding:whole "
    "BallotsRejected:whole Overvotes:whole Undervotes:whole WriteIns:whole IsSuppressedForPrivacy:truth",
    "InternationalizedText": "Text*:[LanguageString] Label:text",
    "LanguageString": "Content*:text Language*:text",
    "ExternalIdentifier": "Type*:IdentifierType Value*:text Label:text OtherType:text",
}
WORDS = {
    "ReportDetailLevel": "precinct-level summary-contest",
    "ResultsStatus": "certified correction pre-election recount unofficial-complete unofficial-partial",
    "ElectionType": "general other partisan-primary-closed partisan-primary-open primary runoff special",
    "IdentifierType": "fips local-level national-level ocd-id other state-level",
    "CountItemType": "absentee absentee-fwab absentee-in-person absentee-mail early election-day other provisional "
    "total uocava write-in",
    "VoteVariation": "1-of-m approval borda cumulative majority n-of-m other plurality proportional range rcv "
    "super-majority",
    "ReportingUnitType": "ballot-batch ballot-style-area borough city city-council combined-precinct congressional "
    "country county county-council drop-box judicial municipality other polling-place precinct school special "
    "split-precinct state state-house state-senate town township utility village vote-center ward water",
}
KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "truth": {"type": "boolean"},
    "day": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    "moment": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
}


def _kind(name: str) -> dict[str, Any]:
    if name.startswith("["):
        return {"type": "array", "items": _kind(name[1:-1])}
    return KINDS.get(name, {"$ref": f"#/definitions/{name}"})


def _class(name: str, properties: str) -> dict[str, Any]:
    pairs = [part.split(":") for part in properties.split()]
    known = {key.rstrip("*"): _kind(kind) for key, kind in pairs}
    return {
        "type": "object",
        "required": [key.rstrip("*") for key, _ in pairs if key.endswith("*")],
        "properties": known | {"@type": {"enum": [f"ElectionResults.{name}"]}},
        "additionalProperties": False,
    }


SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "$ref": "#/definitions/ElectionReport",
    "definitions": {name: _class(name, properties) for name, properties in CLASSES.items()}
    | {name: {"enum": words.split()} for name, words in WORDS.items()},
}
