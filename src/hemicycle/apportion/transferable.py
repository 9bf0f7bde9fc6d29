"""Seats by transferable votes: surpluses and the papers of the excluded go to the next preference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

Paper = tuple[int, Sequence[int]]
Heap = tuple[Fraction, Sequence[Paper]]
Action = Literal["count", "surplus", "exclusion", "fill"]
What = Literal["exclusion", "surplus", "last seat"]
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Rules:
    """What statutes settle differently.

    `quota`      fixed at the start, from v papers and n seats: "droop", the whole number above v/(n+1); "hare", v/n;
                 "hagenbach-bischoff", v/(n+1), which has to be exceeded, where the others need only be reached;
                 "majority", the whole number above v/2
    `surplus`    "gregory-inclusive": all papers of the elected candidate move on, each at the same value, surplus by
                 papers; "gregory-weighted": all papers, each at its own value in proportion to the surplus;
                 "gregory-last": only the papers of the transfer that made the quota; "none": no surplus moves
    `shared_by`  whether a surplus is shared by "all papers" that could carry it, or by the "transferable papers"
                 alone, whose values don't grow: what they can't carry is exhausted
    `order`      of surpluses: the "earliest" made first, of those of one round the largest; or always the "largest"
    `rounding`   "none"; "whole votes": what a candidate gets from one transfer is cut to whole votes; or a number of
                 decimals, to which transfer values are cut
    `exclude`    the candidate with the "fewest" votes, one at a time
    `ties`       how equal candidates are ranked: by their votes in the "previous" round in which they differed, or in
                 the "first" one; where that doesn't tell them apart, `settle` does
    `last_seat`  whether equal candidates, the last two for the last seat, are ranked by "ties" or left to a "lot"
    """

    quota: Literal["droop", "hare", "hagenbach-bischoff", "majority"] = "droop"
    surplus: Literal["gregory-inclusive", "gregory-weighted", "gregory-last", "none"] = "gregory-weighted"
    shared_by: Literal["all papers", "transferable papers"] = "all papers"
    order: Literal["earliest", "largest"] = "earliest"
    rounding: Literal["none", "whole votes"] | int = "none"
    exclude: Literal["fewest"] = "fewest"
    ties: tuple[Literal["previous", "first"], ...] = ()
    last_seat: Literal["ties", "lot"] = "ties"


class Tied(NamedTuple):
    """Candidates the rules can't tell apart, and how many of them are to be named, which is one.

    `what`  "exclusion", who is excluded; "surplus", whose is transferred first; "last seat", who is elected
    """

    among: tuple[int, ...]
    seats: int
    what: What


Settle = Callable[[Tied], Sequence[int] | None]


class Round(NamedTuple):
    """One transfer, or a step that moves no paper, and how the count stands after it.

    `action`     "count" of first preferences, "surplus", "exclusion" (a round for each transfer of it), or "fill" of
                 the last seats without a quota
    `candidate`  whose papers move, if one candidate's
    `value`      of each paper that moves, None where they differ or none moves
    `moved`      votes each candidate got in this round
    `votes`      of each candidate; who was elected keeps the quota once the surplus is moved
    `elected`    all so far in order of election, and `excluded` in order of exclusion
    `exhausted`  votes so far of papers without a further preference
    `lost_by_fraction`  votes so far lost by cutting; parcels cut one by one that move on together can win some back
    """

    action: Action
    candidate: int | None
    value: Fraction | None
    moved: dict[int, Fraction]
    votes: list[Fraction]
    elected: tuple[int, ...]
    excluded: tuple[int, ...]
    exhausted: Fraction
    lost_by_fraction: Fraction


class Count(NamedTuple):
    """Who is elected, in order of election, and how; `unsettled` is the tie at which the count had to stop."""

    elected: tuple[int, ...]
    quota: Fraction
    rounds: list[Round]
    unsettled: Tied | None


def transfer(papers: Sequence[Paper], candidates: int, seats: int, rules: Rules, settle: Settle) -> Count:
    """Count papers, each a number of equal ones and their preferences by position, best first, by transferable votes.

    The steps are those of the Commonwealth Electoral Act 1918 of Australia, s 273. First preferences are counted and
    who has the quota is elected (8). Surpluses are transferred to the continuing candidates (9, 10), in order (21 to
    23). Without one, the last in the poll is excluded (13). Under "gregory-inclusive" and "gregory-last" an excluded
    candidate's papers move in parcels by transfer value, the highest first, each a transfer of its own (13AA); who has
    the quota after one is elected, gets no paper of the next ones, and has the surplus wait for their end (14). As
    many candidates as seats are elected without a quota (18), and then no paper moves. Of the last two for the last
    seat the larger is (17), once no surplus is left to transfer, as the Electoral Commission has counted it.
    Scotland's rules 45 to 52 (Scottish Local Government Elections Order 2007, schedule 1) are "gregory-weighted", the
    "largest" surplus first, 5 decimals, ties "previous". The alternative vote is "majority", one seat, surplus "none".

    No more is moved once the seats are filled. A paper without a preference is exhausted, and counts for the quota.
    Candidates elected in one round with equal votes, by `ties` too, are named in the order of the input. `settle`
    names one of the tied, or says None, and the count stops. Raises ValueError for no seat, for a preference for
    nobody, and for an answer that names other than one of the tied.
    """
    if seats < 1:
        raise ValueError(f"{seats} seats to fill")
    unknown = {candidate for _, preferences in papers for candidate in preferences}.difference(range(candidates))
    if unknown:
        raise ValueError(f"a preference for candidate {min(unknown)} of {candidates}")
    scrutiny = _Scrutiny(candidates, seats, rules, settle, _quota(rules, _number(papers), seats))
    unsettled = None
    try:
        scrutiny.run(papers)
    except _UnsettledError as stop:
        unsettled = stop.tied
    return Count(tuple(scrutiny.elected), scrutiny.quota, scrutiny.rounds, unsettled)


def _quota(rules: Rules, total: int, seats: int) -> Fraction:
    return {
        "droop": Fraction(total // (seats + 1) + 1),
        "hare": Fraction(total, seats),
        "hagenbach-bischoff": Fraction(total, seats + 1),
        "majority": Fraction(total // 2 + 1),
    }[rules.quota]


class _UnsettledError(Exception):
    def __init__(self, tied: Tied) -> None:
        self.tied = tied


class _Parcel(NamedTuple):
    """Papers that came by one transfer at one value, and the votes they were counted for."""

    value: Fraction
    papers: list[Paper]
    votes: Fraction


class _Scrutiny:
    """A count under way."""

    def __init__(self, candidates: int, seats: int, rules: Rules, settle: Settle, quota: Fraction) -> None:
        self.seats, self.rules, self.settle, self.quota = seats, rules, settle, quota
        self.continuing = set(range(candidates))
        self.votes = [ZERO] * candidates
        self.parcels: list[list[_Parcel]] = [[] for _ in range(candidates)]
        self.elected: list[int] = []
        self.excluded: list[int] = []
        self.surpluses: dict[int, int] = {}  # who has one, and the round that made it
        self.exhausted = self.lost = ZERO
        self.rounds: list[Round] = []

    def run(self, papers: Sequence[Paper]) -> None:
        self._round("count", None, [(ONE, [paper for paper in papers if paper[0]])], Fraction(_number(papers)))
        while (left := self.seats - len(self.elected)) and self.continuing:
            if len(self.continuing) <= left:
                self._elect(self.continuing)
                self._round("fill", None)
            elif self.surpluses:
                self._transfer_surplus()
            elif left == 1 and len(self.continuing) == 2:
                self._elect([self._chosen(self.continuing, "last seat")])
                self._round("fill", None)
            else:
                self._exclude(left)

    def _transfer_surplus(self) -> None:
        until = min(self.surpluses.values()) if self.rules.order == "earliest" else len(self.rounds)
        candidate = self._chosen([c for c, made in self.surpluses.items() if made <= until], "surplus")
        del self.surpluses[candidate]
        surplus, self.votes[candidate] = self.votes[candidate] - self.quota, self.quota
        parcels = self.parcels[candidate]
        if self.rules.surplus == "gregory-last":
            parcels = parcels[-1:]
        elif self.rules.surplus == "gregory-inclusive":
            parcels = [parcel._replace(value=ONE) for parcel in parcels]
        heaps = _by_value(parcels)
        if self.rules.shared_by == "transferable papers":
            heaps = [(value, [paper for paper in papers if self._next(paper) is not None]) for value, papers in heaps]
        weight = sum((value * _number(papers) for value, papers in heaps), ZERO)
        share = min(ONE, surplus / weight) if weight else ZERO
        self.exhausted += surplus - share * weight
        heaps = [(self._cut(share * value), papers) for value, papers in heaps]
        self._round("surplus", candidate, heaps, share * weight)

    def _exclude(self, left: int) -> None:
        candidate = self._chosen(self.continuing, "exclusion")
        self.continuing.remove(candidate)
        self.excluded.append(candidate)
        heaps = _by_value(self.parcels[candidate])
        if len(self.continuing) == left or not heaps:
            self._round("exclusion", candidate)
            return
        together = self.rules.surplus == "gregory-weighted"
        for heap in heaps:
            votes = [parcel.votes for parcel in self.parcels[candidate] if parcel.value == heap[0]]
            taken = self.votes[candidate] if together else sum(votes, ZERO)
            self.votes[candidate] -= taken
            self._round("exclusion", candidate, heaps if together else [heap], taken)
            if together or len(self.elected) == self.seats:
                return

    def _round(self, action: Action, candidate: int | None, heaps: Sequence[Heap] = (), taken: Fraction = ZERO) -> None:
        """Move heaps of papers that stood for so many votes, each at its value; elect who has the quota; record it."""
        got: dict[int | None, Fraction] = defaultdict(Fraction)
        for value, papers in heaps:
            sorted_: dict[int | None, list[Paper]] = defaultdict(list)
            for paper in papers:
                sorted_[self._next(paper)].append(paper)
            for to, parcel in sorted_.items():
                worth = _number(parcel) * value
                got[to] += worth
                if to is not None:
                    self.parcels[to].append(_Parcel(value, parcel, self._whole(worth)))
        whole = {to: self._whole(votes) for to, votes in got.items()}
        self.lost += taken - sum(whole.values())
        self.exhausted += whole.pop(None, ZERO)
        moved = {to: whole[to] for to in range(len(self.votes)) if to in whole}
        for to, votes in moved.items():
            self.votes[to] += votes
        self._elect([c for c in self.continuing if self._has_quota(c)])
        now = self.votes.copy(), tuple(self.elected), tuple(self.excluded), self.exhausted, self.lost
        self.rounds.append(Round(action, candidate, heaps[0][0] if len(heaps) == 1 else None, moved, *now))

    def _has_quota(self, candidate: int) -> bool:
        more = self.votes[candidate] - self.quota
        return more > 0 or (more == 0 < self.quota and self.rules.quota != "hagenbach-bischoff")

    def _elect(self, winners: Iterable[int]) -> None:
        """Elect them, the largest first (s 273(20))."""
        in_order = sorted(sorted(winners), key=self._standing, reverse=True)
        self.elected += in_order
        self.continuing.difference_update(in_order)
        if self.rules.surplus != "none":
            self.surpluses |= {c: len(self.rounds) for c in in_order if self.votes[c] > self.quota}

    def _next(self, paper: Paper) -> int | None:
        """Find the next continuing candidate. Whoever stands before on the paper has left the count."""
        return next((candidate for candidate in paper[1] if candidate in self.continuing), None)

    def _whole(self, votes: Fraction) -> Fraction:
        return Fraction(votes // 1) if self.rules.rounding == "whole votes" else votes

    def _cut(self, value: Fraction) -> Fraction:
        unit = 10**self.rules.rounding if isinstance(self.rules.rounding, int) else 0
        return Fraction(value * unit // 1, unit) if unit else value

    def _standing(self, candidate: int) -> list[Fraction]:
        """List the votes that rank a candidate: today's, then those of the rounds in the order of `ties`."""
        way = {"previous": -1, "first": 1}
        rounds = (earlier for word in self.rules.ties for earlier in self.rounds[:: way[word]])
        return [self.votes[candidate], *(earlier.votes[candidate] for earlier in rounds)]

    def _chosen(self, among: Iterable[int], what: What) -> int:
        """Find the last in the poll for an exclusion, else the first."""
        best = min if what == "exclusion" else max
        most = best(self.votes[c] for c in among)
        tied = tuple(sorted(c for c in among if self.votes[c] == most))
        if len(tied) > 1 and not (what == "last seat" and self.rules.last_seat == "lot"):
            standing = {c: self._standing(c) for c in tied}
            tied = tuple(c for c in tied if standing[c] == best(standing.values()))
        if len(tied) == 1:
            return tied[0]
        question = Tied(tied, 1, what)
        answer = self.settle(question)
        if answer is None:
            raise _UnsettledError(question)
        if len(answer) != 1 or answer[0] not in tied:
            raise ValueError(f"{question} can't be settled by {list(answer)}")
        return answer[0]


def _number(papers: Iterable[Paper]) -> int:
    return sum(number for number, _ in papers)


def _by_value(parcels: Iterable[_Parcel]) -> list[tuple[Fraction, list[Paper]]]:
    """Put the papers of one value together, the highest value first."""
    papers: dict[Fraction, list[Paper]] = defaultdict(list)
    for parcel in parcels:
        papers[parcel.value] += parcel.papers
    return sorted(papers.items(), key=lambda heap: heap[0], reverse=True)
