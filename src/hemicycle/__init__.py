"""Hemicycle: an electoral system that runs.

>>> import hemicycle
>>> hemicycle.election("kz-mazhilis-2021").elect().totals["nur-otan"]
76
>>> hemicycle.elect({"A": 950_000, "B": 50_000}, law="kz-mazhilis", date="2021-01-10").seats
{'A': 95, 'B': 3}
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hemicycle.elections.archive import Election
    from hemicycle.law.document import Law
    from hemicycle.outcome.facts import Facts
    from hemicycle.outcome.outcome import Outcome

__all__ = ["elect", "election", "election_ids", "find_law", "law_ids"]
__version__ = "0.1.0"


def elect(votes: Any, law: str | Law, date: str | dt.date | None = None, facts: Facts | None = None) -> Outcome:
    """Turn votes into seats under a law.

    `votes` is a mapping of lists to votes or a dataframe with the columns party and votes (and district);
    the seats of the outcome come back in the same kind. `law` is an id such as `kz-mazhilis` with a `date`,
    `kz-mazhilis@2021-01-10`, or the path of a document. Raises hemicycle.source.mistake.BadInput.
    """
    from dataclasses import astuple, replace

    from hemicycle.count.frames import votes_from
    from hemicycle.outcome.elect import elect as run
    from hemicycle.outcome.facts import NO_FACTS

    counted, in_kind = votes_from(votes)
    version = find_law(law, date) if isinstance(law, str) else law
    outcome = run(version, counted, facts or NO_FACTS)
    return replace(outcome, shape=lambda rows: in_kind(astuple(row) for row in rows))


def election(name: str) -> Election:
    """Read an election of the archive: `election("kz-mazhilis-2021")`."""
    from hemicycle.elections.archive import read_election

    return read_election(name)


def election_ids() -> list[str]:
    """Name the elections of the archive."""
    from hemicycle.elections import archive

    return archive.election_ids()


def find_law(name: str, date: str | dt.date | None = None) -> Law:
    """Read the version of a law in force on a day."""
    from hemicycle.law import catalogue

    return catalogue.find_law(name, catalogue.read_date("date", date) if isinstance(date, str) else date)


def law_ids() -> list[str]:
    """Name the laws of the catalogue."""
    from hemicycle.law import catalogue

    return catalogue.law_ids()
