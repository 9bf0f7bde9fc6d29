"""Phrases that the count and the documents make up from others: methods, conditions, what was done in a levelling.

A phrase is looked up whole first; else it is read by one of the forms below, whose parts are said in their turn.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from hemicycle.source.words import capital

if TYPE_CHECKING:
    from hemicycle.publish.told.voice import Voice

# The folder whose catalogues have what documents and records say in words of their own.
WORDS = Path(__file__).parent
_NUMBER = r"[\d,]+(?:\.\d+)?"
# Each form with the message that says it. A group named n or n_... is a number, who names, any other a phrase, which
# cap_... begins with a capital.
FORMS = tuple(
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
        *(
            (
                rf"(?P<cap_asks>.+): the law is {law}\. Here: (?P<we>.+)\.",
                f"{{cap_asks}}: the law is {law}. Here: {{we}}.",
            )
            for law in ("silent", "unclear", "not read")
        ),
        (r"(?P<cap_rule>[A-Z][a-z ]+): (?P<says>.+)\.", "{cap_rule}: {says}."),
        (rf"at least (?P<n>{_NUMBER}) % of the valid votes", "at least {n} % of the valid votes"),
        (
            rf"The shares as printed add up to (?P<n>{_NUMBER}) %, which no rounding explains; "
            r"each is taken as a share of whatever they add up to\.",
            "The shares as printed add up to {n} %, which no rounding explains; "
            "each is taken as a share of whatever they add up to.",
        ),
        (
            rf"(?P<n>{_NUMBER}) valid votes \((?P<n_share>{_NUMBER}) %\) are for no list that is named",
            "{n} valid votes ({n_share} %) are for no list that is named",
        ),
        (
            rf"(?P<n>{_NUMBER}) valid votes \((?P<n_share>{_NUMBER}) %\) are for no list that is named; left out",
            "{n} valid votes ({n_share} %) are for no list that is named; left out",
        ),
        (
            rf"(?P<who>.+), with (?P<n_share>{_NUMBER}) %, stands for several lists and is taken as one",
            "{who}, with {n_share} %, stands for several lists and is taken as one",
        ),
        (
            rf"Were it countless small lists instead, there would be (?P<n_parties>{_NUMBER}) effective parties by "
            rf"votes, and Gallagher's index would be (?P<n_index>{_NUMBER}); what is true lies between",
            "Were it countless small lists instead, there would be {n_parties} effective parties by votes, and "
            "Gallagher's index would be {n_index}; what is true lies between",
        ),
        (
            rf"what is known leaves (?P<n>{_NUMBER}) allocations? of seats possible",
            "what is known leaves {n} allocations of seats possible",
        ),
        (rf"place (?P<n>{_NUMBER}) of the list", "place {n} of the list"),
        (rf"(?P<n>{_NUMBER}) votes", "{n} votes"),
        (rf"of (?P<n>{_NUMBER})", "of {n}"),
        (
            rf"(?P<n>{_NUMBER}) of (?P<n_of>{_NUMBER}), above (?P<n_above>{_NUMBER})",
            "{n} of {n_of}, above {n_above}",
        ),
        (rf"(?P<who>.+) are equal for (?P<n>{_NUMBER}) places?: (?P<why>.+)", "{who} are equal for {n} places: {why}"),
        (r"the kind “(?P<kind>[\w-]+)”", "the kind “{kind}”"),
        (r"(?P<first>the kind “.+?”) and (?P<second>.+)", "{first} and {second}"),
        (rf"(?P<n>{_NUMBER}) or more member parties and (?P<share>.+)", "{n} or more member parties and {share}"),
        (rf"(?P<n>{_NUMBER}) member parties and (?P<share>.+)", "{n} member parties and {share}"),
    )
)


def phrase(text: str, voice: Voice) -> str | None:
    """Say a phrase in a language; None where neither it nor a part of it is known."""
    if (whole := voice.language.data(text, WORDS)).code == voice.language.code:
        return whole.text
    for form, message in FORMS:
        if found := form.fullmatch(text):
            parts = {name: _part(name, part, voice) for name, part in found.groupdict().items()}
            return voice.language.data(message, WORDS).text.format(**parts)
    return None


def _part(name: str, text: str, voice: Voice) -> str:
    if name == "n" or name.startswith("n_"):
        digits = text.replace(",", "")
        decimals = len(digits.partition(".")[2])
        return voice.fixed(Fraction(digits), decimals) if decimals else voice.number(int(digits))
    if name.startswith("cap_"):
        return capital(voice.text(text[:1].lower() + text[1:]))
    return text if name == "who" else voice.text(text)
