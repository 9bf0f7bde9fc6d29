"""The command that says where an unfinished count is going, and how far it would have been off before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.pictures import IntoPicture, write_picture
from hemicycle.cli.returns import AsOf, ByProfile, InEncoding, Register, Separated, Sheet, Source, read
from hemicycle.publish.shown import facts_at_hand
from hemicycle.publish.terminal import as_json_text, print_for_people, progress, watching, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.law.document import Law
    from hemicycle.scenarios.nowcast import Nowcast
    from hemicycle.scenarios.simulation import Race, Tally


@app.command()
def nowcast(
    source: Source,
    profile: ByProfile = None,
    before: Annotated[str | None, typer.Option(help="The returns of an earlier election in the same stations.")] = None,
    before_profile: Annotated[str | None, typer.Option(help="What their columns mean; as now without it.")] = None,
    same: Annotated[
        list[str] | None, typer.Option(help="Lists that carry on earlier ones: NEW=OLD or NEW=A+B; more than once.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="The level by which returns come in; the largest.")] = None,
    law: Annotated[str | None, typer.Option(help="A law: the seats of each draw.")] = None,
    date: Annotated[str | None, typer.Option(help="The day of the election, YYYY-MM-DD.")] = None,
    as_of: AsOf = None,
    stations: Register = None,
    draws: Annotated[int, typer.Option(help="How many results are drawn and counted by the law.")] = 20_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same answer.")] = 1,
    svg: IntoPicture = None,
    as_json: AsJson = False,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Project an unfinished count: shares of all lists jointly, and seats by the law, with how sure each is.

    With an earlier election, what each station had then is taken into account, and that election is replayed with
    exactly the stations that are in now, so that you see how far the projection would have been off. Example:
    `hemicycle nowcast returns.csv --as-of '2021-01-11 02:00' --law kz-mazhilis --date 2021-01-10`.
    """
    from hemicycle.elections.archive import ARCHIVE
    from hemicycle.elections.parties import read_parties
    from hemicycle.law.catalogue import find_law, read_date
    from hemicycle.publish.text.nowcast import Told, as_plain, picture_of_nowcast, show_nowcast
    from hemicycle.scenarios import nowcast as model
    from hemicycle.scenarios.partial_count import lineage_of, partial_count
    from hemicycle.scenarios.projection import numbers_wanted, projected
    from hemicycle.scenarios.replay import replay

    _needs_library()
    if svg is not None and law is None:
        raise BadInput(Mistake("--svg", "no law", "--law as well, for the seats that are drawn"))
    returns = read(source, profile, encoding, separator, sheet, moment=as_of, register=stations)
    version = find_law(law, read_date("--date", date) if date else returns.profile.date) if law else None
    earlier = read(before, before_profile or profile) if before else None
    if same and earlier is None:
        raise BadInput(Mistake("--same", "no earlier election", "--before FILE as well"))
    parties = read_parties(ARCHIVE / version.law[:2]).parties if version else {}
    day = str(date or returns.profile.date or "9999-12-31")
    lineage = lineage_of(returns, earlier, same or [], parties, day) if earlier else {}
    at = version.votes_at if version and version.votes_at in returns.levels else None
    wanted = numbers_wanted(version, returns)
    with watching("fitting the stations that are counted"):
        count = partial_count(returns, by, at, wanted, (earlier, lineage) if earlier else None)
        cast = model.nowcast(count)
        shares = projected(cast, seed)
        replayed = replay(earlier, count, by, seed) if earlier and cast.directions else None
    race, tally = _seats(cast, version, date, draws, seed) if version else (None, None)
    told = Told(returns, cast, shares, lineage, replayed, race, tally, seed)
    if svg is not None:
        write_picture(picture_of_nowcast(told), svg)
    if as_json:
        write(as_json_text(as_plain(told)))
    else:
        print_for_people(lambda console: show_nowcast(console, told))


def _seats(cast: Nowcast, law: Law, date: str | None, draws: int, seed: int) -> tuple[Race, Tally]:
    """Count draws of the final result by the law; a count that is complete needs but one."""
    from hemicycle.law.catalogue import read_date
    from hemicycle.scenarios.projection import expected_votes
    from hemicycle.scenarios.simulation import Race, simulate

    like = expected_votes(cast)
    facts: Any = facts_at_hand(law, read_date("--date", date) if date else None, like)
    race = Race(law, like, facts)
    with progress("draws counted") as told:
        return race, simulate(
            race, cast, draws if cast.directions else 1, seed=seed, told=lambda tally: told(tally.draws)
        )


def _needs_library() -> None:
    from importlib.util import find_spec

    if find_spec("sklearn") is None:
        expected = "the extra for nowcasts: pip install 'hemicycle[nowcast]'"
        raise BadInput(Mistake("nowcast", "no scikit-learn", expected))
