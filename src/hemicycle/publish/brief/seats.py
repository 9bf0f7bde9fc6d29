"""The seats that the law gives, how sure they are, and the whole chamber."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from hemicycle.outcome.trace import FromFacts
from hemicycle.publish.brief.result import shares_of
from hemicycle.publish.brief.sentence import Fact, Sentence, Telling

INDIRECT = "indirect"  # a list that is a body which elects members itself
NAMED = 6


def seats(telling: Telling) -> Iterator[Sentence]:
    """Tell the seats."""
    outcome = telling.account.outcome
    if outcome.certain is False and outcome.alternatives:
        yield _ranges(telling)
    elif outcome.status == "lots needed":
        yield telling.sentence(telling.lang.say("Some seats wait for a lot that the law asks for."), _rule(telling))
    elif outcome.status == "undetermined":
        say = telling.lang.say
        some = outcome.totals and say("The law does not say who gets some of the seats.")
        yield telling.sentence(some or say("The law does not say who gets the seats."), _rule(telling))
    if not outcome.totals:
        return
    if outcome.certain is not False:
        yield _won(telling)
    yield from _elsewhere(telling)
    yield from _indirect(telling)
    yield from _majority(telling)


def elected(telling: Telling) -> dict[str, int]:
    """Seats by list, of those that voters fill."""
    kinds = telling.account.election.record.as_facts().kinds
    return {party: won for party, won in telling.account.outcome.totals.items() if kinds.get(party) != INDIRECT}


def _rule(telling: Telling) -> Fact:
    outcome = telling.account.outcome
    return Fact("status of the seats", outcome.status, outcome.law, telling.sources)


def _won(telling: Telling) -> Sentence:
    """Tell the seats that follow from the votes: from shares with what their rounding leaves, else with the check."""
    lang, account = telling.lang, telling.account
    won = elected(telling)
    total, items = sum(won.values()), _items(telling, won)
    facts = _seat_facts(telling, won)
    if account.outcome.certain:
        sure = Fact("other allocations that fit the rounded shares", 0, f"{account.outcome.law}: exact search")
        text = lang.count(
            "The law turns these shares into {n} seat: {lists}; their rounding leaves no other answer.",
            "The law turns these shares into {n} seats: {lists}; their rounding leaves no other answer.",
            total,
            lists=items,
        )
        return telling.sentence(text, *facts, sure)
    official: dict[str, int] = {}
    for seat in account.election.official_seats:
        official[seat.party] = official.get(seat.party, 0) + seat.seats
    if account.stage.stage == "final" and official and official == account.outcome.totals:
        text = lang.count(
            "The law gives {n} seat, as in official results: {lists}.",
            "The law gives {n} seats, as in official results: {lists}.",
            total,
            lists=items,
        )
        check = Fact("official seats", official, telling.file("seats.csv"), telling.sources)
        return telling.sentence(text, *facts, check)
    text = lang.count("The law gives {n} seat: {lists}.", "The law gives {n} seats: {lists}.", total, lists=items)
    return telling.sentence(text, *facts)


def _seat_facts(telling: Telling, won: Mapping[str, int]) -> list[Fact]:
    """The seats of those that are named, and of all others together."""
    total = sum(won.values())
    record = f"{telling.account.outcome.law}, counted from {telling.votes_file}"
    named, rest = _named(won)
    facts = [Fact(f"seats: {each}", won[each], record, telling.sources, won[each], total) for each in named]
    if rest:
        others = sum(won[each] for each in rest)
        facts.append(Fact(f"seats of {len(rest)} other lists", others, record, telling.sources, others, total))
    return facts


def _named(won: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Who is named one by one, and who isn't."""
    parties = list(won)
    return (parties, []) if len(parties) <= NAMED + 1 else (parties[:NAMED], parties[NAMED:])


def _items(telling: Telling, won: Mapping[str, int]) -> str:
    lang = telling.lang
    named, rest = _named(won)
    items = [lang.say("{party} {seats}", party=telling.bare(each), seats=won[each]) for each in named]
    if rest:
        others = sum(won[each] for each in rest)
        items.append(lang.count("{n} other {seats}", "the other {n} {seats}", len(rest), seats=others))
    return telling.row(items)


def _ranges(telling: Telling) -> Sentence:
    """Tell how far the seats of each list are open."""
    lang, outcome = telling.lang, telling.account.outcome
    kinds = telling.account.election.record.as_facts().kinds
    possible: dict[str, list[int]] = {}
    for each in outcome.alternatives:
        for party, won in each.totals.items():
            possible.setdefault(party, []).append(won)
    told, facts = [], []
    for party, several in sorted(possible.items(), key=lambda item: -max(item[1])):
        low = min(several) if len(several) == len(outcome.alternatives) else 0
        facts.append(Fact(f"seats possible: {party}", [low, max(several)], outcome.law, telling.sources))
        if kinds.get(party) != INDIRECT:
            told.append(lang.say("{party} {low} to {high}", party=telling.bare(party), low=low, high=max(several)))
    text = lang.count(
        "What is known leaves {n} allocation of seats possible: {lists}.",
        "What is known leaves {n} allocations of seats possible: {lists}.",
        len(outcome.alternatives),
        lists=telling.row(told[:NAMED]),
    )
    return telling.sentence(text, *facts)


def _elsewhere(telling: Telling) -> Iterator[Sentence]:
    """Tell how many of the seats were filled in another contest, of which only the seats are known."""
    outcome = telling.account.outcome
    tiers = {record.tier for record in outcome.trace if isinstance(record, FromFacts)} - set(outcome.within)
    count = sum(row.seats for row in outcome.rows if row.tier in tiers)
    if count:
        text = telling.lang.count(
            "Of these seats {n} was filled in another contest, of which only the seats are at hand.",
            "Of these seats {n} were filled in another contest, of which only the seats are at hand.",
            count,
        )
        yield telling.sentence(text, Fact("seats of another contest", count, telling.file("election.yaml")))


def _indirect(telling: Telling) -> Iterator[Sentence]:
    """Tell who else elects members, and how large the whole chamber is."""
    lang, account = telling.lang, telling.account
    won = elected(telling)
    main = sum(won.values())
    for party, count in account.outcome.totals.items():
        if party not in won:
            text = lang.say(
                "The {body} elects {n} more: {main} + {n} = {whole}.",
                body=telling.full(party),
                n=count,
                main=main,
                whole=main + count,
            )
            law = f"{account.outcome.law}; {telling.file('election.yaml')}: facts"
            sources = account.election.record.lists[party].sources
            yield telling.sentence(text, Fact(f"seats: {party}", count, law, sources, count, main + count))


def _majority(telling: Telling) -> Iterator[Sentence]:
    """Tell whether a list has more than half of all seats, where none has more than half of the votes."""
    lang, totals = telling.lang, telling.account.outcome.totals
    shares = shares_of(telling)
    if shares is None or len(totals) < 2 or max(map(shares.share, shares.lists)) > Fraction(1, 2):
        return
    whole = sum(totals.values())
    party, most = next(iter(totals.items()))
    fact = Fact(f"seats of the whole chamber: {party}", most, telling.account.outcome.law, telling.sources, most, whole)
    if 2 * most > whole:
        text = lang.say("{party} has more than half of the seats.", party=telling.bare(party))
    else:
        text = lang.say("No list has more than half of the seats.")
    yield telling.sentence(text, fact)
