"""Commands that ask what if: another law on the same votes, and how far a result is from another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli.app import EXIT_STATUS, AsJson, app
from hemicycle.cli.elections import is_path
from hemicycle.cli.pictures import IntoPicture, write_picture
from hemicycle.cli.returns import ByProfile, holds_returns, read
from hemicycle.publish.shown import from_archive, from_files, from_returns
from hemicycle.publish.terminal import as_json_text, print_for_people, progress, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    from hemicycle.law.document import Law
    from hemicycle.publish.pictures.canvas import Picture
    from hemicycle.publish.shown import Shown
    from hemicycle.returns.table import Returns
    from hemicycle.scenarios.other_districts import OtherDistricts

Source = Annotated[str, typer.Argument(metavar="ELECTION|FOLDER|VOTES.csv", help="Whose votes.")]
ByLaw = Annotated[str | None, typer.Option(help="A law such as kz-mazhilis@2023-01-01, or a document.")]
OfDate = Annotated[str | None, typer.Option(help="The day whose version of the law counts, YYYY-MM-DD.")]
AtStage = Annotated[str, typer.Option(help="A stage of an election in the archive.")]
OfTier = Annotated[str | None, typer.Option(help="The tier of seats; the first without it.")]


@app.command(name="what-if")
def what_if(
    source: Source,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", help="TIER.threshold=5%, TIER.method=dhondt or TIER.seats=150; more than once."),
    ] = None,
    law: ByLaw = None,
    date: OfDate = None,
    method: Annotated[str | None, typer.Option(help="The method of the first tier: hare, dhondt ...")] = None,
    seats: Annotated[int | None, typer.Option(min=1, help="The seats of the first tier.")] = None,
    districts: Annotated[
        str | None, typer.Option(help="Other districts: country, or a level the votes are known by, such as region.")
    ] = None,
    stage: AtStage = "final",
    profile: ByProfile = None,
    trace: Annotated[bool, typer.Option("--trace", help="Show only how the seats follow, step by step.")] = False,
    as_json: AsJson = False,
) -> None:
    """Count the same votes under another law, under the law with something changed, or in other districts.

    Example: `hemicycle what-if kz-mazhilis-2021 --set lists.threshold=5%`, or
    `hemicycle what-if kz-mazhilis-2021 --law kz-mazhilis@2021-05-24`, or
    `hemicycle what-if es-congreso-2016 --districts country`.
    """
    from hemicycle.publish.text.outcome import show_trace
    from hemicycle.publish.text.what_if import ASSUMPTION, show_what_if
    from hemicycle.scenarios.changed_law import change_law, settings_for

    returns = read(source, profile) if profile or holds_returns(source) else None
    told: list[str] = []
    assumed = [ASSUMPTION]

    def actual() -> Shown:
        day = law if is_path(source) else None
        return _count(source, day, date, stage, lambda version: version, returns, districts)

    def change(version: Law) -> Law:
        changes = settings_for(version, settings or [], method, seats)
        told.extend(map(str, changes))
        version = change_law(version, changes)
        if districts is not None:
            found = _in_districts(version, actual(), source, districts, returns)
            told.append(f"districts={districts}")
            assumed.append(found.assumption)
            version = found.law
        return version

    changed = _count(source, law, date, stage, change, returns, districts)
    outcome = changed.outcome
    if outcome.missing:
        expected = "it, in a table of the folder or among the facts of the election"
        raise BadInput(Mistake(source, "; ".join(outcome.missing), expected))
    assumption = "; ".join(assumed)
    if as_json:
        write(as_json_text(outcome.as_json() | {"changes": told, "assumption": assumption}))
    elif trace:
        print_for_people(lambda console: show_trace(console, changed))
    else:
        print_for_people(lambda console: show_what_if(console, changed, actual(), told, assumption))
    raise typer.Exit(EXIT_STATUS[outcome.status])


def _in_districts(law: Law, counted: Shown, source: str, level: str, returns: Returns | None) -> OtherDistricts:
    """Change a law to other districts: those that the votes of a source, as counted once, are known by."""
    from hemicycle.count.votes import exact_votes
    from hemicycle.law.steps import NATION
    from hemicycle.outcome.facts import NO_FACTS
    from hemicycle.scenarios.other_districts import other_districts

    votes = exact_votes(counted.votes, f"--districts {level}")
    facts = NO_FACTS if returns is not None else _facts(source)
    known_at = level if returns is not None and law.votes_at == NATION else None
    return other_districts(law, votes, facts, level, known_at)


def _count(
    source: str,
    law: str | None,
    date: str | None,
    stage: str,
    change: Callable[[Law], Law],
    returns: Returns | None = None,
    level: str | None = None,
) -> Shown:
    """Count an election of the archive, or a user's votes or returns, under a law that may be changed."""
    from hemicycle.count.files import Reading
    from hemicycle.law.catalogue import read_date
    from hemicycle.scenarios.other_districts import COUNTRY

    day = read_date("--date", date) if date else None
    if returns is not None:
        return from_returns(returns, law, day, None, change, None if level in COUNTRY else level)
    if is_path(source):
        return from_files(Path(source), law, day, None, stage, Reading(), change)
    return from_archive(source, law, day, stage, None, change)


