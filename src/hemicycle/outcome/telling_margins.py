"""What decided each of the last seats as a sentence, in any language that is spoken."""

from __future__ import annotations

from hemicycle.outcome.outcome import Margin
from hemicycle.outcome.telling import has
from hemicycle.outcome.tongue import Tongue


def tell_margin(margin: Margin, tongue: Tongue) -> str:
    """Say what decided one of the last seats, and the fewest votes that would have moved it."""
    margin = tongue.named(margin)
    where = "" if margin.district == "*" else f"{margin.district}: "
    return f"{where}{_decided(margin, tongue)}; {_moved(margin, tongue)}"


def _decided(margin: Margin, tongue: Tongue) -> str:
    by = margin.decided_by
    names = _names(margin)
    match by.figure:
        case "votes":
            sides = ((names["holder"], by.holder), (names["runner_up"], by.runner_up))
            return ", ".join(has(name, votes, tongue) for name, votes in sides)
        case "quotients":
            return tongue.say(
                "last seat to {holder} on {quotient}, before {runner_up} with {next}",
                **names,
                quotient=tongue.number(by.holder),
                next=tongue.number(by.runner_up),
            )
        case "remainders":
            return tongue.say(
                "seat {place} to {holder} on a remainder of {remainder}, before {runner_up} with {next}",
                **names,
                place=by.place,
                remainder=tongue.number(by.holder, 4),
                next=tongue.number(by.runner_up, 4),
            )
        case "quotas":
            return tongue.say("{runner_up} holds {quotas} quotas", **names, quotas=tongue.number(by.runner_up, 4))


def _moved(margin: Margin, tongue: Tongue) -> str:
    names, switched, added = _names(margin), margin.switched, margin.added
    if switched is not None and added is not None:
        return tongue.count(
            "one more seat for {runner_up} if {n} vote had gone to {runner_up} instead of {holder}, "
            "or if {runner_up} had had {added} more",
            "one more seat for {runner_up} if {n} votes had gone to {runner_up} instead of {holder}, "
            "or if {runner_up} had had {added} more",
            switched,
            added=added,
            **names,
        )
    if switched is not None:
        return tongue.count(
            "one more seat for {runner_up} if {n} vote had gone to {runner_up} instead of {holder}",
            "one more seat for {runner_up} if {n} votes had gone to {runner_up} instead of {holder}",
            switched,
            **names,
        )
    if added is not None:
        return tongue.say("one more seat for {runner_up} if {runner_up} had had {added} more", added=added, **names)
    return tongue.say("no number of votes moves it")


def _names(margin: Margin) -> dict[str, str]:
    return {
        "holder": margin.names.get(margin.holder, margin.holder),
        "runner_up": margin.names.get(margin.runner_up, margin.runner_up),
    }
