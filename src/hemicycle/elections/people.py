"""The people of an election: its tables of candidates, picks, ballots and events, read from a folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import get_args

from hemicycle.chamber.approval import Approved
from hemicycle.chamber.candidates import Lists, check_parties, read_candidates, read_day
from hemicycle.chamber.chamber import Ballot, Chamber, People, fill
from hemicycle.chamber.seating import Pick
from hemicycle.chamber.term import Event, Happened
from hemicycle.count.votes import PartlyKnown, Votes
from hemicycle.elections.archive import Election, election_ids, read_election
from hemicycle.elections.record import Record
from hemicycle.law.document import Law
from hemicycle.law.members import ListQuota, Seating, SeatQuota
from hemicycle.outcome.outcome import Outcome
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.tables import Row, read_table


@dataclass(frozen=True, slots=True)
class Brought:
    """Tables that a user brings, in place of those of the election's folder."""

    lists: Path | None = None
    picks: Path | None = None
    events: Path | None = None


NOTHING = Brought()


def read_lists(path: Path, law: Law) -> Lists:
    """Read a table of candidates with the columns that a law's quotas and tie rules look at."""
    quotas = [rule for rule in law.members if isinstance(rule, ListQuota | SeatQuota)]
    traits = {group.trait for rule in quotas for group in rule.of if group.trait}
    ties = {tie for rule in law.members if isinstance(rule, Seating) for tie in rule.ties}
    return read_candidates(path, traits, ties - {"list order", "lots"})


def read_picks(path: Path) -> dict[str, Pick]:
    """Read whom the parties named for their seats: party, candidate, and the day `on` where it is known."""
    names: dict[str, list[str]] = {}
    days: dict[str, dt.date | None] = {}
    for row in read_table(path, ["party", "candidate"]):
        names.setdefault(row["party"], []).append(row["candidate"])
        day = _day(row, "on") if row["on"] else None
        if days.setdefault(row["party"], day) != day:
            raise row.wrong("on", f"the day of the party's other names, {days[row['party']]}")
    return {party: Pick(tuple(each), days[party]) for party, each in names.items()}


def read_events(path: Path) -> list[Event]:
    """Read what happened in a term: date, event, person, party, note. Raises BadInput with the line."""
    kinds = get_args(Happened)
    events: dict[tuple[str, ...], Event] = {}
    for row in read_table(path, ["date", "event", "person"]):
        if row["event"] not in kinds:
            raise row.wrong("event", nearest(row["event"], kinds))
        if row["event"] == "party dissolved":
            if not row["party"] or row["person"]:
                raise row.wrong("party", "the party that ended, and no person")
        elif not row["person"]:
            raise row.wrong("person", "who it happened to")
        key = (row["date"], row["event"], row["person"], row["party"])
        if key in events:
            raise row.wrong("person", "each event once", f"the same event as in line {_line(events[key])}")
        where = Mistake(row.file, "", "", row.line)
        events[key] = Event(_day(row, "date"), row["event"], row["person"], row["party"], row["note"], where)  # type: ignore[arg-type]
    return list(events.values())


def _line(event: Event) -> int:
    return event.where.line if event.where and event.where.line else 0


def _day(row: Row, column: str) -> dt.date:
    day = read_day(row[column])
    if day is None:
        raise row.wrong(column, "a day that exists, as 2021-01-12")
    return day


def read_ballot(path: Path, voters: int | None) -> Ballot:
    """Read the ballot of a body that elects members: name, votes, share_printed."""
    rows = read_table(path, ["name"])
    return Ballot(
        tuple(
            Approved(
                row["name"],
                row.count("votes") if row["votes"] else None,
                Fraction(row["share_printed"]) if row["share_printed"] else None,
            )
            for row in rows
        ),
        voters,
    )


