"""Laws of the catalogue for programs, and parties of the archive."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.web.answer import Answer, answering, of_json

if TYPE_CHECKING:
    from hemicycle.law.document import Law


@answering
def listed() -> Answer:
    """List the laws of the catalogue with their versions."""
    from hemicycle.law.catalogue import law_ids

    return of_json({"laws": [told_in_short(each) for each in law_ids()]})


@answering
def told(law: str) -> Answer:
    """List the versions of one law."""
    return of_json(told_in_short(law))


def told_in_short(law: str) -> dict[str, Any]:
    """Tell a law with its versions."""
    from hemicycle.law.words import seats_in_short

    found = versions_of(law)
    last = found[-1]
    return {
        "law": law,
        "title": last.title,
        "country": last.country,
        "chamber": last.chamber,
        "versions": [
            {
                "version": each.id,
                "act": each.act,
                "from": each.in_force.start.isoformat(),
                "until": each.in_force.until.isoformat() if each.in_force.until else None,
                "used_from": each.used_from.isoformat() if each.used_from else None,
                "seats": str(each.seats) if isinstance(each.seats, int) else seats_in_short(each),
                "url": f"/api/v1/laws/{law}/{each.in_force.start}",
            }
            for each in found
        ],
    }


def versions_of(law: str) -> list[Law]:
    """Read the versions of a law, the oldest first. Raises BadInput for one that the catalogue lacks."""
    from hemicycle.law.catalogue import law_ids, versions

    if law not in (known := law_ids()):
        raise BadInput(Mistake("the catalogue", f"no law {law!r}", nearest(law, known)))
    return versions(law)


def version_on(law: str, day: dt.date) -> Law:
    """Find the version of a law on a day. Raises BadInput where there is none."""
    from hemicycle.law.catalogue import find_law

    spans = [f"{each.in_force.start} to {each.in_force.until or 'now'}" for each in versions_of(law)]
    try:
        return find_law(f"{law}@{day}")
    except BadInput:
        raise BadInput(Mistake("the catalogue", f"no version of {law} on {day}", "; ".join(spans))) from None


@answering
def version(law: str, day: dt.date) -> Answer:
    """Give one version as its document says it."""
    from hemicycle.law.catalogue import DOCUMENTS
    from hemicycle.source.documents import read_document

    found = version_on(law, day)
    country, chamber = law.split("-", 1)
    document = read_document(DOCUMENTS / country / chamber / f"{found.in_force.start}.yaml")
    return of_json({"version": found.id, "document": document.tree})


@answering
def in_words(law: str, day: dt.date) -> Answer:
    """Tell one version in plain words, clause by clause."""
    from hemicycle.law.words import tell

    found = version_on(law, day)
    return of_json({"version": found.id, "clauses": [asdict(clause) for clause in tell(found)]})


@answering
def differences(law: str, before: dt.date, after: dt.date) -> Answer:
    """Show what two versions say differently."""
    from hemicycle.law.diff import differences as between

    old, new = version_on(law, before), version_on(law, after)
    changes = [asdict(change) for change in between(old, new)]
    return of_json({"before": old.id, "after": new.id, "changes": changes})


@answering
def parties() -> Answer:
    """List the parties whose line the archive tells."""
    return of_json({"parties": known_parties()})


def known_parties() -> list[dict[str, Any]]:
    """List the parties of the archive that have a record, by country."""
    from hemicycle.elections.archive import ARCHIVE
    from hemicycle.elections.parties import read_parties

    return [
        {
            "party": ident,
            "country": path.parent.name,
            "name": party.name,
            "names": party.names,
            "from": party.start,
            "until": party.until,
            "becomes": party.becomes,
            "url": f"/api/v1/parties/{ident}",
        }
        for path in sorted(ARCHIVE.glob("*/parties.yaml"))
        for ident, party in read_parties(path.parent).parties.items()
    ]


@answering
def party(ident: str) -> Answer:
    """Tell the story of a party: its line, its leaders, every election its line stood at."""
    from hemicycle.elections.parties import read_story

    return of_json(read_story(ident).as_json())
