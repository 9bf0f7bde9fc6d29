"""Which lists have anyone elected, as an EML 520 tells it."""

from __future__ import annotations

from hemicycle.chamber.chamber import Chamber
from hemicycle.count.votes import PartlyKnown, Votes
from hemicycle.law.document import Law
from hemicycle.outcome.outcome import Outcome
from hemicycle.returns.exchange.eml_result import Elected


def elected_in(outcome: Outcome, votes: Votes | PartlyKnown, law: Law, chamber: Chamber | None = None) -> list[Elected]:
    """Tell of every list on the ballot, and every body with seats, whether anyone is elected.

    Rows of the ballot that are no lists are left out. With a chamber members are named, where it knows them.
    """
    won = outcome.totals
    lists = [*votes.by_list()] if isinstance(votes, Votes) else []
    parties = dict.fromkeys(each for each in [*lists, *won] if each not in law.rows or each in won)
    names = members_of(chamber) if chamber else {}
    return [
        Elected(outcome.names.get(each, each), elected=bool(won.get(each)), names=names.get(each)) for each in parties
    ]


def members_of(chamber: Chamber) -> dict[str, tuple[str, ...] | None]:
    """Name the members of each list; None for a list whose members nobody names."""
    named: dict[str, list[str]] = {}
    for place in chamber.places:
        held = named.setdefault(place.party, [])
        if place.holder and place.holder.name:
            held.append(place.holder.name)
    return {party: tuple(held) or None for party, held in named.items()}
