"""Hemicycle: an electoral system that runs.

>>> import hemicycle
>>> hemicycle.election("kz-mazhilis-2021").elect().totals["nur-otan"]
76
>>> hemicycle.elect({"A": 950_000, "B": 50_000}, law="kz-mazhilis", date="2021-01-10").seats
{'A': 95, 'B': 3}
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import altair as alt

    from hemicycle.chamber.chamber import Chamber
    from hemicycle.chamber.registration import Checked as CheckedList
    from hemicycle.count.check import Checked
    from hemicycle.count.tally import Tally
    from hemicycle.count.votes import Votes
    from hemicycle.elections.archive import Election
    from hemicycle.law.document import Law
    from hemicycle.outcome.facts import Facts
    from hemicycle.outcome.many import Many
    from hemicycle.outcome.outcome import Outcome
    from hemicycle.returns.table import Returns
    from hemicycle.scenarios.projection import Projected
    from hemicycle.scenarios.simulation import Tally as Draws
    from hemicycle.scrutiny.audit import Plan as AuditPlan
    from hemicycle.scrutiny.contest import Contest
    from hemicycle.scrutiny.digits import Digit
    from hemicycle.scrutiny.estimate import QuickCount
    from hemicycle.scrutiny.moments import Moments
    from hemicycle.scrutiny.quick_count import Planned
    from hemicycle.scrutiny.rounding_controls import Compared
    from hemicycle.scrutiny.turnout import Counted, LeftOver

__all__ = [
    "chamber_of",
    "check",
    "check_lists",
    "contest",
    "digits",
    "elect",
    "elect_many",
    "election",
    "election_ids",
    "export",
    "find_law",
    "law_ids",
    "moments",
    "nowcast",
    "plan_audit",
    "plan_quick_count",
    "quick_count",
    "read_returns",
    "rounding",
    "seat_distributions",
    "seats_against_threshold",
    "tally",
    "ternary",
    "turnout_curves",
]
__version__ = "0.1.0"


def elect(votes: Any, law: str | Law, date: str | dt.date | None = None, facts: Facts | None = None) -> Outcome:
    """Turn votes into seats under a law.

    `votes` is a mapping of lists to votes or a dataframe with the columns party and votes (and district);
    the seats of the outcome come back in the same kind. `law` is an id such as `kz-mazhilis` with a `date`,
    `kz-mazhilis@2021-01-10`, or the path of a document. Raises hemicycle.source.mistake.BadInput.
    """
    from dataclasses import astuple, replace

    from hemicycle.count.frames import votes_from
    from hemicycle.outcome.elect import elect as run
    from hemicycle.outcome.facts import NO_FACTS

    counted, in_kind = votes_from(votes)
    version = find_law(law, date) if isinstance(law, str) else law
    outcome = run(version, counted, facts or NO_FACTS)
    return replace(outcome, shape=lambda rows: in_kind(astuple(row) for row in rows))


def elect_many(votes: Any, like: Votes, law: Law, facts: Facts | None = None) -> Many:
    """Count many elections that differ only in the votes of the list ballot, a row for each.

    `votes` are whole numbers with a column for each row of `like`'s list ballot; all else is as in `like`.
    Raises ValueError for votes of another shape or kind.
    """
    from hemicycle.outcome.facts import NO_FACTS
    from hemicycle.outcome.many import elect_many as run

    return run(law, like, votes, facts or NO_FACTS)


def read_returns(source: Any, profile: str | None = None) -> Returns:
    """Read the returns of polling stations from a file or a dataframe, by a profile of their columns.

    Without a profile they have Hemicycle's own form (docs/returns.md). Rows that can't be used are told in
    `refusals`. Raises hemicycle.source.mistake.BadInput.
    """
    from hemicycle.returns.read import read_returns as read

    return read(source, profile)


def tally(source: Any, by: str | None = None, profile: str | None = None) -> Tally:
    """Add up returns, in the whole and by the units of a level: `tally("returns.csv", by="region").whole.votes`.

    `source` is a file, a dataframe of DuckDB, Polars, pandas, PyArrow or Spark, or what `read_returns` gives.
    """
    from hemicycle.count.tally import tally as add_up
    from hemicycle.returns.table import Returns

    return add_up(source if isinstance(source, Returns) else read_returns(source, profile), by)


def check(source: Any, rules: str = "general", profile: str | None = None) -> tuple[Checked, ...]:
    """Check returns by a set of rules: what each rule found, with the stations it marks."""
    from hemicycle.count.check import check_returns
    from hemicycle.count.ruleset import find_rules
    from hemicycle.returns.table import Returns

    returns = source if isinstance(source, Returns) else read_returns(source, profile)
    return check_returns(returns, find_rules(rules))


def nowcast(
    source: Any, by: str | None = None, profile: str | None = None, before: Any = None, same: Sequence[str] = ()
) -> dict[str, Projected]:
    """Project the shares of all lists from an unfinished count: `nowcast("night.csv")["A"].middle`.

    `before` are the returns of an earlier election in the same form, `same` the lists that carry on others, as in
    `["A=B+C"]`; docs/nowcast.md says how. Needs the extra `nowcast`. Raises hemicycle.source.mistake.BadInput.
    """
    from hemicycle.returns.table import Returns
    from hemicycle.scenarios.nowcast import nowcast as project
    from hemicycle.scenarios.partial_count import lineage_of, partial_count
    from hemicycle.scenarios.projection import projected

    now = source if isinstance(source, Returns) else read_returns(source, profile)
    if before is None:
        return projected(project(partial_count(now, by)))
    then = before if isinstance(before, Returns) else read_returns(before, profile)
    return projected(project(partial_count(now, by, earlier=(then, lineage_of(now, then, same)))))


def rounding(
    source: Any,
    leader: str | None = None,
    by: str | None = None,
    profile: str | None = None,
    turnout: str | None = None,
    made_up: int | None = None,
) -> Compared:
    """Test whether more stations than chance gives have a turnout or a result near an integer percentage.

    The result is that of `leader`, the largest list without it; `by` a level whose units are tested each;
    `turnout` of ballots `issued` or `found`. The same test in `made_up` countries of the same sizes, 20 to 200,
    stands beside it: `rounding("returns.csv", leader="A").found.whole.z`. Raises BadInput for what the returns lack.
    """
    from hemicycle.returns.table import Returns
    from hemicycle.scrutiny.rounding import rounding as test
    from hemicycle.scrutiny.rounding_controls import beside_controls

    returns = source if isinstance(source, Returns) else read_returns(source, profile)
    return beside_controls(test(returns, leader, by=by, turnout=turnout), made_up=made_up)


def turnout_curves(source: Any, leader: str | None = None, profile: str | None = None) -> LeftOver:
    """Add up ballots by turnout, and reckon what a list has beyond its share at the peak.

    `source` as in `tally`; the largest list without `leader`. The result has a band and the assumptions of
    docs/scrutiny-turnout.md; it is to be read beside the same for elections taken as clean. Raises BadInput.
    """
    from hemicycle.scrutiny.turnout import left_over_of

    return left_over_of(_counted_stations(source, leader, profile))


def moments(source: Any, leader: str | None = None, profile: str | None = None) -> Moments:
    """Tell where turnout and a list's share have their peaks, and how wide they are beside them.

    `source` as in `tally`; the largest list without `leader`. Raises BadInput.
    """
    from hemicycle.scrutiny.moments import moments_of

    return moments_of(_counted_stations(source, leader, profile))


def digits(source: Any, leader: str | None = None, profile: str | None = None) -> tuple[Digit, ...]:
    """Look at second and last digits of a list's votes and at rounded percentages, with standard errors.

    `source` as in `tally`; the largest list without `leader`. Raises BadInput.
    """
    from hemicycle.scrutiny.digits import digits_of

    return digits_of(_counted_stations(source, leader, profile))


def _counted_stations(source: Any, leader: str | None, profile: str | None) -> Counted:
    from hemicycle.returns.table import Returns
    from hemicycle.scrutiny.turnout import counted

    return counted(source if isinstance(source, Returns) else read_returns(source, profile), leader)


def election(name: str) -> Election:
    """Read an election of the archive: `election("kz-mazhilis-2021")`."""
    from hemicycle.elections.archive import read_election

    return read_election(name)


def election_ids() -> list[str]:
    """Name the elections of the archive."""
    from hemicycle.elections import archive

    return archive.election_ids()


def contest(name: str, stage: str = "final") -> Contest:
    """Take the figures of an election of the archive: `contest("kz-mazhilis-2021")["enp_votes"].value`.

    Values are exact where they are rational; the same figures of the chamber's earlier elections are in `past`.
    Raises hemicycle.source.mistake.BadInput.
    """
    from hemicycle.scrutiny.contest import contest_of

    return contest_of(election(name), stage, past=True)


def chamber_of(name: str, on: str | dt.date | None = None, events: str | None = None) -> Chamber:
    """Fill the chamber of an election in the archive: `chamber_of("nl-tweedekamer-2023").by_party`.

    On the first day of its term, or `on` another; `events` is a table of what happened since.
    """
    from pathlib import Path

    from hemicycle.elections.people import Brought
    from hemicycle.elections.people import chamber_of as fill
    from hemicycle.law import catalogue

    day = catalogue.read_date("on", on) if isinstance(on, str) else on
    return fill(election(name), day, brought=Brought(events=Path(events) if events else None))


def export(
    source: str,
    to: str,
    only: str | None = None,
    law: str | None = None,
    date: str | dt.date | None = None,
    replace: bool = False,
) -> Mapping[str, Any]:
    """Write an election as a folder of open data, and give its manifest: `export("kz-mazhilis-2021", "kz-2021")`.

    `source` is an election of the archive, or a folder or table of votes with a `law` and a `date` as
    `hemicycle elect` takes them. `only` names some forms between commas, such as `csv,json`. With `replace` the
    folder is replaced whatever is in it. Raises hemicycle.source.mistake.BadInput, with nothing written.
    """
    from pathlib import Path

    from hemicycle.law import catalogue
    from hemicycle.publish.export.export import chosen_forms
    from hemicycle.publish.export.export import export as written
    from hemicycle.publish.export.material import of_archive, of_files
    from hemicycle.publish.export.written import check_place, write_folder

    check_place(Path(to), replace=replace)
    day = catalogue.read_date("date", date) if isinstance(date, str) else date
    brought = Path(source).exists()
    made = written(of_files(Path(source), law, day) if brought else of_archive(source), chosen_forms(only))
    write_folder(Path(to), made.files, replace=replace)
    return made.manifest


def check_lists(table: str, law: str | Law, date: str | dt.date) -> list[CheckedList]:
    """Check the lists of a table, of candidates or of numbers, by the rules of a law for an election on a day."""
    from pathlib import Path

    from hemicycle.elections.registration import check_table
    from hemicycle.law import catalogue

    day = catalogue.read_date("date", date) if isinstance(date, str) else date
    return check_table(Path(table), find_law(law, day) if isinstance(law, str) else law, day)[0]


def find_law(name: str, date: str | dt.date | None = None) -> Law:
    """Read the version of a law in force on a day."""
    from hemicycle.law import catalogue

    return catalogue.find_law(name, catalogue.read_date("date", date) if isinstance(date, str) else date)


def law_ids() -> list[str]:
    """Name the laws of the catalogue."""
    from hemicycle.law import catalogue

    return catalogue.law_ids()


def plan_quick_count(source: Any, size: int, list_: str, by: str | None = None, profile: str | None = None) -> Planned:
    """Say how well a sample of stations would tell a list's share of the ballots found: `margin` is a part of 1.

    `source` are an earlier election's returns, as `tally` takes them; with `by` each unit of a level is sampled.
    """
    from hemicycle.returns.table import Returns
    from hemicycle.scrutiny.quick_count import frame_of, planned
    from hemicycle.scrutiny.stations import stations_of

    returns = source if isinstance(source, Returns) else read_returns(source, profile)
    return planned(frame_of(stations_of(returns, ["found"]), by), list_, "found", size)


def quick_count(sample: Any, frame: Any, by: str | None = None, profile: str | None = None) -> QuickCount:
    """Estimate the shares of all lists from a sample of stations, drawn from all of those in `frame`.

    Both are returns as `tally` takes them; `profile` is the frame's, where it is a file. `by` is the level whose units
    were sampled one by one.
    """
    from hemicycle.returns.table import Returns
    from hemicycle.scrutiny.estimate import estimate
    from hemicycle.scrutiny.quick_count import frame_of
    from hemicycle.scrutiny.stations import stations_of

    returned, everyone = (
        each if isinstance(each, Returns) else read_returns(each, of) for each, of in ((sample, None), (frame, profile))
    )
    needs = ["found", *(["registered"] if "registered" in everyone.numbers else [])]
    return estimate(frame_of(stations_of(everyone, needs), by), returned, "found")


def plan_audit(
    name: str, ballots: int | None = None, risk: str = "5%", gamma: str = "0.95", *, polling: bool = False
) -> AuditPlan:
    """Say what has to be true for the seats of an election of the archive, and how many ballots confirm it.

    `ballots` are all that were cast; the valid votes without it. Raises BadInput where the law goes beyond
    thresholds, highest averages and largest remainders in one district.
    """
    from fractions import Fraction

    from hemicycle.law.formula import read_share
    from hemicycle.scrutiny.audit import plan_of
    from hemicycle.scrutiny.audited import audited_of

    found = election(name)
    audited = audited_of(found.law, found.exact_votes(), found.record.as_facts(), found.elect(), ballots)
    limit = read_share("risk", risk, inside=True)
    return plan_of(audited, "polling" if polling else "comparison", limit, Fraction(gamma))


def seats_against_threshold(name: str, tier: str | None = None, to: int = 15, threshold: str = "") -> alt.LayerChart:
    """Chart the seats of an election of the archive by the threshold, from 0 to `to` per cent (extra `notebooks`).

    The threshold of a tier, the first without `tier`; break points are exact. `threshold` names one where a tier has
    several. Raises BadInput as `hemicycle sweep` does.
    """
    from fractions import Fraction

    from hemicycle.publish.charts import seats_against_threshold as chart
    from hemicycle.scenarios.changed_law import Setting, chosen_thresholds
    from hemicycle.scenarios.sweep import threshold_stretches

    found = election(name)
    law, facts = found.law, found.record.as_facts()
    setting = Setting(tier or law.tiers[0].tier, "threshold", "", threshold)
    stretches = threshold_stretches(law, found.exact_votes(), facts, setting, Fraction(0), Fraction(to, 100))
    return chart(stretches, facts.names, chosen_thresholds(law, setting)[0].share.constant)


def seat_distributions(draws: Draws, name: str) -> alt.FacetChart:
    """Chart how often each list had how many seats among draws of an election of the archive (extra `notebooks`)."""
    from hemicycle.publish.charts import seat_distributions as chart

    return chart(draws, election(name).record.as_facts().names)


def ternary(name: str, lists: tuple[str, ...] = (), steps: int = 60) -> alt.LayerChart:
    """Chart who wins as three lists of an election of the archive share their votes otherwise (extra `notebooks`).

    The three largest without `lists`. Raises BadInput as `hemicycle ternary` does.
    """
    from hemicycle.publish.charts import ternary as chart
    from hemicycle.scenarios.ternary import ternary_of

    found = election(name)
    facts = found.record.as_facts()
    return chart(ternary_of(found.law, found.exact_votes(), facts, lists, steps), facts.names)
