"""What the tests of this room share: a law, votes, facts and a count in one line."""

from __future__ import annotations

from pathlib import Path

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.law.catalogue import read_law
from hemicycle.law.document import Law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

WHOLE = "*"


def count(date: str, facts: Facts | None = None, **votes: int) -> Outcome:
    """Count list votes under the Mazhilis law of a day."""
    law = hemicycle.find_law("kz-mazhilis", date)
    return elect(law, national(**votes), facts or Facts())


def national(**votes: int) -> Votes:
    """Make votes of the whole country."""
    return Votes({"votes": {(WHOLE, party.replace("_", "-")): number for party, number in votes.items()}})


def registered(**order: int) -> Facts:
    """Make facts that hold the order of registration."""
    return Facts(numbers={"registered": {(WHOLE, party): place for party, place in order.items()}})


def tiny_law(folder: Path, steps: str, *, seats: int = 3, more: str = "") -> Law:
    """Write and read a law of one tier called lists."""
    text = f"""
law: xx-test
title: A law for tests
country: Nowhere
chamber: House
act: Act 1
in_force: {{from: 2000-01-01}}
seats: {seats}
tiers:
- tier: lists
  label: lists
  seats: {seats}
  steps:
{steps}
read_in: [a test]
{more}
"""
    path = folder / "law.yaml"
    path.write_text(text, encoding="utf-8")
    return read_law(path)
