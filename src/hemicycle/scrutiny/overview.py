"""An election looked at as a whole: what its figures say, what observers found, and what nobody can know.

Each section is a function of its own, in the order in which they are told. None of them adds up to a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hemicycle.chamber.quota import groups_told, share_of, wanted
from hemicycle.elections.archive import Election, sources_of
from hemicycle.elections.context import read_context
from hemicycle.elections.findings import Finding, by_area
from hemicycle.elections.parties import leaders_on, read_parties
from hemicycle.law.members import ListQuota
from hemicycle.outcome.numbers import listed, number, percent
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Admission
from hemicycle.scrutiny.contest import LIMIT, Contest, contest_of
from hemicycle.scrutiny.sections import Line, Section
from hemicycle.source.mistake import BadInput
from hemicycle.source.words import capital

# So many of the closest last seats are told; `elect --json` has them all.
_CLOSEST = 3
# The figures of the contest that are told here.
_TOLD = ("enp_votes", "enp_seats", "margin", "gallagher", "threshold_loss")


@dataclass(frozen=True)
class Overview:
    """All that can be said of an election of the archive."""

    election: Election

    @cached_property
    def outcome(self) -> Outcome | None:
        """The seats as the law gives them; None where no final votes are known."""
        return self.election.elect() if "final" in self.election.stages else None

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in the order in which they are told."""
        return tuple(section(self) for section in SECTIONS)

    @property
    def sources(self) -> dict[str, str]:
        """The sources that the lines name, by their keys."""
        keys = [key for section in self.sections for line in section.lines for key in line.sources]
        return sources_of(self.election.country, dict.fromkeys(keys))

    def as_json(self) -> dict[str, Any]:
        """The overview for programs."""
        return {
            "election": self.election.id,
            "title": self.election.title,
            "law": self.election.law.id,
            "sections": {section.name: section.as_json() for section in self.sections},
            "sources": self.sources,
        }


def contest(overview: Overview) -> Section:
    """Tell how votes and seats were spread, beside the chamber's elections before; `hemicycle contest` has it all."""
    try:
        found = contest_of(overview.election, past=True)
    except BadInput as refused:
        return Section("contest", "Was there a contest, in figures", (Line(f"No figures: {refused}."),))
    lines = [Line(_told(found, name)) for name in _TOLD]
    lines += [Line(note) for note in (*found.basis.notes, LIMIT)]
    return Section("contest", "Was there a contest, in figures", tuple(lines), {"figures": found.values})


def _told(found: Contest, name: str) -> str:
    """Tell one figure, what it was in the chamber before, or why there is none."""
    index = found[name]
    if index.value is None:
        return f"{index.definition.title}: none, since {index.why_not}."
    unit = f" {index.definition.unit}" if index.definition.unit else ""
    past = [f"{each.values[name]:.2f} in {each.election.date.year}" for each in found.past if name in each.values]
    before = f"; before, {listed(past)}" if past else ""
    return f"{index.definition.title}: {float(index.value):.2f}{unit}{before}."


def seats(overview: Overview) -> Section:
    """Tell how far lists were from the threshold, and what decided the last seats."""
    outcome = overview.outcome
    if outcome is None:
        return Section("seats", "Thresholds and last seats", (Line("No final votes are in the archive."),))
    thresholds = [
        record
        for record in outcome.trace
        if isinstance(record, Admission) and record.share is not None and record.district == "*"
    ]
    lines = [Line(f"{capital(record.says)}.") for record in thresholds]
    closest = sorted(outcome.margins, key=lambda each: (each.switched is None, each.switched))[:_CLOSEST]
    lines += [Line(f"{capital(margin.says)}.") for margin in closest]
    if not lines:
        lines = [Line("The archive has no threshold and no last seat of this election that votes could have moved.")]
    data = {"status": outcome.status, "totals": outcome.totals, "margins": [margin.as_json() for margin in closest]}
    return Section("seats", "Thresholds and last seats", tuple(lines), data)


def findings(overview: Overview) -> Section:
    """Show what observers found by area, bodies side by side: theirs, and never computed."""
    return findings_section(overview.election.findings)


def findings_section(found: tuple[Finding, ...]) -> Section:
    """Set findings side by side by area, each as its body's own."""
    lines = [
        Line(
            each.found + (f" ({each.commitment})" if each.commitment else ""),
            area,
            f"{each.body}, {each.when}",
            each.sources,
        )
        for area, side_by_side in by_area(found).items()
        for each in side_by_side
    ]
    if not lines:
        lines = [Line("The archive holds no findings of observers of this election.")]
    areas = {area: [each.as_json() for each in side_by_side] for area, side_by_side in by_area(found).items()}
    return Section("findings", "What observers found, as theirs", tuple(lines), {"areas": areas})


