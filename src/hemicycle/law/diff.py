"""Two versions of a law side by side: what changed, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from hemicycle.law.document import Law
from hemicycle.law.words import Clause, tell


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the clause before and after; None where it is new or gone."""

    before: Clause | None
    after: Clause | None


def differences(before: Law, after: Law) -> list[Change]:
    """List what two versions say differently, in the order of the act."""
    old, new = list(tell(before)), list(tell(after))
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    changes: list[Change] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[i:j], new[k:m]
        for section in dict.fromkeys(clause.section for clause in [*gone, *come]):
            pairs = zip_longest(
                (clause for clause in gone if clause.section == section),
                (clause for clause in come if clause.section == section),
            )
            changes += [Change(was, now) for was, now in pairs]
    return changes
