"""All that can be told of an election at one stage: what the brief, the report, the pages and the API read.

Each part is worked out when it is first asked for. A part that the archive or the law can't give is None: what isn't
known is left out, or told as such, and never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from hemicycle.count.votes import Votes
from hemicycle.elections.archive import Election
from hemicycle.elections.people import chamber_of, previous_election
from hemicycle.elections.record import Stage
from hemicycle.outcome.outcome import Outcome
from hemicycle.source.mistake import BadInput

if TYPE_CHECKING:
    from hemicycle.chamber.chamber import Chamber
    from hemicycle.count.votes import PartlyKnown
    from hemicycle.elections.compare import Comparison
    from hemicycle.elections.context import Around
    from hemicycle.elections.parties import Leader
    from hemicycle.elections.quota_seen import QuotaSeen
    from hemicycle.scenarios.bounds import Bounds
    from hemicycle.scenarios.changed_law import Threshold
    from hemicycle.scenarios.sweep import Stretch
    from hemicycle.scrutiny.beside import Strip
    from hemicycle.scrutiny.contest import Contest
    from hemicycle.scrutiny.overview import Overview

_Found = TypeVar("_Found")
# Thresholds are swept from nothing to here, in parts of 1.
SWEPT = Fraction(15, 100)


@dataclass(frozen=True)
class Swept:
    """Seats at every threshold: the tier and the threshold of the law that was moved, and the exact stretches."""

    tier: str
    threshold: Threshold
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Account:
    """An election of the archive or of a user's folder, at a stage of its result.

    `told` hears of the progress of a search where only shares are known.
    """

    election: Election
    stage: Stage
    told: Callable[[int], None] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def outcome(self) -> Outcome:
        """The seats, with the trace."""
        return self.election.elect(self.stage.stage, told=self.told)

    @cached_property
    def votes(self) -> Votes | PartlyKnown:
        """What is known of the votes at the stage."""
        return self.election.votes(self.stage.stage)

    @property
    def votes_of_lists(self) -> dict[str, Any]:
        """What each list has at the stage: votes, or what is known of its share."""
        return self.votes.by_list() if isinstance(self.votes, Votes) else dict(self.votes.lists)

    @cached_property
    def final(self) -> Outcome | None:
        """The outcome of the final votes, where another stage is told and they are known."""
        last = self.election.stages[-1]
        return self.election.elect(last) if last == "final" != self.stage.stage else None

    @cached_property
    def chamber(self) -> Chamber | None:
        """Who holds each seat on the first day of the term."""
        return _known(lambda: chamber_of(self.election))

    @cached_property
    def before(self) -> Election | None:
        """The election of the same chamber before this one, where the archive has it."""
        return previous_election(self.election)

    @cached_property
    def outcome_before(self) -> Outcome | None:
        """The final outcome of that election."""
        return None if self.before is None else self.before.elect()

    @cached_property
    def comparison(self) -> Comparison | None:
        """This term beside the one before, by the lineage of parties, on final votes."""
        from hemicycle.elections.compare import compare

        before = self.before
        return None if before is None else _known(lambda: compare(before, self.election))

    @cached_property
    def swept(self) -> Swept | None:
        """Seats at every threshold, for the first tier that has one; None where votes aren't known exactly."""
        from hemicycle.scenarios.changed_law import Setting, chosen_thresholds
        from hemicycle.scenarios.sweep import threshold_stretches

        if not isinstance(self.votes, Votes):
            return None
        law, votes, facts = self.election.law, self.votes, self.election.record.as_facts()
        for tier in law.tiers:
            setting = Setting(tier.tier, "threshold", "")
            meant = _known(partial(chosen_thresholds, law, setting))
            found = meant and _known(partial(threshold_stretches, law, votes, facts, setting, Fraction(0), SWEPT))
            if meant and found:
                return Swept(tier.tier, meant[0], tuple(found))
        return None

    @cached_property
    def bounds(self) -> Bounds | None:
        """What those who stayed away could have changed, where the register is known."""
        from hemicycle.scenarios.bounds import bounds_of

        return _known(lambda: bounds_of(self.election))

    @cached_property
    def quota(self) -> QuotaSeen | None:
        """The quota on lists, beside a quota on seats of the same law or a later version."""
        from hemicycle.elections.quota_seen import see_quota

        return _known(lambda: see_quota(self.election))

    @cached_property
    def contest(self) -> Contest | None:
        """The figures of the contest."""
        from hemicycle.scrutiny.contest import contest_of

        return _known(lambda: contest_of(self.election, past=True))

    @cached_property
    def strips(self) -> dict[str, Strip]:
        """Each figure of the contest among those of the archive's other elections; takes a second or two."""
        from hemicycle.scrutiny.beside import beside

        return {} if self.contest is None else beside(self.contest)

    @cached_property
    def overview(self) -> Overview:
        """What scrutiny says of the election, section by section."""
        from hemicycle.scrutiny.overview import Overview

        return Overview(self.election)

    @cached_property
    def context(self) -> tuple[Around, ...]:
        """The country around the election."""
        from hemicycle.elections.context import read_context

        return read_context(self.election.country, self.election.date.year)

    @cached_property
    def leaders(self) -> dict[str, tuple[Leader, ...]]:
        """Who led each list's party on the day, with the state offices in the same hands."""
        from hemicycle.elections.parties import leaders_on, read_parties

        parties = read_parties(self.election.country)
        led = {party: leaders_on(parties, party, self.election.date) for party in self.election.record.lists}
        return {party: leaders for party, leaders in led.items() if leaders}

    @property
    def names(self) -> dict[str, str]:
        """What lists are called in English, as the archive has them."""
        return {**self.election.record.as_facts().names, **self.outcome.names}


def account_of(election: Election, stage: str | None = None, told: Callable[[int], None] | None = None) -> Account:
    """Take the account of an election at a stage: the one named, else the final or latest one."""
    named = stage or ("final" if "final" in election.stages else election.stages[-1])
    return Account(election, election.stage(named), told)


def _known(work: Callable[[], _Found]) -> _Found | None:
    """Do the work, or give None where it is refused for what isn't known."""
    try:
        return work()
    except BadInput:
        return None
