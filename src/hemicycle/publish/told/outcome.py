"""What an outcome comes to, in a language: the headline, last seats, lots, open questions, the final one beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial

from hemicycle.law.document import Law
from hemicycle.outcome.outcome import Lot, Outcome, Question
from hemicycle.outcome.telling import has, several
from hemicycle.outcome.telling_margins import tell_margin
from hemicycle.outcome.tongue import Tongue
from hemicycle.outcome.trace import Allotment
from hemicycle.publish.language.language import Said
from hemicycle.publish.told.voice import Voice, sentence


def headline_told(outcome: Outcome, law: Law, voice: Voice) -> Said:
    """Say in a sentence or two what happened, and how sure we are."""
    return voice.whole(partial(_headline, outcome, law))


def margins_told(outcome: Outcome, voice: Voice) -> list[Said]:
    """Tell what decided each of the last seats."""
    told = []
    for margin in outcome.margins:
        place = "" if margin.district == "*" else margin.district
        told.append(sentence(voice.whole(partial(tell_margin, margin)), place))
    return told


def lots_told(outcome: Outcome, voice: Voice) -> list[Said]:
    """Tell the lots that the law calls for, with their articles."""
    return [voice.whole(partial(_lot, lot, outcome.names)) for lot in outcome.lots]


def questions_told(outcome: Outcome, voice: Voice) -> list[Said]:
    """Tell the open questions that bite, what the law says to each, and how it is read here."""
    return [voice.whole(partial(_question, each)) for each in outcome.open_questions]


def notes_told(outcome: Outcome, voice: Voice) -> list[Said]:
    """Tell what an incomplete result leaves out."""
    return [sentence(voice.whole(partial(_note, note))) for note in outcome.notes]


def differences_told(outcome: Outcome, final: Outcome, voice: Voice) -> list[Said]:
    """Say where a stage's seats differ from the final ones, and by what number of quotas."""
    if outcome.certain is False:
        return []
    here, there = _quotas(outcome), _quotas(final)
    told = []
    for party in dict.fromkeys([*outcome.totals, *final.totals]):
        now, then = outcome.totals.get(party, 0), final.totals.get(party, 0)
        if now == then:
            continue
        quotas = (here[party], there[party]) if party in here and party in there else None
        told.append(voice.whole(partial(_difference, party, outcome.names, (now, then), quotas)))
    return told or [voice.whole(_no_difference)]


def _difference(
    party: str,
    called: Mapping[str, str],
    seats: tuple[int, int],
    quotas: tuple[Fraction, Fraction] | None,
    tongue: Tongue,
) -> str:
    name = {**called, **tongue.names}.get(party, party)
    said = {"name": name, "now": seats[0], "then": seats[1]}
    if quotas is None:
        return tongue.say("{name} {now}, final {then}.", **said)
    return tongue.say(
        "{name} {now}, final {then}: {here} quotas here, {there} in the final count.",
        **said,
        here=tongue.number(quotas[0], 4),
        there=tongue.number(quotas[1], 4),
    )


def _no_difference(tongue: Tongue) -> str:
    return tongue.say("The same seats.")


def _quotas(outcome: Outcome) -> dict[str, Fraction]:
    return {
        claim.party: claim.quotas
        for record in outcome.trace
        if isinstance(record, Allotment)
        for claim in record.claims
        if claim.quotas is not None
    }


def _headline(outcome: Outcome, law: Law, tongue: Tongue) -> str:
    possible = len(outcome.alternatives)
    if not outcome.complete:
        return tongue.count(
            "What is known leaves at least {n} allocation of the seats possible; the seats of each list in the table "
            "are reached, and the ranges may be wider.",
            "What is known leaves at least {n} allocations of the seats possible; the seats of each list in the table "
            "are reached, and the ranges may be wider.",
            possible,
        )
    if outcome.certain is False:
        return tongue.count(
            "What is known leaves {n} allocation of the seats possible; the range of each list is in the table.",
            "What is known leaves {n} allocations of the seats possible; the range of each list is in the table.",
            possible,
        )
    if outcome.status == "undetermined" and not outcome.rows:
        return tongue.say("Undetermined by law: {question}.", question=tongue.text(outcome.open_questions[0].asks))
    return " ".join(_sentences(outcome, law, tongue))


def _sentences(outcome: Outcome, law: Law, tongue: Tongue) -> Iterator[str]:
    names = {**outcome.names, **tongue.names}
    given = sum(outcome.totals.values())
    house = law.seats if isinstance(law.seats, int) else given
    who = several([has(names.get(party, party), seats, tongue) for party, seats in outcome.totals.items()], tongue)
    yield tongue.count("Of {n} seat: {who}.", "Of {n} seats: {who}.", house, who=who)
    if outcome.certain:
        yield tongue.say("What is known leaves no other allocation.")
    if house != given and outcome.status == "decided":
        yield tongue.count("{n} seat not in this result.", "{n} seats not in this result.", house - given)
    if outcome.status == "lots needed":
        drawn = sum(lot.seats for lot in outcome.lots)
        yield tongue.count("{n} seat to be drawn by lot.", "{n} seats to be drawn by lot.", drawn)
    if outcome.status == "undetermined":
        yield tongue.say("The rest is undetermined by law.")


def _note(note: str, tongue: Tongue) -> str:
    return tongue.text(note)


def _lot(lot: Lot, called: Mapping[str, str], tongue: Tongue) -> str:
    names = {**called, **tongue.names}
    who = several([names.get(party, party) for party in lot.among], tongue)
    if lot.decides == "seats":
        text = tongue.count("{n} seat among {who}", "{n} seats among {who}", lot.seats, who=who)
    else:
        text = tongue.say("{what} among {who}", what=tongue.text(lot.decides), who=who)
    where = "" if lot.district == "*" else f"{lot.district}: "
    return f"{where}{text} ({', '.join(tongue.cites(lot.cites))})."


def _question(question: Question, tongue: Tongue) -> str:
    asks = tongue.text(question.asks)
    if question.cites:
        asks += f" ({', '.join(tongue.cites(question.cites))})"
    said = {"asks": asks, "we": tongue.text(question.we)}
    match question.law:
        case "silent":
            return tongue.say("{asks}: the law is silent; here: {we}.", **said)
        case "unclear":
            return tongue.say("{asks}: the law is unclear; here: {we}.", **said)
    return tongue.say("{asks}: the law is not read; here: {we}.", **said)
