"""What pictures of stations are drawn from: counted stations and what stands at their foot."""

from __future__ import annotations

import numpy as np

from hemicycle.publish.pictures.canvas import Picture
from hemicycle.publish.pictures.comet import cells_of, picture_of_comet
from hemicycle.publish.pictures.curves import picture_of_curves
from hemicycle.publish.pictures.saw import picture_of_saw, teeth_of
from hemicycle.publish.pictures.sheet import About
from hemicycle.publish.pictures.vote_rate import picture_of_vote_rate
from hemicycle.scrutiny.controls import Reckoned
from hemicycle.scrutiny.moments import DEFINITION, Moments, VoteRate, turned_out
from hemicycle.scrutiny.turnout import Counted

_FILTER = (
    "Turnout is ballots returned / registered voters, the share is the leader's votes / ballots returned. Stations "
    "with more than {above:,} voters and at least one ballot, no more ballots than voters: {stations:,} of {all:,}"
)


def picture_of_turnout(kind: str, found: Reckoned, leader: str, above: int) -> Picture:
    """Draw the curves, the comet or the saw of an election's stations."""
    numbers = found.numbers
    used = (numbers.registered > above) & (numbers.ballots > 0) & (numbers.ballots <= numbers.registered)
    used &= numbers.votes <= numbers.ballots
    voters, ballots, votes = numbers.registered[used], numbers.ballots[used], numbers.votes[used]
    about = _about(found.name, numbers, int(used.sum()), above)
    match kind:
        case "comet":
            cells = cells_of((ballots, voters), (votes, ballots), voters)
            whole = (float(ballots.sum() / voters.sum()), float(votes.sum() / ballots.sum()))
            return picture_of_comet(about, cells, whole, "voters", leader)
        case "saw":
            rows = (("turnout, %", ballots, voters), (f"% of ballots for {leader}", votes, ballots))
            return picture_of_saw(about, [teeth_of(title, part, whole, voters) for title, part, whole in rows])
        case _:
            return picture_of_curves(about, found.below, leader)


def picture_of_moments(kind: str, name: str, numbers: Counted, found: Moments, rate: VoteRate, leader: str) -> Picture:
    """Draw the fingerprint, stations by turnout and share, or the logarithmic vote rate."""
    if kind == "vote-rate":
        return picture_of_vote_rate(About(_returns(name), {}), rate, leader)
    used = found.used & (numbers.votes <= numbers.ballots)
    cast, voters = turned_out(numbers)[used], numbers.registered[used]
    votes, ballots = numbers.votes[used], numbers.ballots[used]
    cells = cells_of((cast, voters), (votes, ballots), np.ones_like(voters))
    whole = (float(cast.sum() / voters.sum()), float(votes.sum() / ballots.sum()))
    about = About(
        _returns(name), {}, (f"{DEFINITION.partition(' Peaks')[0]} {used.sum():,} of {len(used):,} stations",)
    )
    return picture_of_comet(about, cells, whole, "stations", leader)


def _about(name: str, numbers: Counted, used: int, above: int) -> About:
    said = _FILTER.format(above=above, stations=used, all=len(numbers.stations))
    return About(_returns(name), {}, (said,))


def _returns(name: str) -> str:
    return f"Returns: {name.rpartition('/')[2]}"
