"""A quota at one election, in a language: what it asked of the lists, and what it asks of the seats."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import partial

from hemicycle.chamber.quota import groups_told
from hemicycle.elections.quota_seen import QuotaSeen
from hemicycle.law.members import ListQuota
from hemicycle.outcome.tongue import Said, Tongue


def asked_told(seen: QuotaSeen, tongue: Tongue) -> list[Said]:
    """Tell what the quota asked of the lists, and what a quota on seats asks, of the same law or a later one."""
    if seen.on_lists is None:
        lists = tongue.whole(lambda each: each.say("The law of the day asks no quota of the lists."))
    else:
        lists = tongue.whole(partial(_of_lists, seen.on_lists))
    return [lists, tongue.whole(partial(_of_seats, seen))]


def _of_lists(rule: ListQuota, tongue: Tongue) -> str:
    return tongue.say(
        "Asked of the lists: {groups}, together at least {share} ({cites}).",
        groups=groups_told(rule.of, tongue),
        share=str(rule.share),
        cites=tongue.listed(tongue.cites(rule.cites)),
    )


def _of_seats(seen: QuotaSeen, tongue: Tongue) -> str:
    rule = seen.on_seats
    said = {
        "groups": groups_told(rule.of, tongue),
        "share": str(rule.share),
        "cites": tongue.listed(tongue.cites(rule.cites)),
    }
    if seen.later == seen.law:
        return tongue.say("Asked of the seats by the same law: {groups}, together at least {share} ({cites}).", **said)
    return tongue.say(
        "Asked of the seats by {law}: {groups}, together at least {share} ({cites}).", law=seen.later, **said
    )


def chamber_told(seen: QuotaSeen, tongue: Tongue) -> list[Said]:
    """Tell how many women sit, as reported, and how many seats the quota would have given to others."""
    told = []
    if seen.women is not None and seen.women_by_lists is not None:
        told.append(tongue.whole(partial(_women, seen.women, seen.seats)))
        low, high = seen.women_by_lists.low, seen.women_by_lists.high
        if low != high:
            told.append(tongue.whole(partial(_by_lists, low, high)))
    return [*told, tongue.whole(partial(_to_others, seen))]


def _women(women: int, seats: int, tongue: Tongue) -> str:
    share = tongue.percent(Fraction(women, seats), 1)
    return tongue.count(
        "{women} women of {n} member, {share}, as reported.",
        "{women} women of {n} members, {share}, as reported.",
        seats,
        women=women,
        share=share,
    )


def _by_lists(low: int, high: int, tongue: Tongue) -> str:
    return tongue.say(
        "At least {low} and at most {high} of them sit for lists; how many for which list wasn't published.",
        low=low,
        high=high,
    )


def _to_others(seen: QuotaSeen, tongue: Tongue) -> str:
    low, high = seen.to_others.low, seen.to_others.high
    if seen.later == seen.law and seen.known_by_name:
        return tongue.count("{n} seat short of the quota.", "{n} seats short of the quota.", low)
    if seen.known_by_name:
        return tongue.count(
            "Had the version of {day} bound these seats, {n} seat would have gone to other people.",
            "Had the version of {day} bound these seats, {n} seats would have gone to other people.",
            low,
            day=_since(seen.later, tongue),
        )
    if seen.later == seen.law:
        return tongue.say(
            "Whether the quota on seats was kept can't be told: between {low} and {high} seats would have to go to "
            "other people. These are the bounds over every way in which the members reported could be spread over "
            "the lists.",
            low=low,
            high=high,
        )
    return tongue.say(
        "Had the version of {day} bound these seats: between {low} and {high} seats would have to go to other people. "
        "These are the bounds over every way in which the members reported could be spread over the lists.",
        day=_since(seen.later, tongue),
        low=low,
        high=high,
    )


def _since(version: str, tongue: Tongue) -> str:
    """Write the day from which a version of a law is in force, by its id."""
    return tongue.day(dt.date.fromisoformat(version.partition("@")[2]))