def people_in(
    folder: Path, record: Record, law: Law, day: dt.date, votes: Votes | PartlyKnown, brought: Brought
) -> People:
    """Gather what is known of the people of an election: the tables of its folder, and those a user brings."""
    path = brought.lists or with_lists(folder)
    final = next((stage.on for stage in record.stages if stage.stage == "final"), None)
    voters = record.figures.get("assembly_voters")
    ballots = {
        rule.tier: read_ballot(folder / f"{rule.tier}.csv", int(voters.value) if voters else None)
        for rule in law.members
        if isinstance(rule, Seating) and rule.by == "approval" and rule.tier and _beside(folder, f"{rule.tier}.csv")
    }
    cells = votes.ballots["votes"] if isinstance(votes, Votes) else {}
    found = read_lists(path, law) if path else None
    if found:
        check_parties(found, {party for _, party in cells} or set(record.lists))
    reported = _beside(folder, "members.csv")
    return People(
        day,
        found,
        read_lists(reported, law) if reported else None,
        read_picks(brought.picks) if brought.picks else None,
        ballots,
        cells,
        record.seated,
        final,
        record.as_facts(),
    )


def with_lists(folder: Path) -> Path | None:
    """Find the folder's table of candidates; one that only names the codes of ranked papers has no lists."""
    path = _beside(folder, "candidates.csv")
    return None if path is None or "code" in read_table(path, [])[0].cells else path


def _beside(folder: Path, name: str) -> Path | None:
    return folder / name if (folder / name).is_file() else None


def chamber_of(
    election: Election, on: dt.date | None = None, law: Law | None = None, brought: Brought = NOTHING
) -> Chamber:
    """Fill the chamber of an election in the archive, on the first day of its term or on another.

    Raises BadInput for a day before the election, or on which the next chamber of the archive is elected already.
    """
    later = next_election(election)
    ended = election.record.ended
    if on is not None and ended is not None and on >= ended:
        raise BadInput(Mistake("--on", f"{on}, when the chamber had ended", f"a day before {ended}, when it did"))
    if on is not None and later is not None and on >= later.date:
        raise BadInput(Mistake("--on", f"{on}, when {later.id} is the chamber", f"a day before {later.date}"))
    stage = "final" if "final" in election.stages else election.stages[-1]
    votes, version = election.votes(stage), law or election.law
    people = people_in(election.folder, election.record, version, election.date, votes, brought)
    return chamber_in(election.folder, version, election.elect(stage, law), people, on, brought)


def chamber_in(
    folder: Path, law: Law, outcome: Outcome, people: People, on: dt.date | None, brought: Brought
) -> Chamber:
    """Fill the chamber of an outcome with its people, and let its events happen up to a day.

    Without `on` it is the first day of the term; where a user brings events, the day of the last of them.
    """
    if on is not None and on < people.day:
        raise BadInput(Mistake("--on", str(on), f"a day from the election of {people.day} on"))
    if not outcome.rows:
        raise BadInput(Mistake(outcome.election or law.id, "an outcome without seats", "seats that are decided"))
    path = brought.events or _beside(folder, "events.csv")
    events = read_events(path) if path else []
    for event in events:
        if event.on < people.day and event.where:
            expected = f"a day from the election of {people.day} on"
            raise BadInput(Mistake(event.where.file, f"{event.on}", expected, event.where.line, "column date"))
    if on is None and brought.events:
        on = max(event.on for event in events)
    return fill(law, outcome, people, events, on)


def next_election(election: Election) -> Election | None:
    """Find the next election of the same chamber in the archive."""
    return min(
        (each for each in same_chamber(election) if each.date > election.date),
        key=lambda each: each.date,
        default=None,
    )


def previous_election(election: Election) -> Election | None:
    """Find the last election of the same chamber in the archive."""
    return max(
        (each for each in same_chamber(election) if each.date < election.date),
        key=lambda each: each.date,
        default=None,
    )


def same_chamber(election: Election) -> list[Election]:
    """Read all elections of the archive that filled the same chamber."""
    start = f"{election.record.law}-"
    found = [read_election(name) for name in election_ids() if name.startswith(start)]
    return [each for each in found if each.record.law == election.record.law]