@app.command()
def sweep(
    source: Source,
    over: Annotated[str, typer.Option(help="threshold, method or seats.")] = "threshold",
    tier: OfTier = None,
    low: Annotated[str | None, typer.Option("--from", help="Where to begin: 0, or 50 seats.")] = None,
    high: Annotated[str | None, typer.Option("--to", help="Where to end: 15%, or 200 seats.")] = None,
    threshold: Annotated[str, typer.Option(help="Which threshold, where a tier has several.")] = "",
    law: ByLaw = None,
    date: OfDate = None,
    svg: IntoPicture = None,
    as_json: AsJson = False,
) -> None:
    """Tell the seats as a function of the threshold, at its exact break points; of the method; of the seats.

    Example: `hemicycle sweep kz-mazhilis-2021`, or `hemicycle sweep kz-mazhilis-2021 --over method`.
    """
    from hemicycle.count.votes import exact_votes
    from hemicycle.law.formula import read_share
    from hemicycle.publish.text.what_if import show_stretches, show_tried
    from hemicycle.scenarios.changed_law import Setting
    from hemicycle.scenarios.sweep import methods_tried, seats_tried, threshold_stretches

    shown = _count(source, law, date, "final", lambda version: version)
    votes, version = exact_votes(shown.votes, source), shown.law
    facts = _facts(source)
    of_tier = tier or version.tiers[0].tier
    found: Any
    show: Any
    if over == "threshold":
        setting = Setting(of_tier, "threshold", high or "15%", threshold)
        ends = read_share("--from", low or "0"), read_share("--to", high or "15%")
        found = threshold_stretches(version, votes, facts, setting, *ends)
        show = show_stretches
    elif over in ("method", "seats"):
        tried = methods_tried(version, votes, facts, of_tier) if over == "method" else None
        found = list(tried or seats_tried(version, votes, facts, of_tier, *_range(version, of_tier, low, high)))
        show = show_tried
    else:
        raise BadInput(Mistake("--over", repr(over), "threshold, method or seats"))
    if svg is not None:
        write_picture(_picture(shown, found, over, of_tier, threshold), svg)
    if as_json:
        about = {"election": shown.outcome.election, "law": version.id, "tier": of_tier, "over": over}
        write(as_json_text(about | {"found": [each.as_json() for each in found]}))
    else:
        print_for_people(lambda console: show(console, shown, found, of_tier))


