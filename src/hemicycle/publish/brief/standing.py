"""Who stood: the quota on lists and what it would have meant for seats, and who did not stand."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hemicycle.chamber.quota import groups_told, share_of
from hemicycle.elections.quota_seen import QuotaSeen
from hemicycle.law.catalogue import find_law
from hemicycle.law.members import ListQuota
from hemicycle.publish.brief.sentence import Fact, Sentence, Telling
from hemicycle.publish.told.voice import voice_of


def standing(telling: Telling) -> Iterator[Sentence]:
    """Tell of the lists and of those who stayed away."""
    yield from _absent(telling)
    account = telling.account
    # What the quota would have meant hangs on the seats of the chamber that came to be.
    as_it_came = account.final is None or account.final.totals == account.outcome.totals
    asked = any(isinstance(rule, ListQuota) and rule.share for rule in account.election.law.members)
    seen = account.quota if asked and as_it_came else None
    if seen is not None:
        yield from _quota(telling, seen)


def _absent(telling: Telling) -> Iterator[Sentence]:
    record = f"{telling.file('election.yaml')}: did_not_stand"
    for each in telling.account.election.record.did_not_stand:
        text = telling.lang.say(
            "{party} did not stand: {why}.", party=telling.full(each.party), why=telling.data(each.why)
        )
        yield telling.sentence(text, Fact(f"{each.party} {each.how} stand", each.why, record, each.sources))
        if each.note:
            said = Fact(f"told of {each.party}", each.note, record, each.sources)
            yield telling.sentence(telling.data(each.note), said)


def _quota(telling: Telling, seen: QuotaSeen) -> Iterator[Sentence]:
    """Tell what the quota asked of lists, whether those with seats kept it, and what it would mean for seats."""
    lang, rule = telling.lang, seen.on_lists
    known = [each for each in seen.lists if each.kept is not None]
    if rule is None or not known:
        return
    file = f"{telling.file('election.yaml')}: lists"
    listed = telling.account.election.record.lists
    facts = [
        Fact(
            f"share of the quota's groups on the list: {each.party}",
            Fraction(each.group or 0, each.names or 1),
            file,
            listed[each.party].sources,
            each.group,
            each.names,
            unit="share",
        )
        for each in known
    ]
    voice = voice_of(telling.account.election, lang)
    groups = voice.whole(lambda each: groups_told(rule.of, each)).text
    kept = sum(1 for each in known if each.kept)
    places = {"share": lang.per_cent(share_of(rule)), "groups": groups, "kept": kept}
    if kept == len(known) == len(seen.lists):
        text = lang.count(
            "Lists needed {share} {groups}; the one with seats had it.",
            "Lists needed {share} {groups}; all {n} with seats had it.",
            len(known),
            **places,
        )
    else:
        text = lang.count(
            "Lists needed {share} {groups}; of {n} with seats and known names {kept} had it.",
            "Lists needed {share} {groups}; of {n} with seats and known names {kept} had it.",
            len(known),
            **places,
        )
    yield telling.sentence(
        text, Fact("share asked of lists", share_of(rule), f"{seen.law}: {rule.cites[0]}", unit="share"), *facts
    )
    if seen.later != seen.law and not seen.known_by_name:
        law = find_law(seen.later)
        text = lang.count(
            "Had it bound seats, as from {year}, at most {n} would have gone to others.",
            "Had it bound seats, as from {year}, at most {n} would have gone to others.",
            seen.to_others.high,
            year=str(law.in_force.start.year),
        )
        bounds = [seen.to_others.low, seen.to_others.high]
        yield telling.sentence(
            text, Fact("fewest and most seats to others, had the quota bound seats", bounds, seen.later)
        )
