"""Two terms side by side, in a language: which party continues which, and how far votes moved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from hemicycle.elections.compare import APART, TREATMENT, WITHOUT_AGAINST_ALL, Comparison, Line
from hemicycle.outcome.tongue import Said, Tongue


def lineage_told(comparison: Comparison, tongue: Tongue) -> list[Said]:
    """Tell which parties continue others, or themselves under another name."""
    ids = {name: party for party, name in comparison.before.record.as_facts().names.items()}
    continued = [line for line in comparison.lines if [name for name, _ in line.before] not in ([], [line.name])]
    return [tongue.whole(partial(_continues, line, ids)) for line in continued]


def volatility_told(comparison: Comparison, tongue: Tongue) -> list[Said]:
    """Tell Pedersen's volatility with how it was counted; both ways, where they differ."""
    how = TREATMENT if comparison.against_all else WITHOUT_AGAINST_ALL
    told = [tongue.whole(lambda each: f"{each.percent(comparison.volatility)}: {each.text(how)}.")]
    if comparison.volatility_apart != comparison.volatility:
        told.append(tongue.whole(lambda each: f"{each.percent(comparison.volatility_apart)}: {each.text(APART)}."))
    return told


def _continues(line: Line, ids: Mapping[str, str], tongue: Tongue) -> str:
    """Tell whom a party continues; `ids` are those of the parties of the time before, by their names."""
    before = []
    for name, votes in line.before:
        called = tongue.names.get(ids.get(name, name), name)
        before.append(
            called if votes is None else tongue.count("{name} ({n} vote)", "{name} ({n} votes)", votes, name=called)
        )
    party = tongue.names.get(line.party, line.name)
    return tongue.say("{name} continues {before}.", name=party, before=", ".join(before))