def _picture(shown: Shown, found: Any, over: str, tier: str, threshold: str) -> Picture:
    """Draw what a sweep found."""
    from hemicycle.publish.pictures.about import about_shown
    from hemicycle.publish.text.what_if import ASSUMPTION
    from hemicycle.scenarios.changed_law import Setting, chosen_thresholds, tier_of

    about = about_shown(shown, ASSUMPTION)
    setting = Setting(tier, over, "", threshold)
    if over == "method":
        from hemicycle.publish.pictures.methods import picture_of_methods

        return picture_of_methods(about, found, shown.outcome.totals)
    from hemicycle.publish.pictures.sweeps import picture_of_seats_tried, picture_of_thresholds

    if over == "threshold":
        return picture_of_thresholds(about, found, chosen_thresholds(shown.law, setting)[0])
    now = tier_of(shown.law, setting).seats
    return picture_of_seats_tried(about, found, now if isinstance(now, int) else None)


def _facts(source: str) -> Any:
    """Take the facts of an election: those of its record."""
    from hemicycle.outcome.facts import NO_FACTS

    if is_path(source):
        from hemicycle.elections.record import Record
        from hemicycle.source.documents import read_document
        from hemicycle.source.schema import validate

        path = Path(source) / "election.yaml"
        return validate(Record, read_document(path)).as_facts() if path.is_file() else NO_FACTS
    from hemicycle.elections.archive import read_election

    return read_election(source).record.as_facts()


def _range(law: Law, tier: str, low: str | None, high: str | None) -> tuple[int, int]:
    """Read the numbers of seats to try: around the act's own without any."""
    now = next((each.seats for each in law.tiers if each.tier == tier), None)
    ends = (
        low or str(max(1, now - 10) if isinstance(now, int) else 1),
        high or str(now + 10 if isinstance(now, int) else 1),
    )
    for end in ends:
        if not end.isdecimal() or not 1 <= int(end) <= 10_000:
            raise BadInput(Mistake("--from and --to", repr(end), "a number of seats from 1 to 10,000"))
    return int(ends[0]), int(ends[1])


@app.command()
def distance(
    source: Source,
    party: Annotated[str | None, typer.Option(help="One list only.")] = None,
    law: ByLaw = None,
    date: OfDate = None,
    as_json: AsJson = False,
) -> None:
    """Tell how far each list is from another result: a seat, a threshold, a majority; in votes, with the seats then.

    The least number of votes that switch, come new, or aren't cast. Example: `hemicycle distance kz-mazhilis-2021`.
    """
    from hemicycle.count.votes import exact_votes
    from hemicycle.publish.text.what_if import show_distances
    from hemicycle.scenarios.distance import distances

    shown = _count(source, law, date, "final", lambda version: version)
    votes = exact_votes(shown.votes, source)
    with progress("lists measured") as told:
        found = distances(shown.law, votes, _facts(source), party, told)
    if as_json:
        about = {"election": shown.outcome.election, "law": shown.law.id}
        write(as_json_text(about | {"distances": [each.as_json() for each in found]}))
    else:
        print_for_people(lambda console: show_distances(console, shown, found))


@app.command()
def bounds(
    name: Annotated[str, typer.Argument(metavar="ELECTION", help="An election of the archive.")],
    as_json: AsJson = False,
) -> None:
    """Tell what those who stayed away could have changed, and where one assumption on voters would tip the result.

    Numbers of voters, never how they would have voted. Example: `hemicycle bounds kz-mazhilis-2021`.
    """
    from hemicycle.elections.archive import read_election
    from hemicycle.publish.text.what_if import show_bounds
    from hemicycle.scenarios.bounds import bounds_of
    from hemicycle.scenarios.tipping import tipping_points

    election = read_election(name)
    found = bounds_of(election)
    points = tipping_points(election, found)
    if as_json:
        write(as_json_text(found.as_json() | {"tipping_points": [each.as_json() for each in points]}))
    else:
        names = election.record.as_facts().names
        print_for_people(lambda console: show_bounds(console, found, points, election.title, names))
