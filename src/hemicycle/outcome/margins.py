"""What decided the last seats, and the exact number of votes that would have moved them.

The number is found by asking the law again: the whole of it is run on changed votes, and the least change
that gives the runner-up one more seat is searched by halving. A party's own seats never fall when it alone
gains votes (for largest remainders: Balinski and Young, Fair Representation, 1982), so halving finds the
least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION
from hemicycle.outcome.facts import Facts, valid_given
from hemicycle.outcome.outcome import DecidedBy, Margin, Outcome
from hemicycle.outcome.trace import Allotment

# Votes are added to a list up to this multiple of all votes; beyond it no seat is worth the name of near.
_FARTHEST = 16


class Elect(Protocol):
    """The function that turns votes into seats."""

    def __call__(self, law: Law, votes: Votes, facts: Facts, *, tracing: bool = True) -> Outcome: ...


def margins(elect: Elect, law: Law, votes: Votes, facts: Facts, outcome: Outcome) -> tuple[Margin, ...]:
    """Find the margins of the last seats in every allotment of a decided outcome known in votes."""
    if outcome.status != "decided" or votes.measure != "votes":
        return ()
    return tuple(_margins(elect, law, votes, facts, outcome))


def _margins(elect: Elect, law: Law, votes: Votes, facts: Facts, outcome: Outcome) -> Iterator[Margin]:
    # Where seats are levelled over districts, a seat moved in one of them may come back elsewhere.
    levelled = any(step.level is not None or step.place is not None for tier in law.tiers for step in tier.steps)
    for record in outcome.trace:
        if not isinstance(record, Allotment) or record.settled or record.by not in votes.ballots:
            continue
        if record.to != "list" or record.alliance is not None:
            continue
        if record.method == "most votes" or record.quotients:
            if record.seated and not levelled:
                yield from _plurality(record) if record.method == "most votes" else _averages(record)
            continue
        for holder, runner_up, decided_by in _last_seats(record, outcome):
            if not _has_votes(votes, law, record, holder, runner_up):
                continue
            changes = _Changes(elect, law, votes, facts, outcome, record, holder, runner_up)
            yield Margin(
                tier=record.tier,
                district=record.district,
                holder=holder,
                runner_up=runner_up,
                decided_by=decided_by,
                switched=_least(changes.switched_moves, changes.votes_of_holder, changes.apart // 2),
                added=_least(changes.added_moves, _FARTHEST * changes.all_votes, changes.apart),
                names=record.names,
            )


def _has_votes(votes: Votes, law: Law, record: Allotment, *parties: str) -> bool:
    """Tell whether the votes of the parties stand where the seats do, so that they can be changed there."""
    if record.by == "votes" and law.votes_at == NATION:
        voted = votes.by_list()
        return record.district == WHOLE and all(party in voted for party in parties)
    return all((record.district, party) in votes.ballots[record.by] for party in parties)


def _plurality(record: Allotment) -> Iterator[Margin]:
    """A plurality needs no search: one vote more than the runner-up decides."""
    ranked = sorted(record.claims, key=lambda claim: claim.weight, reverse=True)
    if not 0 < record.seats < len(ranked):
        return
    last, after = ranked[record.seats - 1], ranked[record.seats]
    apart = int(last.weight - after.weight)
    yield Margin(
        tier=record.tier,
        district=record.district,
        holder=last.party,
        runner_up=after.party,
        decided_by=DecidedBy("votes", last.weight, after.weight),
        switched=apart // 2 + 1,
        added=apart + 1,
        names=record.names,
    )


def _averages(record: Allotment) -> Iterator[Margin]:
    """Highest averages need no search either: the two quotients at the last seat say how many votes lie between."""
    last = record.last
    if last is None or last.switched is None:
        return
    yield Margin(
        tier=record.tier,
        district=record.district,
        holder=last.holder,
        runner_up=last.runner_up,
        decided_by=DecidedBy("quotients", last.quotient or 0, last.next_quotient or 0),
        switched=last.switched,
        added=last.added,
        names=record.names,
    )


def _last_seats(record: Allotment, outcome: Outcome) -> Iterator[tuple[str, str, DecidedBy]]:
    """List who holds each of the last seats, who is next, and what decided."""
    claims = {claim.party: claim for claim in record.claims}
    whole = sum(claim.seats for claim in record.claims) - len(record.by_remainder)
    if record.next is not None:
        after = claims[record.next]
        for place, party in enumerate(record.by_remainder, whole + 1):
            yield party, after.party, DecidedBy("remainders", claims[party].remainder, after.remainder, place)
    elif record.quota is not None and len(claims) == 1:
        others = [row for row in outcome.rows if row.tier == record.tier and row.party not in claims]
        for claim in record.claims:
            if others and claim.quotas is not None:
                holder = max(others, key=lambda row: row.seats).party
                yield holder, claim.party, DecidedBy("quotas", None, claim.quotas)


class _Changes:
    """The same election with votes changed in favour of one list."""

    def __init__(
        self,
        elect: Elect,
        law: Law,
        votes: Votes,
        facts: Facts,
        outcome: Outcome,
        record: Allotment,
        holder: str,
        runner_up: str,
    ) -> None:
        self._elect, self._law, self._votes, self._facts = elect, law, votes, facts
        self._record, self._holder, self._runner_up = record, holder, runner_up
        self._now = self._seats(outcome)
        self._cells = self._collapsed()
        self._valid = valid_given(law, votes, facts) if record.by == "votes" else {}
        self.apart = self._apart()
        self.votes_of_holder = self._cells[record.district, holder]
        self.all_votes = sum(self._cells.values())

    def _collapsed(self) -> dict[tuple[str, str], Any]:
        """Sum rows by district where the law counts nationwide, so that one cell can be changed."""
        if self._record.by != "votes" or self._law.votes_at != NATION:
            return dict(self._votes.ballots[self._record.by])
        return {(WHOLE, party): count for party, count in self._votes.by_list().items()}

    def _apart(self) -> int:
        """Guess the votes between the two from their remainders."""
        claims = {claim.party: claim for claim in self._record.claims}
        holder, runner_up = claims.get(self._holder), claims.get(self._runner_up)
        if not (holder and runner_up and self._record.quota):
            return 1
        return int(((holder.remainder or 0) - (runner_up.remainder or 0)) * self._record.quota)

    def _seats(self, outcome: Outcome) -> int:
        return sum(
            row.seats
            for row in outcome.rows
            if (row.tier, row.district, row.party) == (self._record.tier, self._record.district, self._runner_up)
        )

    def switched_moves(self, count: int) -> bool:
        """Tell whether the runner-up has a seat more once `count` votes of the holder are its own."""
        return self._moves({self._holder: -count, self._runner_up: count})

    def added_moves(self, count: int) -> bool:
        """Tell whether the runner-up has a seat more with `count` new votes."""
        return self._moves({self._runner_up: count})

    def _moves(self, change: Mapping[str, int]) -> bool:
        cells = dict(self._cells)
        for party, count in change.items():
            cells[self._record.district, party] += count
        counts = dict(self._votes.counts)
        if self._valid:
            here = self._record.district
            counts["valid"] = {**self._valid, here: self._valid[here] + sum(change.values())}
        votes = Votes({**self._votes.ballots, self._record.by: cells}, counts)
        return self._seats(self._elect(self._law, votes, self._facts, tracing=False)) > self._now


def _least(moves: Callable[[int], bool], most: int, near: int) -> int | None:
    """Find the least count from 1 to `most` for which `moves` holds, given that it holds from there on.

    The search starts `near` where it is expected and doubles its stride until the count is between two
    that are known, then halves.
    """
    low, high = 0, most + 1
    place, stride = min(max(near, 1), most), 1
    while low < place < high:
        if moves(place):
            high, place = place, place - stride
        else:
            low, place = place, place + stride
        stride *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if moves(middle) else (middle, high)
    return None if high > most else high
