"""What was before: seats then and now by the lineage of parties, and the names they had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.chamber.lineage import continues_as
from hemicycle.elections.archive import Election
from hemicycle.elections.parties import read_parties
from hemicycle.publish.brief.seats import elected
from hemicycle.publish.brief.sentence import Fact, Sentence, Telling

NAMED = 5


@dataclass(frozen=True, slots=True)
class Change:
    """A list with seats now: those with seats then that it continues, and the seats of both."""

    party: str
    old: tuple[str, ...]
    was: int
    has: int


def before(telling: Telling) -> Iterator[Sentence]:
    """Tell the change since the election before, at the stage that is told."""
    account = telling.account
    earlier = account.before
    if earlier is None or account.outcome.certain is False:
        return
    changes = _changes(telling)[:NAMED]
    if changes:
        told = telling.row([_told(telling, each) for each in changes])
        text = telling.lang.say("Seats since {year}: {lists}.", year=str(earlier.date.year), lists=told)
        yield telling.sentence(text, *(fact for each in changes for fact in _facts(telling, each, earlier)))


def _changes(telling: Telling) -> list[Change]:
    """Find the lists with seats now that continue lists with seats then, the largest first."""
    account = telling.account
    then = account.outcome_before.totals if account.outcome_before else {}
    now = elected(telling)
    parties = read_parties(account.election.country).parties
    standing, day = {*account.votes_of_lists, *account.outcome.totals}, account.election.date.isoformat()
    heirs: dict[str, list[str]] = {}
    for old, seats in then.items():
        if seats:
            heirs.setdefault(continues_as(old, parties, standing, day), []).append(old)
    return [
        Change(party, tuple(heirs[party]), sum(then[old] for old in heirs[party]), has)
        for party, has in now.items()
        if party in heirs
    ]


def _told(telling: Telling, change: Change) -> str:
    """Tell one list's seats then and now, with the names of those that it continues."""
    lang = telling.lang
    places = {"party": telling.bare(change.party), "before": change.was, "now": change.has}
    if change.old == (change.party,):
        if change.was == change.has:
            return lang.say("{party} {now} again", party=places["party"], now=change.has)
        return lang.say("{party} from {before} to {now}", **places)
    names = lang.listed([telling.bare(each) for each in change.old])
    if len(change.old) == 1:
        return lang.say("{party} (formerly {old}) from {before} to {now}", old=names, **places)
    return lang.say("{party} (merged: {old}) from {before} to {now}", old=names, **places)


def _facts(telling: Telling, change: Change, earlier: Election) -> Iterator[Fact]:
    account = telling.account
    then, now = f"{earlier.id}, counted by {earlier.law.id}", f"counted by {account.outcome.law}"
    yield Fact(f"seats before: {', '.join(change.old)}", change.was, then, earlier.stage("final").sources)
    yield Fact(f"seats now: {change.party}", change.has, now, telling.sources)
    for old in change.old:
        record = read_parties(account.election.country).parties.get(old)
        if old != change.party and record is not None:
            file = f"{telling.country_file('parties.yaml')}: parties.{old}"
            yield Fact(f"{old} became {record.becomes}, {record.how}", record.until, file, record.sources)
