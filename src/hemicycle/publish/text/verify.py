"""The archive counted again, for people: one line for each election, then what differs and why."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from hemicycle.elections.verify import Verified
from hemicycle.outcome.numbers import listed, number, plural

_SHOWN = 6


def show_verified(console: Console, found: Sequence[Verified]) -> None:
    """Print what came of counting again."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Election", "Law as of", "Seats", "Compared", "Result"):
        table.add_column(
            title, justify="right" if title in ("Seats", "Compared") else "left", no_wrap=title == "Election"
        )
    for each in found:
        table.add_row(
            each.election.id,
            each.outcome.law.partition("@")[2],
            number(sum(each.outcome.totals.values())),
            number(each.compared) if each.compared else "",
            _result(each),
        )
    console.print(table)
    for each in found:
        if each.differences or each.strangers:
            _differences(console, each)
    console.print()
    console.print(_summary(found))


def _result(each: Verified) -> str:
    return _seats(each) + _members(each)


def _members(each: Verified) -> str:
    """Tell how the members compare, where they are known by name."""
    if not each.members:
        return ""
    return f", {plural(len(each.strangers), 'member')} differ" if each.strangers else ", to the member"


def _seats(each: Verified) -> str:
    if each.finest is None:
        return "no official seats at hand"
    if each.differences:
        reason = "" if each.unexplained else ", explained"
        return f"{plural(len(each.differences), 'difference')}{reason}"
    if each.outcome.status != "decided":
        return f"same, {each.outcome.status}"
    return "same, by district" if each.finest == "districts" else "same, in total"


def _differences(console: Console, each: Verified) -> None:
    console.print()
    console.print(f"{each.election.id}:")
    by_reason: dict[str, list[str]] = {}
    for difference in each.differences:
        by_reason.setdefault(difference.why or "No reason is known", []).append(difference.says)
    if each.strangers:
        by_reason["Members"] = list(each.strangers)
    for why, says in by_reason.items():
        more = f"; and {len(says) - _SHOWN} more" if len(says) > _SHOWN else ""
        console.print(Padding(f"{why.rstrip('.')}. {'; '.join(says[:_SHOWN])}{more}.", (0, 0, 0, 2)))


def _summary(found: Sequence[Verified]) -> str:
    official = [each for each in found if each.finest is not None]
    same = [each for each in official if not each.differences]
    text = f"{len(same)} of {plural(len(official), 'election')} with official seats come out to the seat"
    explained = [each.election.id for each in official if each.differences and not each.unexplained]
    if explained:
        text += f"; {listed(explained)} but for differences that have a reason"
    without = len(found) - len(official)
    return text + (f"; {without} more have no official seats at hand." if without else ".")
