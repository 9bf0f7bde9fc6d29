"""The pictures of an election by kind, each from what was counted and how its parties look."""

from __future__ import annotations

from fractions import Fraction

from hemicycle.chamber.chamber import Chamber
from hemicycle.count.votes import Votes, exact_votes
from hemicycle.elections.compare import Comparison
from hemicycle.elections.looks import Looks, looks_under, read_looks
from hemicycle.outcome.facts import NO_FACTS, NO_SEATS, Facts
from hemicycle.outcome.numbers import day, listed, number
from hemicycle.publish.figures import measures_of, national_threshold, valid_votes
from hemicycle.publish.pictures.about import about_shown
from hemicycle.publish.pictures.bars import Base, Shares, picture_of_shares
from hemicycle.publish.pictures.blocks import blocks_of_chamber, blocks_of_outcome, inks_of, set_apart
from hemicycle.publish.pictures.canvas import Picture
from hemicycle.publish.pictures.flows import picture_of_flows
from hemicycle.publish.pictures.hemicycle import picture_of_hemicycle, thumbnail
from hemicycle.publish.pictures.sheet import About
from hemicycle.publish.shown import Shown
from hemicycle.source.mistake import BadInput, Mistake

# What the command draws, each kind in a few words.
KINDS = {
    "hemicycle": "the seats in arcs, from left to right",
    "thumbnail": "the same without words, as small as a stamp",
    "bars": "shares of votes beside shares of seats",
    "threshold": "the seats at other thresholds",
    "flows": "the seats of the term before and now, by lineage",
    "strip": "one figure among those of other elections (--figure)",
}


def hemicycle_of(shown: Shown, facts: Facts = NO_FACTS, *, small: bool = False, looks: Looks | None = None) -> Picture:
    """Draw the seats of an outcome. Raises BadInput for an outcome without any.

    `looks` are those of the parties; without them, of the law's own country.
    """
    if not shown.outcome.rows and not shown.outcome.alternatives:
        raise BadInput(Mistake(shown.title, "an outcome without seats", "seats that are decided"))
    arranged = blocks_of_outcome(shown.outcome, shown.law, looks or looks_under(shown.law.law), facts)
    if small:
        return thumbnail(shown.title, arranged.blocks)
    return picture_of_hemicycle(about_shown(shown), shown.law.chamber, arranged.blocks, arranged.notes)


def chamber_of_members(shown: Shown, chamber: Chamber, facts: Facts = NO_FACTS, *, small: bool = False) -> Picture:
    """Draw the members of a chamber on a day."""
    looks = looks_under(shown.law.law)
    arranged = blocks_of_chamber(chamber, shown.law, looks, shown.outcome, facts)
    title = f"{shown.title}; members on {day(chamber.on)}"
    if small:
        return thumbnail(title, arranged.blocks)
    about = About(title, chamber.names, (f"Law: {chamber.law}",))
    return picture_of_hemicycle(about, chamber.house, arranged.blocks, (*arranged.notes, *chamber.notes))


def bars_of(shown: Shown, facts: Facts = NO_FACTS) -> Picture:
    """Draw shares of votes beside shares of seats. Raises BadInput where the seats aren't certain."""
    outcome, votes = shown.outcome, shown.votes
    if outcome.certain is False or not outcome.rows:
        raise BadInput(Mistake(shown.title, "seats that aren't certain", "a stage that settles them, such as final"))
    measured = measures_of(votes)
    threshold = national_threshold(outcome)
    if threshold and threshold.base_is != "valid votes":
        threshold = None
    if isinstance(votes, Votes):
        valid = threshold.base if threshold else valid_votes(votes, measured)
        shares = {party: Fraction(count, valid) for party, count in measured.items()} if valid else {}
        of = f"{number(valid)} valid votes"
    else:
        shares = {party: Fraction(share) / 100 for party, share in measured.items()} if votes.measure == "%" else {}
        of = "the valid votes, as published"
    apart = set_apart(outcome, facts)
    no_lists = {party for party, kind in facts.kinds.items() if kind == NO_SEATS}
    parties = [party for party in dict.fromkeys([*outcome.totals, *shares]) if party not in apart | no_lists]
    inks = inks_of(parties, looks_under(shown.law.law), facts)
    lists = [Shares(party, shares.get(party), outcome.totals.get(party, 0), inks[party]) for party in parties]
    base = Base(of, sum(each.seats for each in lists), threshold.share if threshold else None)
    notes = []
    if apart:
        held = [f"{outcome.names.get(party, party)} {number(outcome.totals[party])}" for party in apart]
        notes.append(f"Seats of the lists alone; without {listed(held)}")
    return picture_of_shares(about_shown(shown), lists, base, notes)


def thresholds_of(shown: Shown, facts: Facts = NO_FACTS, high: str = "15%") -> Picture:
    """Draw the seats at other thresholds of the first tier. Raises BadInput where there is none, or no votes."""
    from hemicycle.publish.pictures.sweeps import picture_of_thresholds
    from hemicycle.publish.text.what_if import ASSUMPTION
    from hemicycle.scenarios.changed_law import Setting, chosen_thresholds
    from hemicycle.scenarios.sweep import threshold_stretches

    votes = exact_votes(shown.votes, shown.title)
    setting = Setting(shown.law.tiers[0].tier, "threshold", high)
    threshold = chosen_thresholds(shown.law, setting)[0]
    top = Fraction(high.rstrip("%")) / 100
    found = threshold_stretches(shown.law, votes, facts, setting, Fraction(0), top)
    return picture_of_thresholds(about_shown(shown, ASSUMPTION), found, threshold)


def flows_of(comparison: Comparison) -> Picture:
    """Draw the seats of two terms, by lineage."""
    after = comparison.after
    kinds = {**comparison.before.record.as_facts().kinds, **after.record.as_facts().kinds}
    parties = dict.fromkeys([*(line.party for line in comparison.lines), *(each.party for each in comparison.carried)])
    inks = inks_of(parties, read_looks(after.country), Facts(kinds=kinds))
    names = {line.party: line.name for line in comparison.lines}
    about = About(after.title, names, (f"Law: {after.law.id}; the term before: {comparison.before.law.id}",))
    return picture_of_flows(about, comparison, inks)
