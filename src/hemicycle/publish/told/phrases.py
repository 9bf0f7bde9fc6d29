"""Phrases that the count and the documents make up from others: methods, conditions, what was done in a levelling.

A phrase is looked up whole first; else it is read by one of the forms below, whose parts are said in their turn.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hemicycle.publish.told.voice import Voice

_NUMBER = r"[\d,]+(?:\.\d+)?"
# Each form with the message that says it. A group named n... is a number, who... a name, any other a phrase.
_FORMS = tuple(
    (re.compile(form), message)
    for form, message in (
        (rf"(?P<method>.+), the first replaced by (?P<n>{_NUMBER})", "{method}, the first replaced by {n}"),
        (r"(?P<method>.+), going by (?P<table>.+)", "{method}, going by {table}"),
        (r"the quota (?P<quota>.+) and largest remainders", "the quota {quota} and largest remainders"),
        (r"the quota (?P<quota>.+) and largest averages", "the quota {quota} and largest averages"),
        (
            rf"the divisors from (?P<n>{_NUMBER}), each (?P<n_more>{_NUMBER}) more",
            "the divisors from {n}, each {n_more} more",
        ),
        (r"it applies only (?P<condition>.+)", "it applies only {condition}"),
        (rf"the house grows from (?P<n>{_NUMBER}) to (?P<n_to>{_NUMBER})", "the house grows from {n} to {n_to}"),
        (
            rf"set aside with (?P<n>{_NUMBER}) seats?: (?P<who>.+); (?P<n_left>{_NUMBER}) for the others",
            "set aside with {n} seats: {who}; {n_left} for the others",
        ),
        (rf"at least (?P<n>{_NUMBER}) % of the valid votes", "at least {n} % of the valid votes"),
        (r"the kind “(?P<kind>[\w-]+)”", "the kind “{kind}”"),
        (r"(?P<first>the kind “.+?”) and (?P<second>.+)", "{first} and {second}"),
        (rf"(?P<n>{_NUMBER}) or more member parties and (?P<share>.+)", "{n} or more member parties and {share}"),
        (rf"(?P<n>{_NUMBER}) member parties and (?P<share>.+)", "{n} member parties and {share}"),
    )
)


def phrase(text: str, voice: Voice) -> str | None:
    """Say a phrase in a language; None where neither it nor a part of it is known."""
    if "{" in text:
        return None
    if (whole := voice.language.say(text)) != text:
        return whole
    for form, message in _FORMS:
        if found := form.fullmatch(text):
            parts = {name: _part(name, part, voice) for name, part in found.groupdict().items()}
            return voice.say(message, **parts)
    return None


def _part(name: str, text: str, voice: Voice) -> str:
    if name.startswith("n"):
        return voice.number(Fraction(text.replace(",", "")))
    return text if name.startswith("who") else voice.law(text)
