"""A small law for tests: three seats by the Hare quota, and what is left of the ties goes to the lot."""

from __future__ import annotations

COUNCIL_ACT = """\
law: xx-council
title: Council Act
country: Examplia
chamber: Council
act: Act No 1
in_force: {from: 2000-01-01}
seats: 3
tiers:
- tier: lists
  label: lists
  seats: 3
  steps:
  - allot: {who: all, seats: 3, method: hare, ties: [lot]}
    cites: [s. 1]
read_in: [the act]
"""
