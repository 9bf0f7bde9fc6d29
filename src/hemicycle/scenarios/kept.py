"""Tallies of draws as plain values and in files, so that a run can go on elsewhere or later."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from hemicycle.scenarios.simulation import Tally
from hemicycle.source.mistake import BadInput, Mistake

_PLAIN = ("draws", "blocks", "lots", "undetermined", "singly", "because")


def as_values(tally: Tally) -> dict[str, Any]:
    """Write a tally in values that JSON has."""
    return {
        **{name: getattr(tally, name) for name in _PLAIN},
        "lists": tally.lists,
        "seats": {party: list(counted.items()) for party, counted in tally.seats.items()},
        "allocations": None if tally.allocations is None else list(tally.allocations.items()),
        "passed": tally.passed,
        "majorities": tally.majorities,
        "together": list(tally.together.items()),
    }


def from_values(values: dict[str, Any]) -> Tally:
    """Read what `as_values` wrote; raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    allocations = values["allocations"]
    return Tally(
        tuple(values["lists"]),
        **{name: values[name] for name in _PLAIN},
        seats={party: Counter(dict(counted)) for party, counted in values["seats"].items()},
        allocations=None if allocations is None else Counter({tuple(key): times for key, times in allocations}),
        passed=Counter(values["passed"]),
        majorities=Counter(values["majorities"]),
        together=Counter({tuple(lists): times for lists, times in values["together"]}),
    )


def keep_tally(tally: Tally, path: Path, fingerprint: str) -> None:
    """Write a tally to a file, so that the run can go on from it; the file is whole or as it was before.

    Raises BadInput where it can't be written.
    """
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        unfinished.write_text(json.dumps({"of": fingerprint, **as_values(tally)}), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        found = f"a place that can't be written ({error.strerror or error})"
        raise BadInput(Mistake(str(path), found, "a file in a folder that exists")) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def take_up(path: Path, fingerprint: str) -> Tally | None:
    """Read a tally that was kept; None if there is none. Raises BadInput for one of another simulation."""
    if not path.exists():
        return None
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        same, tally = values["of"] == fingerprint, from_values(values)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(Mistake(str(path), "no kept simulation", "a file that --keep wrote, or none")) from None
    if not same:
        raise BadInput(
            Mistake(str(path), "the draws of another simulation", "the same election, law, poll, coalitions and seed")
        )
    return tally


def fingerprint_of(*parts: Any) -> str:
    """Tell simulations apart by all that decides their draws."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()
