"""What was before: seats then and now by the lineage of parties, and the names they had."""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.chamber.lineage import continues_as
from hemicycle.elections.archive import Election
from hemicycle.elections.parties import read_parties
from hemicycle.publish.brief.seats import elected
from hemicycle.publish.brief.sentence import Fact, Sentence, Telling

NAMED = 5


def before(telling: Telling) -> Iterator[Sentence]:
    """Tell the change since the election before, at the stage that is told."""
    account = telling.account
    earlier = account.before
    if earlier is None or account.outcome.certain is False or not account.outcome.totals:
        return
    heirs = _heirs(telling)
    then = earlier.elect().totals
    now = elected(telling)
    lines = [
        (party, sum(then.get(each, 0) for each in old), now[party])
        for party, old in heirs.items()
        if party in now and any(then.get(each) for each in old)
    ][:NAMED]
    if not lines:
        return
    told, facts = [], []
    then_told, now_told = f"{earlier.id}, counted by {earlier.law.id}", f"counted by {account.outcome.law}"
    for party, was, has in lines:
        told.append(_change(telling, party, [each for each in heirs[party] if then.get(each)], was, has))
        facts.append(Fact(f"seats before: {', '.join(heirs[party])}", was, then_told, earlier.stage("final").sources))
        facts.append(Fact(f"seats now: {party}", has, now_told, telling.sources))
        for old in _old_names(telling, party, earlier):
            record = read_parties(account.election.country).parties[old]
            file = f"{telling.country_file('parties.yaml')}: parties.{old}"
            facts.append(Fact(f"{old} became {record.becomes}, {record.how}", record.until, file, record.sources))
    text = telling.lang.say("Seats since {year}: {lists}.", year=str(earlier.date.year), lists=telling.row(told))
    yield telling.sentence(text, *facts)


def _change(telling: Telling, party: str, old: list[str], was: int, has: int) -> str:
    """Tell one list's seats then and now, with the names of those that it continues."""
    places = {"party": telling.bare(party), "before": was, "now": has}
    if old == [party]:
        if was == has:
            return telling.lang.say("{party} {now} again", **places)
        return telling.lang.say("{party} from {before} to {now}", **places)
    names = telling.lang.listed([telling.bare(each) for each in old])
    if len(old) == 1:
        return telling.lang.say("{party} (formerly {old}) from {before} to {now}", old=names, **places)
    return telling.lang.say("{party} (merged: {old}) from {before} to {now}", old=names, **places)


def _old_names(telling: Telling, party: str, earlier: Election) -> list[str]:
    """Find those that became this list since the election before: by another name, or merged into it."""
    then, now = earlier.date.isoformat(), telling.account.election.date.isoformat()
    parties = read_parties(telling.account.election.country)
    line = parties.predecessors(party)
    return [old for old in line if then < (parties.parties[old].until or "") <= now]


def _heirs(telling: Telling) -> dict[str, list[str]]:
    """For each list that has seats now, those of the election before that it continues, itself among them."""
    account = telling.account
    earlier = account.before
    if earlier is None:
        return {}
    parties = read_parties(account.election.country).parties
    standing = {*account.votes_of_lists, *account.outcome.totals}
    heirs: dict[str, list[str]] = {party: [] for party in account.outcome.totals}
    for old in earlier.elect().totals:
        heir = continues_as(old, parties, standing, account.election.date.isoformat())
        heirs.setdefault(heir, []).append(old)
    return heirs
