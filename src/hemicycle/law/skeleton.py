"""The skeleton of a law document, for those who add a law."""

from __future__ import annotations

import re

from hemicycle.source.mistake import BadInput, Mistake

_TEXT = """\
# Fill in from the statute, from top to bottom. Every step names the article it comes from. What the language can say
# is in docs/language.md; `hemicycle law check FILE` finds every mistake, `hemicycle law show FILE` tells the law.
law: {law}
title: the act by its name, day and number
country: the country
chamber: the chamber
act: the act that made this version
in_force: {{from: 2000-01-01}}   # and until, once another version follows
seats: 100                     # or {{at_least: 100}} where the chamber may grow
units: [district]              # levels below the nation, coarse to fine; leave out where there is one district
votes_at: district             # where the rows of the list ballot stand
from_election:                 # numbers from outside the count; a column of districts.csv has its name here
  seats:
    each: unit
    at: district
    means: members to be elected in each district
    cites: ["Art. ? (text not read)"]
tiers:
- tier: all
  label: seats
  seats: 100
  steps:
  # Who may take part: a share of the valid votes, here of the whole country. Compared exactly, votes >= share * base.
  - admit: {{votes: 5%, of: valid, in: nation}}
    as: passed
    cites: ["Art. ? (text not read)"]
  # How seats are shared: dhondt, sainte-lague, hare ... What the act says of equal quotients belongs into ties.
  - allot: {{at: district, who: passed, seats: seats, method: dhondt}}
    cites: ["Art. ? (text not read)"]
open_questions:                # what the statute doesn't settle; the engine never guesses in silence
- asks: no list reaches five per cent
  law: not read
  when: count(passed) == 0
  we: undetermined
- asks: what happens when quotients are equal
  law: not read
  we: undetermined
read_in:
- the text that was read, and of what day
"""


def skeleton(law: str) -> str:
    """Write a document that checks and counts, with everything to be replaced marked. Raises BadInput for no id."""
    if not re.fullmatch(r"[a-z]{2}(-[a-z0-9]+)+", law):
        raise BadInput(Mistake("law new", repr(law), "a country code and a chamber, such as xx-council"))
    return _TEXT.format(law=law)
