"""A question to the engine: whose votes, under which law, with what changed; and how it is counted."""

from __future__ import annotations

import datetime as dt
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.source.mistake import BadInput, Mistake, nearest

if TYPE_CHECKING:
    from hemicycle.count.votes import PartlyKnown, Votes
    from hemicycle.law.document import Law
    from hemicycle.publish.shown import Shown

# The most numbers that one question may have.
MOST_ROWS = 50_000
_LAW = re.compile(r"[a-z]{2}(-[a-z0-9]+)+(@\d{4}-\d\d-\d\d)?")
_YOURS = "votes"


@dataclass(frozen=True, slots=True)
class Rows:
    """Votes by district and list."""

    rows: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    `of` is an election of the archive, the text of a table of votes, or votes; `votes` are numbers of lists that are
    put in place of those of the election. `settings` are changes of the law as people write them.
    """

    of: str | bytes | Rows
    stage: str | None = None
    law: str | None = None
    date: dt.date | None = None
    settings: tuple[str, ...] = ()
    method: str | None = None
    seats: int | None = None
    votes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question came to, the changes as they were understood, and what was assumed."""

    shown: Shown
    changes: tuple[str, ...]
    assumption: str


def count(asked: Asked) -> Counted:
    """Count what was asked. Raises BadInput for what can't be."""
    from hemicycle.publish.text.what_if import ASSUMPTION
    from hemicycle.scenarios.changed_law import change_law, settings_for

    if asked.law is not None and not _LAW.fullmatch(asked.law):
        from hemicycle.law.catalogue import law_ids

        raise BadInput(Mistake("law", repr(asked.law), nearest(asked.law, law_ids())))
    told: list[str] = []

    def change(version: Law) -> Law:
        changes = settings_for(version, asked.settings, asked.method, asked.seats)
        told.extend(map(str, changes))
        return change_law(version, changes)

    shown = _of_election(asked, asked.of, change) if isinstance(asked.of, str) else _of_votes(asked, change)
    told.extend(f"votes of {party}={number:,}" for party, number in asked.votes)
    if shown.outcome.missing:
        what, expected = "; ".join(shown.outcome.missing), "an election that has it among its facts"
        raise BadInput(Mistake(shown.title, what, expected))
    return Counted(shown, tuple(told), ASSUMPTION)


def _of_election(asked: Asked, name: str, change: Callable[[Law], Law]) -> Shown:
    """Count an election of the archive, with other votes for some lists where they are given."""
    from dataclasses import replace

    from hemicycle.elections.archive import read_election
    from hemicycle.outcome.elect import elect
    from hemicycle.publish.account import account_of
    from hemicycle.publish.shown import from_archive

    election = read_election(name)
    stage = account_of(election, asked.stage).stage.stage
    if not asked.votes:
        return from_archive(name, asked.law, asked.date, stage, None, change)
    from hemicycle.law.catalogue import find_law
    from hemicycle.publish.shown import Shown

    law = change(find_law(asked.law or election.record.law, asked.date or election.date))
    votes = with_votes(election.exact_votes(stage), dict(asked.votes), name)
    facts = replace(election.record.as_facts(), valid=None)
    outcome = elect(law, votes, facts, election=name, stage=stage)
    return Shown(outcome, law, votes, election.title, election.date, stage=stage)


def _of_votes(asked: Asked, change: Callable[[Law], Law]) -> Shown:
    """Count votes that were sent, which are in memory and nowhere else."""
    from hemicycle.law.catalogue import find_law
    from hemicycle.outcome.seats import seats_from
    from hemicycle.publish.shown import Shown, facts_at_hand

    if asked.law is None:
        raise BadInput(Mistake("law", "votes without a law", "one such as kz-mazhilis"))
    law = change(find_law(asked.law, asked.date))
    votes = votes_sent(asked.of)
    day = asked.date or (dt.date.fromisoformat(asked.law.partition("@")[2]) if "@" in asked.law else None)
    facts = facts_at_hand(law, day, votes)
    return Shown(seats_from(law, votes, facts, election=_YOURS), law, votes, _YOURS, day)


def votes_sent(sent: str | bytes | Rows) -> Votes | PartlyKnown:
    """Read votes that were sent: a table as text, or rows. Raises BadInput with the line of a table."""
    from hemicycle.count.ballot import Entry, ballot_cells
    from hemicycle.count.files import votes_in
    from hemicycle.count.votes import WHOLE, Votes
    from hemicycle.source.files import decoded
    from hemicycle.source.tables import table_rows

    if isinstance(sent, Rows):
        entries = (Entry(district or WHOLE, party, number, None) for district, party, number in sent.rows)
        return Votes({"votes": ballot_cells(_YOURS, entries)})
    # Spreadsheets put a mark before UTF-8, and who sends a table from one can't name an encoding here.
    text = decoded(_YOURS, (sent if isinstance(sent, bytes) else sent.encode()).removeprefix(BOM_UTF8))
    rows = table_rows(_YOURS, text, ["party"], separator_of(text))
    if len(rows) > MOST_ROWS:
        raise BadInput(Mistake(_YOURS, f"{len(rows):,} rows", f"{MOST_ROWS:,} at most"))
    return votes_in(rows)


def separator_of(text: str) -> str:
    """Find what separates the columns of a table, in its first line: commas unless there are none."""
    first = text.partition("\n")[0]
    return next((each for each in (",", ";", "\t", "|") if each in first), ",")


def with_votes(votes: Votes, numbers: Mapping[str, int], of: str) -> Votes:
    """Put other numbers of votes in place of those of some lists, in a ballot that is one district."""
    from dataclasses import replace

    cells = dict(votes.ballots["votes"])
    districts: Sequence[str] = list(dict.fromkeys(district for district, _ in cells))
    if len(districts) != 1:
        raise BadInput(Mistake(of, f"votes in {len(districts):,} districts", "votes of the whole country, to change"))
    for party, number in numbers.items():
        if (districts[0], party) not in cells:
            raise BadInput(Mistake(of, f"no list {party!r}", nearest(party, [list_ for _, list_ in cells])))
        cells[districts[0], party] = number
    if not any(cells.values()):
        raise BadInput(Mistake(of, "no votes at all", "votes for one list at least"))
    # The valid votes were those of the other numbers.
    counts = {item: numbers for item, numbers in votes.counts.items() if item != "valid"}
    return replace(votes, ballots={**votes.ballots, "votes": cells}, counts=counts)
