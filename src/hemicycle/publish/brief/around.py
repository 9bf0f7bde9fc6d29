"""Around the election: who leads the largest list and which offices are in the same hands, and the country."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hemicycle.elections.context import Around
from hemicycle.elections.parties import Leader, read_parties
from hemicycle.publish.brief.sentence import Fact, Sentence, Telling
from hemicycle.publish.language.names import country_name, person_name

GROWTH, PEOPLE = "GDP growth", "population at mid-year"


def around(telling: Telling) -> Iterator[Sentence]:
    """Tell of the head of the largest list and of the country."""
    yield from _leader(telling)
    yield from _country(telling)


def _leader(telling: Telling) -> Iterator[Sentence]:
    """Tell who leads the largest list, where that person holds state offices too."""
    account = telling.account
    largest = next(iter(account.outcome.totals), None) or _largest_possible(telling)
    for leader in account.leaders.get(largest or "", ()):
        if largest is not None and leader.offices:
            yield from _in_one_hand(telling, largest, leader)


def _largest_possible(telling: Telling) -> str | None:
    alternatives = telling.account.outcome.alternatives
    return max(alternatives[0].totals, key=lambda party: alternatives[0].totals[party]) if alternatives else None


def _in_one_hand(telling: Telling, party: str, leader: Leader) -> Iterator[Sentence]:
    lang, election = telling.lang, telling.account.election
    parties = read_parties(election.country)
    name = person_name(election, leader.term.name, lang).text
    file = telling.country_file("parties.yaml")
    before = [
        each
        for each in parties.offices
        if each.person == leader.term.name and each.until and each.until < election.date.isoformat()
    ]
    held = [telling.data(each.office, short=True) for each in leader.offices]
    for each in before:
        office = telling.data(each.office, short=True)
        held.append(lang.say("{office} until {year}", office=office, year=str(each.until)[:4]))
    places = {"party": telling.full(party), "name": name, "offices": ", ".join(held)}
    if leader.age is None:
        text = lang.say("{name} leads {party}: {offices}.", **places)
    else:
        text = lang.count(
            "{name}, {n}, leads {party}: {offices}.",
            "{name}, {n}, leads {party}: {offices}.",
            leader.age,
            **places,
        )
    led = Fact(f"leader of {party}, aged", leader.age, f"{file}: parties, people", parties.parties[party].sources)
    facts = [
        Fact(f"office of {each.person}", [each.office, each.start, each.until], f"{file}: offices", each.sources)
        for each in (*leader.offices, *before)
    ]
    yield telling.sentence(text, led, *facts)


def _country(telling: Telling) -> Iterator[Sentence]:
    """Tell how many people live in the country and how its economy changed, each figure with its vintage."""
    lang, account = telling.lang, telling.account
    year = account.election.date.year
    file = telling.country_file("context.csv")
    by_measure: dict[str, list[Around]] = {}
    # of a year that has hardly begun nothing is known: an election of its first half is told with the year before
    told_year = year if account.election.date.month > 6 else year - 1
    for each in account.context:
        if each.year == told_year:
            by_measure.setdefault(each.measure, []).append(each)
    people, growth = by_measure.get(PEOPLE, [])[:1], by_measure.get(GROWTH, [])
    figures = [
        lang.say("{millions} million people", millions=lang.fixed(Fraction(each.value) / 10**6, 1)) for each in people
    ]
    for place, each in enumerate(growth):
        share, vintage = lang.signed(Fraction(each.value), 1), telling.data(each.vintage, short=True)
        if place:
            figures.append(lang.say("later {share}\N{NO-BREAK SPACE}% ({vintage})", share=share, vintage=vintage))
        else:
            figures.append(lang.say("GDP growth {share}\N{NO-BREAK SPACE}% ({vintage})", share=share, vintage=vintage))
    if figures:
        text = lang.say(
            "{country} in {year}: {figures}.",
            country=country_name(account.election, lang),
            year=str(told_year),
            figures=", ".join(figures),
        )
        yield telling.sentence(text, *(_fact(each, file) for each in (*people, *growth)))
    for recalled in account.election.record.recalled:
        if recalled.about == "country":
            record = f"{telling.file('election.yaml')}: recalled"
            fact = Fact("recalled", recalled.says, record, recalled.sources)
            yield telling.sentence(telling.data(recalled.says), fact)


def _fact(each: Around, file: str) -> Fact:
    return Fact(f"{each.measure}, {each.year}, {each.unit} ({each.vintage})", each.value, file, each.sources)
