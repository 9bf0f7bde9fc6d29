"""Audits of seats for people and for programs: the plan, and what the ballots drawn confirm."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hemicycle.outcome.numbers import exact, fixed, number, percent
from hemicycle.publish.text.what_if import plain_table
from hemicycle.scrutiny.assertions import Assertion
from hemicycle.scrutiny.audit import Hurdle, Plan, Progress, Standing
from hemicycle.source.words import plural

_SHOWN = 15
PRESUPPOSED = (
    "a paper trail that nobody could change since the vote; an audit can't see what was put in or taken out before",
    "a manifest: how many ballots there are and where each lies, made without the system that is audited",
    "ballots drawn by lot, with a seed that nobody could know before the result was reported",
    "people read each ballot drawn before they see what was reported of it",
)
COMPARED = "a report of what each single ballot says, which adds up to the reported votes"


def presupposed(way: str) -> list[str]:
    """Say what an audit presupposes."""
    return [*PRESUPPOSED, *([COMPARED] if way == "comparison" else [])]


def plan_as_plain(plan: Plan, source: str) -> dict[str, Any]:
    """The plan for programs; exact numbers as whole ones or fractions in text."""
    return {
        "election": source,
        "method": plan.way,
        "risk_limit": float(plan.risk),
        "gamma": float(plan.gamma) if plan.way == "comparison" else None,
        "ballots_cast": plan.audited.ballots,
        "tally": plan.audited.tally,
        "seats": [dict(shared.won) for shared in plan.audited.shared],
        "sample": plan.ballots,
        "assertions": [_hurdle(each) for each in plan.hurdles],
        "presupposes": presupposed(plan.way),
    }


def _hurdle(hurdle: Hurdle) -> dict[str, Any]:
    return {
        **_assertion(hurdle.assertion),
        "weights": {ballot: exact(weight) for ballot, weight in hurdle.assertion.weights.items()},
        "total": exact(hurdle.total),
        "inflation": None if hurdle.inflation is None else exact(hurdle.inflation),
        "ballots": hurdle.ballots,
    }


def _assertion(assertion: Assertion) -> dict[str, Any]:
    return {"kind": assertion.kind, "first": assertion.first, "second": assertion.second, "says": assertion.says}


def show_plan(console: Console, plan: Plan, title: str) -> None:
    """Print how many ballots confirm the seats, the hardest assertions, and what an audit presupposes."""
    console.print(Text(f"Audit planned: {title}", style="bold"))
    cast = f"{plural(plan.audited.ballots, 'ballot')}, {plural(len(plan.hurdles), 'assertion')}"
    gamma = f", γ {number(plan.gamma, 5)}" if plan.way == "comparison" else ""
    console.print(f"{cast}; by {plan.way}, risk limit {percent(plan.risk)}{gamma}", style="dim")
    console.print()
    for shared in plan.audited.shared:
        won = ", ".join(f"{plan.audited.names.get(each, each)} {seats}" for each, seats in shared.won.items())
        console.print(f"Reported, {plural(shared.seats, 'seat')}: {won}.")
    console.print(_answer(plan))
    console.print()
    table = plain_table("What has to be true, the hardest first", "margin", "ballots")
    for hurdle in plan.hurdles[:_SHOWN]:
        per_ballot = hurdle.inflation and percent(2 / hurdle.inflation, 4)
        needed = "all" if hurdle.ballots is None else number(hurdle.ballots)
        table.add_row(hurdle.assertion.says, per_ballot or "none", needed)
    console.print(table)
    if len(plan.hurdles) > _SHOWN:
        console.print(f"and {len(plan.hurdles) - _SHOWN:,} easier ones (--json has all)", style="dim")
    console.print(
        "Margin: the sum over all ballots, for each ballot cast, against the half of what one wrong ballot can change; "
        "in a race of two lists, their distance in points.",
        style="dim",
    )
    _show_presupposed(console, plan.way)


def _answer(plan: Plan) -> str:
    if plan.ballots is None:
        return "Nothing short of a full count confirms these seats at this limit."
    seats = sum(plan.audited.shared[0].won.values())
    if plan.way == "polling":
        return f"About {number(plan.ballots)} ballots confirm all {seats} seats on average, if the report is right."
    return (
        f"{number(plan.ballots)} ballots confirm all {seats} seats, if none of them says something else than reported."
    )


def progress_as_plain(progress: Progress, source: str) -> dict[str, Any]:
    """An audit so far for programs."""
    return {
        "election": source,
        "method": progress.way,
        "risk_limit": float(progress.limit),
        "gamma": float(progress.gamma) if progress.way == "comparison" else None,
        "ballots_cast": progress.audited.ballots,
        "ballots_drawn": progress.drawn,
        "differ": progress.differ if progress.way == "comparison" else None,
        "not_found": progress.lost,
        "risk": progress.risk,
        "may_stop": progress.may_stop,
        "assertions": [_standing(each) for each in progress.standings],
        "presupposes": presupposed(progress.way),
    }


def _standing(each: Standing) -> dict[str, Any]:
    return {
        **_assertion(each.assertion),
        "risk_now": each.risk,
        "risk_least": each.least,
        "confirmed_after": each.confirmed,
    }


def show_progress(console: Console, progress: Progress, title: str) -> None:
    """Print whether the audit may stop, the risk left, and which assertions are open."""
    console.print(Text(f"Audit: {title}", style="bold"))
    differ = f"; {number(progress.differ)} say something else than reported" if progress.way == "comparison" else ""
    lost = f"; {number(progress.lost)} not found, each counted as the worst it could say" if progress.lost else ""
    drawn = f"{number(progress.drawn)} of {plural(progress.audited.ballots, 'ballot')} drawn{differ}{lost}"
    console.print(f"{drawn}; by {progress.way}, risk limit {percent(progress.limit)}", style="dim")
    console.print()
    console.print(_verdict(progress))
    console.print()
    table = plain_table("What has to be true", "risk now", "least", "confirmed after")
    for each in progress.standings[:_SHOWN]:
        confirmed = "open" if each.confirmed is None else number(each.confirmed)
        table.add_row(each.assertion.says, _risk(each.risk), _risk(each.least), confirmed)
    console.print(table)
    if len(progress.standings) > _SHOWN:
        console.print(f"and {len(progress.standings) - _SHOWN:,} with less risk (--json has all)", style="dim")
    _show_presupposed(console, progress.way)


def _verdict(progress: Progress) -> str:
    confirmed = sum(each.confirmed is not None for each in progress.standings)
    told = f"{number(confirmed)} of {plural(len(progress.standings), 'assertion')} confirmed"
    if progress.may_stop:
        return (
            f"The audit may stop: {told}. Had the seats been wrong, the chance to come to this point would have been "
            f"at most {percent(progress.limit)}."
        )
    return (
        f"The audit goes on: {told}, risk left {_risk(progress.risk)}. Draw more ballots, or count them all. That it "
        "isn't confirmed yet doesn't say that a seat is wrong."
    )


def _risk(risk: float) -> str:
    return "below 0.01 %" if risk < 0.0001 else f"{fixed(Fraction(risk) * 100)} %"


def _show_presupposed(console: Console, way: str) -> None:
    console.print()
    console.print(Text("What an audit presupposes", style="bold"))
    for said in presupposed(way):
        console.print(Padding(f"{said}.", (0, 0, 0, 2)))
