"""What the stations that haven't reported could still change: bounds that hold whatever they report, and no model.

The one assumption is that an outstanding station has at most as many valid votes as voters on its list, and that
returns already counted stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import narwhals as nw

from hemicycle.count.tally import Totals, percent
from hemicycle.count.votes import Known, PartlyKnown
from hemicycle.returns.collected import rows_of
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake

AGAINST_ALL = "against all"


@dataclass(frozen=True, slots=True)
class Range:
    """What a list has now, and its share of the valid votes at least and at most once all stations have reported."""

    votes: int
    now: Fraction | None
    low: Fraction
    high: Fraction

    def reaches(self, threshold: Fraction) -> str:
        """Tell whether a share is reached for certain, can still be, or can't any more."""
        return "certain" if self.low >= threshold else "possible" if self.high >= threshold else "impossible"


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An unfinished count: what is counted, what is outstanding, and how far shares can still move.

    `electors` are the voters on the lists of the outstanding stations. `ranges` are by list, with the votes
    against all as a row of their own where ballots have that line.
    """

    counted: Totals
    stations: int
    electors: int
    ranges: Mapping[str, Range]

    def known(self) -> PartlyKnown:
        """Say what is known of the final result: each list between what it has and all that is outstanding."""
        valid = sum(each.votes for each in self.ranges.values())
        bounds = {
            each: Known(Fraction(found.votes), Fraction(found.votes + self.electors))
            for each, found in self.ranges.items()
        }
        return PartlyKnown(bounds, measure="votes", together=valid + self.electors)

    def as_json(self) -> dict[str, Any]:
        """Give the bounds as JSON values, shares in percent of the valid votes."""
        return {
            "counted": self.counted.stations,
            "outstanding": self.stations,
            "outstanding_registered": self.electors,
            "assumes": "outstanding stations have at most as many valid votes as voters on their lists; "
            "returns already counted stay as they are",
            "shares": {
                each: {
                    "votes": found.votes,
                    "now": percent(found.now),
                    "at_least": percent(found.low),
                    "at_most": percent(found.high),
                    "at_least_exact": str(found.low),
                    "at_most_exact": str(found.high),
                }
                for each, found in self.ranges.items()
            },
        }


def outstanding(returns: Returns, counted: Totals) -> Outstanding:
    """Find what outstanding stations could still change.

    Raises BadInput where the voters on the list of an outstanding station aren't known, since nothing then bounds
    what it may report, and where valid votes are neither given nor the sum of lists.
    """
    stations, electors = electors_waiting(returns)
    votes = dict(counted.votes)
    if counted.fields.get("against_all"):
        votes[AGAINST_ALL] = counted.fields["against_all"] or 0
    valid = sum(votes.values())
    most = valid + electors
    ranges = {
        each: Range(
            count,
            Fraction(count, valid) if valid else None,
            Fraction(count, most) if most else Fraction(0),
            Fraction(count + electors, most) if most else Fraction(0),
        )
        for each, count in votes.items()
    }
    return Outstanding(counted, stations, electors, ranges)


def electors_waiting(returns: Returns) -> tuple[int, int]:
    """Count the outstanding stations, and the voters on their lists. Raises BadInput where those aren't known."""
    if not returns.rows_waiting:
        return 0, 0
    if "registered" not in returns.fields:
        raise BadInput(Mistake(returns.name, "no voters on the list of stations", "a column mapped to registered"))
    registered = nw.col("registered")
    found = rows_of(
        returns.waiting.select(
            nw.len().alias("stations"), registered.count().alias("known"), registered.sum().alias("electors")
        )
    )[0]
    if found["known"] < found["stations"]:
        without = rows_of(returns.waiting.filter(registered.is_null()).sort(*returns.levels).head(1))[0]
        station = " / ".join(str(without[level]) for level in returns.levels)
        what = (
            f"{found['stations'] - found['known']:,} outstanding stations without voters on the list, such as {station}"
        )
        raise BadInput(Mistake(returns.name, what, "registered for every outstanding station, which bounds its votes"))
    return int(found["stations"]), int(found["electors"] or 0)