def standing(overview: Overview) -> Section:
    """Tell who stood with how many names, who did not stand, and which parties and state offices were in one hand."""
    election = overview.election
    record, names = election.record, election.record.as_facts().names
    lines = [
        Line(f"{each.name} {each.how} stand: {each.why}.", "not on the ballot", sources=each.sources)
        for each in record.did_not_stand
    ]
    lengths = {party: facts.candidates for party, facts in record.lists.items() if facts.candidates is not None}
    keys = tuple(dict.fromkeys(key for party in lengths for key in record.lists[party].sources))
    if lengths:
        told = ", ".join(f"{names.get(party, party)} {number(count)}" for party, count in lengths.items())
        lines.append(Line(f"Names on the lists: {told}.", "lists", sources=keys))
    offices = list(_one_hand(election))
    lines += [line for line, _ in offices]
    if not lines:
        lines = [Line("The archive holds no facts on who stood, and who led whom.")]
    data = {
        "did_not_stand": [each.model_dump(mode="json") for each in record.did_not_stand],
        "list_lengths": lengths,
        "party_and_state_offices": [hand for _, hand in offices],
    }
    return Section("standing", "Who stood", tuple(lines), data)


def _one_hand(election: Election) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Find leaders of parties on the ballot who held state offices on the day."""
    parties = read_parties(election.country)
    names = election.record.as_facts().names
    for party in election.record.lists:
        for leader in leaders_on(parties, party, election.date):
            if leader.offices:
                held = " and ".join(office.office for office in leader.offices)
                says = f"{leader.term.name}, leader of {names.get(party, party)}, was {held} on the day."
                keys = tuple(dict.fromkeys(key for office in leader.offices for key in office.sources))
                yield Line(says, "party and state in one hand", sources=keys), {"party": party, **leader.as_json()}


def women(overview: Overview) -> Section:
    """Tell what a quota asked of the lists, and how many women were elected."""
    election = overview.election
    record, lines = election.record, []
    quota = next((rule for rule in election.law.members if isinstance(rule, ListQuota) and rule.share), None)
    needs: dict[str, dict[str, Any]] = {}
    if quota is not None:
        cites = f" ({', '.join(quota.cites)})" if quota.cites else ""
        asked = f"{capital(groups_told(quota.of))} had to be at least {percent(share_of(quota))} of a list{cites}."
        lines.append(Line(asked, "quota"))
        for party, facts in record.lists.items():
            if facts.candidates is not None and facts.quota_group is not None:
                needed = wanted(share_of(quota), facts.candidates)
                needs[party] = {"names": facts.candidates, "group": facts.quota_group, "needed": needed}
                told = f"{facts.quota_group} of {facts.candidates} names, where {needed} were needed"
                lines.append(Line(f"{facts.name or party}: {told}.", "quota", sources=facts.sources))
    for key, about in (("women_on_lists", "on the lists"), ("women_in_chamber", "elected")):
        if (figure := record.figures.get(key)) is not None:
            note = f" {figure.note}" if figure.note else ""
            lines.append(Line(f"Women {about}: {figure.value}{note}.", "women", sources=figure.sources))
    if not lines:
        lines = [Line("The law of the day has no quota on lists, and the archive holds no number of women.")]
    return Section("women", "Quota and women", tuple(lines), {"quota": needs})


def around(overview: Overview) -> Section:
    """Show the country around the election: figures by year, each as it was known at its vintage."""
    figures = read_context(overview.election.country, overview.election.date.year)
    lines = tuple(
        Line(
            f"{each.year}, {each.measure}: {_valued(each.value)} {each.unit} ({each.vintage}).",
            sources=each.sources,
        )
        for each in figures
    )
    nothing = (Line("The archive holds no figures on the country in these years."),)
    data = {"figures": [each.as_json() for each in figures]}
    return Section("context", "The country around it, for context alone", lines or nothing, data)


def _valued(text: str) -> str:
    return number(int(text)) if text.isdigit() else text.replace("-", "−")


def returns_tests(overview: Overview) -> Section:
    """Say whether the returns can be tested: only where results of stations were published."""
    stations = overview.election.record.results_by_station
    if stations is None:
        says = (
            "The archive doesn't say whether results of polling stations were published. Whoever has them can have "
            "them tested: hemicycle scrutiny RETURNS --profile PROFILE."
        )
        lines: tuple[Line, ...] = (Line(says),)
    elif stations.published == "no":
        says = (
            f"{overview.election.title}: no results of polling stations exist in public. Without them nobody can test "
            "whether the returns hold together, so no test was run. This speaks neither for them nor against them."
        )
        lines = (Line(says), Line(f"{capital(stations.why)}.", sources=stations.sources))
    else:
        says = "Results of polling stations were published; with a file of them: hemicycle scrutiny RETURNS."
        lines = (Line(says), Line(f"{capital(stations.why)}.", sources=stations.sources))
    data = {"published_by_station": stations.published if stations else None, "tests_run": 0}
    return Section("returns", "Do the returns hold together?", lines, data)


def unknown(overview: Overview) -> Section:
    """List what was looked for and not found, and where sources disagree with nothing to decide between them."""
    record = overview.election.record
    lines = [Line(f"{capital(gap)}.", "not found") for gap in record.not_found]
    lines += [
        Line(f"{capital(each.figure)}: {'; '.join(each.versions)}. {each.why}", "undecided", sources=each.sources)
        for each in record.preferred
        if each.taken == "open"
    ]
    if not lines:
        lines = [Line("The archive lists nothing that was looked for and not found.")]
    return Section("unknown", "What can't be known from here", tuple(lines), {"not_found": list(record.not_found)})


SECTIONS: tuple[Callable[[Overview], Section], ...] = (
    contest,
    seats,
    standing,
    women,
    findings,
    returns_tests,
    unknown,
    around,
)
