"""The commands of a risk-limiting audit: its plan, the draw, and what the ballots drawn confirm."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.elections import is_path
from hemicycle.cli.returns import Output
from hemicycle.publish.shown import facts_for, from_archive, from_files
from hemicycle.publish.terminal import as_json_text, print_for_people, write
from hemicycle.source.mistake import BadInput, Mistake, nearest

if TYPE_CHECKING:
    from hemicycle.publish.shown import Shown
    from hemicycle.scrutiny.assertions import Audited

audit_app = typer.Typer(
    no_args_is_help=True, help="A risk-limiting audit of seats: ballots drawn by lot against the reported result."
)
app.add_typer(audit_app, name="audit")

Source = Annotated[str, typer.Argument(metavar="ELECTION|FOLDER|VOTES.csv", help="The reported result.")]
LawName = Annotated[str | None, typer.Option(help="A law such as kz-mazhilis, or a document.")]
Day = Annotated[str | None, typer.Option(help="The day whose version of the law counts, YYYY-MM-DD.")]
FactsFile = Annotated[Path | None, typer.Option(help="An election.yaml with facts of this election.")]
TierName = Annotated[str | None, typer.Option(help="The tier to audit; the first by votes.")]
Risk = Annotated[str, typer.Option(help="The largest chance that a wrong result is confirmed.")]
Gamma = Annotated[str, typer.Option(help="The cushion: up to 1 by Kaplan and Wald, above by Kaplan and Markov.")]
How = Annotated[str, typer.Option("--method", help="comparison or polling.")]


@audit_app.command()
def plan(
    source: Source,
    law: LawName = None,
    date: Day = None,
    facts: FactsFile = None,
    tier: TierName = None,
    cast: Annotated[int | None, typer.Option("--cast", "--ballots", help="All ballots, invalid ones too.")] = None,
    risk: Risk = "5%",
    gamma: Gamma = "0.95",
    method: How = "comparison",
    as_json: AsJson = False,
) -> None:
    """Say what has to be true for the reported seats, and how many ballots confirm it.

    Example: `hemicycle audit plan kz-mazhilis-2021 --risk 5% --cast 7539280`.
    """
    from hemicycle.publish.text.audit import plan_as_plain, show_plan
    from hemicycle.scrutiny.audit import plan_of

    shown, audited = _audited(source, law, date, facts, tier, cast)
    way, limit, cushion = _settings(method, risk, gamma)
    found = plan_of(audited, way, limit, cushion)
    if as_json:
        write(as_json_text(plan_as_plain(found, source)))
    else:
        print_for_people(lambda console: show_plan(console, found, shown.title))


@audit_app.command()
def draw(
    ballots: Annotated[int, typer.Option(min=1, help="How many ballots the manifest has.")],
    seed: Annotated[str, typer.Option(help="A text that nobody could know before, such as 20 dice thrown in public.")],
    size: Annotated[int, typer.Option(min=1, help="How many are drawn.")],
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """Draw ballots by their numbers on the manifest, in a way that anybody can repeat.

    The SHA-256 of `seed,1`, `seed,2` ... as whole numbers, each by its remainder, without repeats. Example:
    `hemicycle audit draw --ballots 7539280 --seed 20574185203389401756 --size 2200 -o drawn.csv`.
    """
    from hemicycle.publish.tables import Table, as_csv
    from hemicycle.scrutiny.sampling import draw as by_lot

    numbers = by_lot(ballots, seed, size)
    if as_json:
        write(as_json_text({"ballots": ballots, "seed": seed, "drawn": list(numbers)}), output)
        return
    columns = {"ballot": "number", "reported": "text", "found": "text"}
    write(as_csv(Table(columns, [(number, None, None) for number in numbers])), output)


@audit_app.command()
def run(
    source: Source,
    ballots: Annotated[Path, typer.Option(help="The ballots drawn, in their order: ballot,reported,found.")],
    law: LawName = None,
    date: Day = None,
    facts: FactsFile = None,
    tier: TierName = None,
    cast: Annotated[int | None, typer.Option(help="All ballots, invalid ones too.")] = None,
    seed: Annotated[str | None, typer.Option(help="Check that the ballots are those that this seed draws.")] = None,
    risk: Risk = "5%",
    gamma: Gamma = "0.95",
    method: How = "comparison",
    as_json: AsJson = False,
) -> None:
    """Say which assertions the ballots drawn so far confirm, and whether the audit may stop.

    `reported` and `found` are a list, `other` for a valid vote that no list has, or `invalid`; `found` stays empty
    where the paper is missing. Example: `hemicycle audit run kz-mazhilis-2021 --ballots drawn.csv --cast 7539280`.
    """
    from hemicycle.publish.text.audit import progress_as_plain, show_progress
    from hemicycle.scrutiny.audit import run_audit
    from hemicycle.scrutiny.drawn import read_drawn

    shown, audited = _audited(source, law, date, facts, tier, cast)
    way, limit, cushion = _settings(method, risk, gamma)
    reported, found = read_drawn(ballots, audited, way, seed)
    progress = run_audit(audited, way, limit, cushion, reported, found)
    if as_json:
        write(as_json_text(progress_as_plain(progress, source)))
    else:
        print_for_people(lambda console: show_progress(console, progress, shown.title))


def _audited(
    source: str, law: str | None, date: str | None, facts: Path | None, tier: str | None, cast: int | None
) -> tuple[Shown, Audited]:
    """Count the reported votes by the law, and read what an audit has to confirm."""
    from hemicycle.count.votes import Votes
    from hemicycle.elections.archive import read_election
    from hemicycle.law.catalogue import read_date
    from hemicycle.scrutiny.audited import audited_of

    day = read_date("--date", date) if date is not None else None
    if is_path(source):
        from hemicycle.count.files import Reading

        shown = from_files(Path(source), law, day, facts, "final", Reading(None, ","))
        known = facts_for(Path(source), facts, shown.law, day, shown.votes)
    else:
        shown = from_archive(source, law, day, "final", facts)
        known = read_election(source).record.as_facts()
    if not isinstance(shown.votes, Votes):
        raise BadInput(Mistake(source, "a result known only in shares", "votes"))
    return shown, audited_of(shown.law, shown.votes, known, shown.outcome, cast, tier)


def _settings(method: str, risk: str, gamma: str) -> tuple[Any, Fraction, Fraction]:
    from hemicycle.law.formula import read_share

    if method not in ("comparison", "polling"):
        raise BadInput(Mistake("--method", repr(method), nearest(method, ("comparison", "polling"))))
    try:
        cushion = Fraction(gamma)
    except (ValueError, ZeroDivisionError):
        cushion = Fraction(0)
    if cushion <= 0:
        raise BadInput(Mistake("--gamma", repr(gamma), "a number above 0, such as 0.95 or 1.1"))
    return method, read_share("--risk", risk, inside=True), cushion
