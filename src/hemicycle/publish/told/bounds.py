"""What those who stayed away could have changed, in a language: numbers of voters, never how they would have voted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from hemicycle.outcome.tongue import Said, Tongue
from hemicycle.scenarios.bounds import Bounds
from hemicycle.scenarios.distance import Distance


def half_told(bounds: Bounds, names: Mapping[str, str], tongue: Tongue) -> Said:
    """Tell how many more voters for others would have left the largest list with no more than half."""
    return tongue.whole(partial(_half, bounds, names))


def _half(bounds: Bounds, names: Mapping[str, str], tongue: Tongue) -> str:
    leader = {**names, **tongue.names}.get(bounds.leader, bounds.leader)
    if not bounds.to_half:
        return tongue.say("{leader} had no more than half of the valid votes.", leader=leader)
    away = bounds.of_those_away(bounds.to_half)
    said = {
        "leader": leader,
        "n": bounds.to_half,
        "of_register": tongue.fixed(bounds.of_register(bounds.to_half) * 100, 1),
    }
    if away is None:
        return tongue.say(
            "{leader} would have had no more than half of the valid votes with {n} more voters for others: "
            "{of_register} % of the register.",
            **said,
        )
    return tongue.say(
        "{leader} would have had no more than half of the valid votes with {n} more voters for others: "
        "{of_register} % of the register and {of_away} % of those who stayed away.",
        **said,
        of_away=tongue.fixed(away * 100, 1),
    )


def thresholds_told(bounds: Bounds, names: Mapping[str, str], tongue: Tongue) -> list[Said]:
    """Tell for each list that failed the threshold how many voters would have brought it over, and what then."""
    return [tongue.whole(partial(_over, each, names)) for each in bounds.thresholds]


def _over(distance: Distance, called: Mapping[str, str], tongue: Tongue) -> str:
    names = {**called, **tongue.names}
    said = {
        "name": names.get(distance.party, distance.party),
        "n": distance.votes,
        "moves": moves_told(distance, names, tongue),
    }
    if distance.other:
        other = names.get(distance.other, distance.other)
        return tongue.say("{name} over the threshold: {n} voters from {other}; {moves}.", other=other, **said)
    return tongue.say("{name} over the threshold: {n} voters as new ones; {moves}.", **said)


def moves_told(distance: Distance, names: Mapping[str, str], tongue: Tongue) -> str:
    """Tell which lists gain and lose seats by so many votes."""
    moved = sorted(distance.moves.items(), key=lambda item: -item[1])
    told = [f"{names.get(party, party)} {tongue.signed(seats)}" for party, seats in moved]
    return ", ".join(told) or tongue.say("no seat moves")
