"""Elections of the archive for programs: each question is a function, and its answer JSON."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from hemicycle.web.answer import CSV, TEXT, ZIP, Answer, answering, of_json

if TYPE_CHECKING:
    from hemicycle.elections.archive import Election

_ALL = "/api/v1/elections"


@cache
def line_of(name: str) -> dict[str, Any]:
    """Tell an election in one line of a list."""
    from hemicycle.elections.archive import read_election

    election = read_election(name)
    return {
        "election": election.id,
        "title": election.title,
        "country": election.record.country,
        "chamber": election.record.chamber,
        "date": election.date.isoformat(),
        "law": election.law.id,
        "stages": election.stages,
        "url": f"{_ALL}/{election.id}",
    }


@answering
def listed(country: str | None, law: str | None, after: dt.date | None, before: dt.date | None, text: str) -> Answer:
    """List elections, those that fit: of a country by its code, a law, between two days, with words in the title."""
    from hemicycle.elections.archive import election_ids

    found = []
    for name in election_ids():
        line = line_of(name)
        day = dt.date.fromisoformat(line["date"])
        of_law = line["law"].partition("@")[0]
        words = f"{line['election']} {line['title']} {line['country']} {line['chamber']}".casefold()
        fits = (
            country in (None, of_law.partition("-")[0]),
            law in (None, of_law, line["law"]),
            after is None or day >= after,
            before is None or day <= before,
            text.casefold() in words,
        )
        if all(fits):
            found.append(line)
    return of_json({"elections": found})


@answering
def told(name: str) -> Answer:
    """Tell what the archive knows of an election: its record as it stands, findings, and where the rest is."""
    from hemicycle.source.documents import read_document

    election = _read(name)
    tree = read_document(election.folder / "election.yaml").tree
    sources = dict(zip(election.source_keys, election.sources(election.source_keys), strict=False))
    links = {
        "outcome": f"{_ALL}/{name}/outcome",
        "votes": f"{_ALL}/{name}/votes.csv",
        "seats": f"{_ALL}/{name}/seats.csv",
        "export": f"{_ALL}/{name}/export.zip",
        "brief": f"{_ALL}/{name}/brief",
        "chamber": f"{_ALL}/{name}/chamber",
        "contest": f"{_ALL}/{name}/contest",
        "scrutiny": f"{_ALL}/{name}/scrutiny",
        "findings": f"{_ALL}/{name}/findings",
        "thresholds": f"{_ALL}/{name}/thresholds",
        "law": f"/api/v1/laws/{election.law.law}/{election.law.in_force.start}",
    }
    from hemicycle.elections.people import previous_election

    before = previous_election(election)
    if before is not None:
        links["compare"] = f"{_ALL}/{name}/compare/{before.id}"
    return of_json({"election": name, "record": tree, "sources": sources, "links": links})


@answering
def outcome(name: str, stage: str | None) -> Answer:
    """Count an election at a stage: the object that `hemicycle elect --json` prints."""
    from hemicycle.publish.account import account_of

    return of_json(account_of(_read(name), stage).outcome.as_json())


@answering
def seats(name: str, stage: str | None) -> Answer:
    """Give the seats of an election as a table."""
    from hemicycle.publish.account import account_of
    from hemicycle.publish.tables import as_csv, seats_table
    from hemicycle.source.mistake import BadInput, Mistake

    found = account_of(_read(name), stage).outcome
    if found.certain is False:
        what = f"seats that aren't certain, {len(found.alternatives)} allocations of them"
        raise BadInput(Mistake(f"seats.csv of {name}", what, "the outcome, which lists them all"))
    return Answer(as_csv(seats_table(found.rows)).encode(), CSV)


@answering
def votes(name: str) -> Answer:
    """Give the votes of an election as the archive has them."""
    from hemicycle.source.mistake import BadInput, Mistake

    path = _read(name).folder / "votes.csv"
    if not path.is_file():
        raise BadInput(Mistake("the archive", f"no votes of {name!r}", "shares, among its stages"))
    return Answer(path.read_bytes(), CSV)


@answering
def brief(name: str, stage: str | None, code: str) -> Answer:
    """Tell an election in 200 to 300 words, in a language."""
    from hemicycle.publish.account import account_of
    from hemicycle.publish.brief import brief_of
    from hemicycle.publish.language.language import language
    from hemicycle.publish.text.brief import as_text

    return Answer(as_text(brief_of(account_of(_read(name), stage), language(code))).encode(), TEXT)


@answering
def exported(name: str) -> Answer:
    """Give an election as open data, in every form, packed: what `hemicycle export` writes into a folder."""
    import io
    import zipfile

    from hemicycle.publish.export.export import export
    from hemicycle.publish.export.material import of_archive

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in export(of_archive(name)).files.items():
            # Without a time of its own, so that the same files are the same bytes.
            archive.writestr(zipfile.ZipInfo(f"{name}/{file}"), data, zipfile.ZIP_DEFLATED)
    way = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return Answer(packed.getvalue(), ZIP, headers=way)


@answering
def chamber(name: str, on: dt.date | None) -> Answer:
    """Tell who holds each seat on a day, the first of the term without one."""
    from hemicycle.elections.people import chamber_of

    return of_json(chamber_of(_read(name), on).as_json())


@answering
def contest(name: str, stage: str) -> Answer:
    """Tell the figures of the contest."""
    from hemicycle.scrutiny.contest import contest_of

    return of_json(contest_of(_read(name), stage, past=True).as_json())


@answering
def scrutiny(name: str) -> Answer:
    """Tell all that can be said of an election, and what can't."""
    from hemicycle.scrutiny.overview import Overview

    return of_json(Overview(_read(name)).as_json())


@answering
def findings(name: str) -> Answer:
    """Show what observers found, each as theirs, with sources."""
    from hemicycle.elections.archive import sources_of

    election = _read(name)
    keys = dict.fromkeys(key for each in election.findings for key in each.sources)
    told = [each.as_json() for each in election.findings]
    return of_json({"election": name, "findings": told, "sources": sources_of(election.country, keys)})


@answering
def compared(name: str, before: str) -> Answer:
    """Set two elections of one chamber side by side."""
    from hemicycle.elections.compare import compare

    return of_json(compare(_read(before), _read(name)).as_json())


@answering
def thresholds(name: str) -> Answer:
    """Tell the seats at every threshold, at its exact break points."""
    from hemicycle.publish.account import account_of
    from hemicycle.source.mistake import BadInput, Mistake

    election = _read(name)
    swept = account_of(election).swept
    if swept is None:
        raise BadInput(Mistake("the archive", f"no threshold to move in {election.law.id}", "a law with one"))
    found = [each.as_json() for each in swept.stretches]
    return of_json({"election": name, "law": election.law.id, "tier": swept.tier, "stretches": found})


def _read(name: str) -> Election:
    from hemicycle.elections.archive import read_election

    return read_election(name)
