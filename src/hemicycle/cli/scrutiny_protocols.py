"""Scrutiny of protocols: their arithmetic, and copies beside official figures."""

from __future__ import annotations

from typing import Annotated

import typer

from hemicycle.cli.app import AsJson
from hemicycle.cli.checks import AlsoBy, OtherProfile, Show, compared, two_accounts
from hemicycle.cli.returns import AsOf, ByProfile, Form, InEncoding, Output, Separated, Sheet, Source, read, write_table
from hemicycle.cli.scrutiny import scrutiny_app
from hemicycle.publish.terminal import as_json_text, print_for_people, watching, write


@scrutiny_app.command("protocols")
def protocols(
    source: Source,
    profile: ByProfile = None,
    rules: Annotated[str, typer.Option(help="A set of rules, or a file of your own.")] = "general",
    show: Show = 5,
    as_of: AsOf = None,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Lay out where the numbers of protocols contradict each other: by rule, the largest gap first, with the line.

    Example: `hemicycle scrutiny protocols returns.csv`, or
    `hemicycle scrutiny protocols returns.csv --format csv -o marked.csv`.
    """
    from hemicycle.count.ruleset import find_rules
    from hemicycle.scrutiny.protocols import evidence_of

    chosen = find_rules(rules)
    returns = read(source, profile, encoding, separator, sheet, moment=as_of)
    with watching("checking") as watch:
        watch(returns.progress)
        evidence = evidence_of(returns, chosen)
    if form is not None:
        from hemicycle.publish.text.protocols import marks_table

        write_table(marks_table(returns, evidence), form, output)
    elif as_json:
        told = {
            "returns": returns.name,
            "rules": chosen.rules,
            **returns.accounted,
            "evidence": [each.as_json(returns.levels, show) for each in evidence],
        }
        write(as_json_text(told), output)
    else:
        from hemicycle.publish.text.protocols import show_evidence

        print_for_people(lambda console: show_evidence(console, returns, evidence, show), output)


@scrutiny_app.command("copies")
def copies(
    official: Annotated[str, typer.Argument(metavar="OFFICIAL", help="The official returns.")],
    others: Annotated[str, typer.Argument(metavar="COPIES", help="Observers' copies of protocols.")],
    profile: ByProfile = None,
    other_profile: OtherProfile = None,
    by: AlsoBy = None,
    show: Show = 10,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
) -> None:
    """Set observers' copies beside the official returns, cell by cell, the largest difference first.

    The same comparison as `hemicycle returns compare`. Example: `hemicycle scrutiny copies official.csv copies.csv`.
    """
    one, other = two_accounts(official, others, profile, other_profile)
    compared(one, other, (official, others), by, show, as_json=as_json, form=form, output=output, largest_first=True)
