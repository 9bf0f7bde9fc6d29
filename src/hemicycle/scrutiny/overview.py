"""An election looked at as a whole: what its figures say, what observers found, and what nobody can know.

Each section is a function of its own, in the order in which they are told. None of them adds up to a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

from hemicycle.chamber.quota import groups_told, share_of, wanted
from hemicycle.elections.archive import Election, sources_of
from hemicycle.elections.findings import Finding, by_area
from hemicycle.elections.parties import Leader, leaders_on, read_parties
from hemicycle.elections.record import Absent, Figure
from hemicycle.law.members import ListQuota
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.telling import has, tell
from hemicycle.outcome.telling_margins import tell_margin
from hemicycle.outcome.tongue import ENGLISH, Tongue
from hemicycle.outcome.trace import Admission
from hemicycle.scrutiny.contest import LIMIT, Contest, contest_of
from hemicycle.scrutiny.known import around, returns_tests, unknown
from hemicycle.scrutiny.sections import Line, Section, sentence
from hemicycle.source.mistake import BadInput
from hemicycle.source.words import capital

# So many of the closest last seats are told; `elect --json` has them all.
_CLOSEST = 3
# The figures of the contest that are told here.
_TOLD = ("enp_votes", "enp_seats", "margin", "gallagher", "threshold_loss")


@dataclass(frozen=True)
class Overview:
    """All that can be said of an election of the archive, in a language."""

    election: Election
    tongue: Tongue = ENGLISH

    def name(self, party: str, tongue: Tongue) -> str:
        """What a party is called in a language; the archive's own name of it, where the language has none."""
        absent = {each.party: each.name for each in self.election.record.did_not_stand}
        return {**absent, **self.election.record.as_facts().names, **tongue.names}.get(party, party)

    def line(self, says: Callable[[Tongue], str], about: str = "", sources: tuple[str, ...] = ()) -> Line:
        """Make a line: in the language of the overview, or in English where a text in it has no translation."""
        return _line(self.tongue, says, about, sources)

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


def _line(tongue: Tongue, says: Callable[[Tongue], str], about: str = "", sources: tuple[str, ...] = ()) -> Line:
    said = tongue.whole(says)
    return Line(said.text, about, sources=sources, code=said.code)


def contest(overview: Overview) -> Section:
    """Tell how votes and seats were spread, beside the chamber's elections before; `hemicycle contest` has it all."""
    title = overview.tongue.say("Was there a contest, in figures")
    try:
        found = contest_of(overview.election, past=True)
    except BadInput as refused:
        why = str(refused)
        return Section("contest", title, (overview.line(lambda t: t.say("No figures: {why}.", why=t.text(why))),))
    lines = [overview.line(partial(_figure, found, name)) for name in _TOLD]
    lines += [overview.line(partial(_text, note)) for note in found.basis.notes]
    lines.append(overview.line(lambda t: t.say(LIMIT)))
    return Section("contest", title, tuple(lines), {"figures": found.values})


def _text(text: str, tongue: Tongue) -> str:
    return tongue.text(text)


def _figure(found: Contest, name: str, tongue: Tongue) -> str:
    """Tell one figure, what it was in the chamber before, or why there is none."""
    index = found[name]
    title = tongue.text(index.definition.title)
    if index.value is None:
        return tongue.say("{title}: none, since {why}.", title=title, why=tongue.text(index.why_not))
    value = tongue.fixed(Fraction(float(index.value)))
    if index.definition.unit:
        unit = index.definition.unit
        value += f" {unit if unit == '%' else tongue.text(unit)}"
    past = [
        tongue.say(
            "{value} in {year}", value=tongue.fixed(Fraction(each.values[name])), year=str(each.election.date.year)
        )
        for each in found.past
        if name in each.values
    ]
    if not past:
        return f"{title}: {value}."
    return tongue.say("{title}: {value}; before, {past}.", title=title, value=value, past=tongue.listed(past))


def seats(overview: Overview) -> Section:
    """Tell how far lists were from the threshold, and what decided the last seats."""
    outcome, tongue = overview.outcome, overview.tongue
    title = tongue.say("Thresholds and last seats")
    if outcome is None:
        return Section("seats", title, (overview.line(lambda t: t.say("No final votes are in the archive.")),))
    thresholds = [
        record
        for record in outcome.trace
        if isinstance(record, Admission) and record.share is not None and record.district == "*"
    ]
    lines = [overview.line(partial(sentence, tell, record)) for record in thresholds]
    closest = sorted(outcome.margins, key=lambda each: (each.switched is None, each.switched))[:_CLOSEST]
    lines += [overview.line(partial(sentence, tell_margin, margin)) for margin in closest]
    if not lines:
        lines = [
            overview.line(
                lambda t: t.say(
                    "The archive has no threshold and no last seat of this election that votes could have moved."
                )
            )
        ]
    data = {"status": outcome.status, "totals": outcome.totals, "margins": [margin.as_json() for margin in closest]}
    return Section("seats", title, tuple(lines), data)


def findings(overview: Overview) -> Section:
    """Show what observers found by area, bodies side by side: theirs, and never computed."""
    return findings_section(overview.election.findings, overview.tongue)


def findings_section(found: tuple[Finding, ...], tongue: Tongue = ENGLISH) -> Section:
    """Set findings side by side by area, each as its body's own."""
    lines = []
    for area, side_by_side in by_area(found).items():
        for each in side_by_side:
            says, whose = tongue.whole(partial(_found, each)), tongue.whole(partial(_whose, each))
            lines.append(Line(says.text, tongue.text(area), whose.text, each.sources, says.code, whose.code))
    if not lines:
        lines = [_line(tongue, lambda t: t.say("The archive holds no findings of observers of this election."))]
    areas = {area: [each.as_json() for each in side_by_side] for area, side_by_side in by_area(found).items()}
    return Section("findings", tongue.say("What observers found, as theirs"), tuple(lines), {"areas": areas})


