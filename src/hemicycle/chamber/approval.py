"""A ballot on which a body approves of candidates, each by itself: who has more than a share of those voting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.law.members import Seating
from hemicycle.outcome.numbers import exact, fixed, number, percent
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Approved:
    """What one candidate had: votes of so many voters, or only the share that was printed, in percent."""

    name: str
    votes: int | None = None
    printed: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a candidate: elected, not elected, or equal with others for the last seats (None)."""

    name: str
    votes: int | None
    share: Fraction
    elected: bool | None
    says: str

    def as_json(self) -> dict[str, Any]:
        """The verdict for programs."""
        return {
            "name": self.name,
            "votes": self.votes,
            "share": exact(self.share),
            "elected": self.elected,
            "says": self.says,
        }


def approve(rule: Seating, candidates: Sequence[Approved], seats: int, voters: int | None) -> list[Verdict]:
    """Find who is elected, the most votes first.

    Each needs the share of those voting that the rule asks for. Where more reach it than there are seats,
    the most votes decide; equal ones stay undecided. Raises BadInput for votes without the number of voters,
    and for more votes than voters.
    """
    bar = Fraction(rule.share.constant or 0) if rule.share else Fraction(0)
    shares = [_share(each, voters) for each in candidates]
    enough = [share > bar if rule.strictly else share >= bar for share in shares]
    reached = sorted((share for share, over in zip(shares, enough, strict=True) if over), reverse=True)
    last = reached[seats - 1] if 0 < seats <= len(reached) else None
    crowded = last is not None and len(reached) > seats and reached[seats] == last
    verdicts = []
    for each, share, over in zip(candidates, shares, enough, strict=True):
        elected: bool | None = over and (last is None or share >= last) and seats > 0
        if elected and crowded and share == last:
            elected = None
        verdicts.append(Verdict(each.name, each.votes, share, elected, _told(rule, each, share, bar, voters)))
    return sorted(verdicts, key=lambda verdict: (-verdict.share, verdict.name))


def _share(candidate: Approved, voters: int | None) -> Fraction:
    """Take the share of those voting: of the votes where they are known, else as printed."""
    if candidate.votes is None:
        if candidate.printed is None:
            raise BadInput(Mistake(candidate.name, "neither votes nor a share", "one of them"))
        return candidate.printed / 100
    if not voters:
        raise BadInput(Mistake(candidate.name, "votes without the number of those who voted", "their number"))
    if candidate.votes > voters:
        raise BadInput(
            Mistake(candidate.name, f"{candidate.votes:,} votes of {voters:,} who voted", f"at most {voters:,}")
        )
    return Fraction(candidate.votes, voters)


def _told(rule: Seating, candidate: Approved, share: Fraction, bar: Fraction, voters: int | None) -> str:
    sign = "above" if rule.strictly else "at least"
    if candidate.votes is None:
        return f"{fixed(share * 100)} % as printed, {sign} {percent(bar)}"
    return f"{candidate.votes:,} of {voters:,}, {sign} {number(bar * (voters or 0), 1)}"
