"""Votes to seats for programs."""

from __future__ import annotations

from hemicycle.web.answer import Answer, answering, of_json
from hemicycle.web.asked import Asked, count


@answering
def what_if(asked: Asked) -> Answer:
    """Count the same votes with something changed: the object of `elect`, and `changes` and `assumption`."""
    counted = count(asked)
    told = {"changes": list(counted.changes), "assumption": counted.assumption}
    return of_json(counted.shown.outcome.as_json() | told, lasting=False)


@answering
def elect(asked: Asked) -> Answer:
    """Turn votes that were sent into seats."""
    return of_json(count(asked).shown.outcome.as_json(), lasting=False)