def _found(finding: Finding, tongue: Tongue) -> str:
    says = tongue.data(finding.found)
    return f"{says} ({tongue.data(finding.commitment)})" if finding.commitment else says


def _whose(finding: Finding, tongue: Tongue) -> str:
    return f"{tongue.data(finding.body)}, {finding.when}"


def standing(overview: Overview) -> Section:
    """Tell who stood with how many names, who did not stand, and which parties and state offices were in one hand."""
    election, tongue = overview.election, overview.tongue
    record = election.record
    about = tongue.say("not on the ballot")
    lines = [overview.line(partial(_absent, overview, each), about, each.sources) for each in record.did_not_stand]
    lengths = {party: facts.candidates for party, facts in record.lists.items() if facts.candidates is not None}
    keys = tuple(dict.fromkeys(key for party in lengths for key in record.lists[party].sources))
    if lengths:
        counts = [has(overview.name(party, tongue), count, tongue) for party, count in lengths.items()]
        told = ", ".join(counts)
        lines.append(
            overview.line(lambda t: t.say("Names on the lists: {told}.", told=told), tongue.say("lists"), keys)
        )
    offices = list(_one_hand(overview))
    lines += [line for line, _ in offices]
    if not lines:
        lines = [overview.line(lambda t: t.say("The archive holds no facts on who stood, and who led whom."))]
    data = {
        "did_not_stand": [each.model_dump(mode="json") for each in record.did_not_stand],
        "list_lengths": lengths,
        "party_and_state_offices": [hand for _, hand in offices],
    }
    return Section("standing", tongue.say("Who stood"), tuple(lines), data)


def _absent(overview: Overview, absent: Absent, tongue: Tongue) -> str:
    said = {"name": overview.name(absent.party, tongue), "why": tongue.data(absent.why)}
    if absent.how == "would not":
        return tongue.say("{name} would not stand: {why}.", **said)
    return tongue.say("{name} could not stand: {why}.", **said)


def _one_hand(overview: Overview) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Find leaders of parties on the ballot who held state offices on the day."""
    election = overview.election
    parties = read_parties(election.country)
    about = overview.tongue.say("party and state in one hand")
    for party in election.record.lists:
        for leader in leaders_on(parties, party, election.date):
            if leader.offices:
                keys = tuple(dict.fromkeys(key for office in leader.offices for key in office.sources))
                says = partial(_leads, overview, leader, party)
                yield overview.line(says, about, keys), {"party": party, **leader.as_json()}


def _leads(overview: Overview, leader: Leader, party: str, tongue: Tongue) -> str:
    return tongue.say(
        "{name}, leader of {party}, was {held} on the day.",
        name=tongue.data(leader.term.name),
        party=overview.name(party, tongue),
        held=tongue.listed([tongue.data(office.office) for office in leader.offices]),
    )


def women(overview: Overview) -> Section:
    """Tell what a quota asked of the lists, and how many women were elected."""
    election, tongue = overview.election, overview.tongue
    record, lines = election.record, []
    quota = next((rule for rule in election.law.members if isinstance(rule, ListQuota) and rule.share), None)
    needs: dict[str, dict[str, Any]] = {}
    if quota is not None:
        lines.append(overview.line(partial(_asked, quota), tongue.say("quota")))
        for party, facts in record.lists.items():
            if facts.candidates is not None and facts.quota_group is not None:
                needed = wanted(share_of(quota), facts.candidates)
                needs[party] = {"names": facts.candidates, "group": facts.quota_group, "needed": needed}
                says = partial(_in_group, overview, party, needs[party])
                lines.append(overview.line(says, tongue.say("quota"), facts.sources))
    for key, telling in (("women_on_lists", _on_lists), ("women_in_chamber", _elected)):
        if (figure := record.figures.get(key)) is not None:
            lines.append(overview.line(partial(telling, figure), tongue.say("women"), figure.sources))
    if not lines:
        lines = [
            overview.line(
                lambda t: t.say("The law of the day has no quota on lists, and the archive holds no number of women.")
            )
        ]
    return Section("women", tongue.say("Quota and women"), tuple(lines), {"quota": needs})


def _asked(quota: ListQuota, tongue: Tongue) -> str:
    said = {"groups": groups_told(quota.of, tongue), "share": tongue.percent(share_of(quota))}
    cites = f" ({', '.join(tongue.cites(quota.cites))})" if quota.cites else ""
    return capital(tongue.say("{groups} had to be at least {share} of a list{cites}.", cites=cites, **said))


def _in_group(overview: Overview, party: str, need: Mapping[str, int], tongue: Tongue) -> str:
    name = overview.name(party, tongue)
    return tongue.say("{name}: {group} of {names} names, where {needed} were needed.", name=name, **need)


def _on_lists(women: Figure, tongue: Tongue) -> str:
    return tongue.say("Women on the lists: {value}.", value=_noted(women, tongue))


def _elected(women: Figure, tongue: Tongue) -> str:
    return tongue.say("Women elected: {value}.", value=_noted(women, tongue))


def _noted(figure: Figure, tongue: Tongue) -> str:
    """Write a number with what the archive notes of it: what it is a number of."""
    return f"{figure.value} {tongue.data(figure.note)}" if figure.note else str(figure.value)


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
