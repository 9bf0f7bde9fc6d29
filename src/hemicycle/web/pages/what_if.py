"""What if: the votes of an election under another law, another threshold, another method; the address holds it all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from hemicycle.law.steps import NATION
from hemicycle.source.mistake import BadInput
from hemicycle.web.answer import Answer
from hemicycle.web.asked import Asked as Question
from hemicycle.web.asked import count
from hemicycle.web.pages.frame import page
from hemicycle.web.pages.law import chamber_of
from hemicycle.web.pages.place import Asked
from hemicycle.web.pages.result import Result, result_of
from hemicycle.web.problem import plainly

if TYPE_CHECKING:
    from hemicycle.elections.archive import Election
    from hemicycle.law.document import Law
    from hemicycle.publish.language.language import Language

# The slider's end, in per cent.
_MOST = 15
_NUMBER = re.compile(r"\d{1,12}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form holds: as it was asked, or as the law has it."""

    election: str
    law: str
    tier: str
    threshold: Fraction | None
    threshold_by_law: Fraction | None
    method: str
    method_by_law: str
    seats: int | None
    seats_by_law: int | None
    votes: dict[str, int]
    votes_cast: dict[str, int]


def what_if(asked: Asked) -> Answer:
    """Answer what seats would be, with the form that asks it."""
    from hemicycle.elections.archive import read_election
    from hemicycle.publish.language.names import title

    known = elections_known()
    name = asked.one("election") or known[0]
    election = read_election(name)
    problem, result, law = "", None, election.law
    chosen = None
    try:
        law = _law(asked, election)
        chosen = _chosen(asked, election, law)
        result = _result(asked, election, chosen)
    except BadInput as error:
        problem = plainly(str(error))
    place = asked.place
    address = f"{place.to('what-if/')}?{urlencode(_address(chosen))}" if chosen else ""
    answer = page(
        place,
        "what_if.html",
        asked.lang.say("What if"),
        election=election,
        elections=[(each, title(read_election(each), asked.lang)) for each in known],
        laws=_laws_told(election, asked.lang),
        law=law,
        chosen=chosen,
        changed=_changes(asked, chosen) if chosen else [],
        methods=_methods(asked.lang),
        breaks=_breaks(election.id, law.id),
        most=_MOST,
        problem=problem,
        result=result,
        names=_names(asked, election),
        status=422 if problem else 200,
    )
    if address:
        answer.headers["HX-Replace-Url"] = address
    return answer


def _methods(lang: Language) -> dict[str, str]:
    """Name the methods that the form offers, by the names that settings take."""
    return {
        "hare": lang.say("Hare, largest remainders"),
        "dhondt": lang.say("D'Hondt"),
        "sainte-lague": lang.say("Sainte-Laguë"),
        "imperiali": lang.say("Imperiali"),
        "danish": lang.say("Danish divisors"),
    }


@cache
def elections_known() -> list[str]:
    """Name the elections whose votes are known, the case with the most stages first, then the latest."""
    from hemicycle.elections.archive import election_ids, read_election

    found = [read_election(name) for name in election_ids()]
    found = [each for each in found if "final" in each.stages and (each.folder / "votes.csv").is_file()]
    found = [each for each in found if not (each.folder / "ballots.csv").is_file()]
    found.sort(key=lambda each: (-len(each.stages), -each.date.toordinal()))
    first, *others = found
    others.sort(key=lambda each: each.date, reverse=True)
    return [each.id for each in (first, *others)]


@cache
def _laws_of_nations() -> list[str]:
    """Name the latest versions of laws that divide their seats in the country as one: any votes can try them."""
    from hemicycle.law.catalogue import law_ids, versions

    found = [versions(name)[-1] for name in law_ids()]
    return [each.id for each in found if _is_plain(each)]


def _is_plain(law: Law) -> bool:
    needs = any(not each.optional for each in law.from_election.values())
    return law.votes_at == NATION and not law.units and not needs


def _laws(election: Election) -> tuple[list[str], list[str]]:
    """Name the versions of the election's own law, and laws of others that can be tried."""
    from hemicycle.law.catalogue import versions

    own = [each.id for each in versions(election.record.law)]
    return own, [each for each in _laws_of_nations() if not each.startswith(f"{election.record.law}@")]


def _laws_told(election: Election, lang: Language) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Call the versions of its own law by their first days, and other laws by their chambers too."""
    from hemicycle.law.catalogue import find_law

    own, others = ([find_law(name) for name in names] for names in _laws(election))
    days = [(each.id, lang.day(each.in_force.start)) for each in own]
    named = ((each.id, _law_told(each.id, lang)) for each in others)
    return days, sorted(named, key=lambda pair: pair[1])


def _law_told(name: str, lang: Language) -> str:
    from hemicycle.law.catalogue import find_law

    law = find_law(name)
    return f"{chamber_of(law, lang)}, {lang.day(law.in_force.start)}"


def _law(asked: Asked, election: Election) -> Law:
    from hemicycle.law.catalogue import find_law
    from hemicycle.source.mistake import Mistake

    name = asked.one("law")
    if not name:
        return election.law
    known = [*_laws(election)[0], *_laws(election)[1]]
    if name not in known:
        raise BadInput(Mistake("law", repr(name), f"one of: {', '.join(known)}"))
    return find_law(name)


def _chosen(asked: Asked, election: Election, law: Law) -> Chosen:
    """Read the form. What it holds for another law or election than it was made for is left aside."""
    tier = law.tiers[0]
    by_law = _threshold(law)
    same = asked.one("of") in ("", f"{election.id} {law.id}")
    method = _method(law)
    cells = _cells(election)
    text = asked.one("threshold").replace(",", ".") if same else ""
    threshold = by_law
    if text and re.fullmatch(r"\d{1,3}(\.\d{1,6})?", text):
        threshold = Fraction(text) / 100
    elif text:
        from hemicycle.source.mistake import Mistake

        raise BadInput(Mistake("threshold", repr(text), "a number of per cent such as 5 or 7.5"))
    seats = _number(asked, "seats") if same else None
    votes = {
        party: number if (given := _number(asked, f"v.{party}") if same else None) is None else given
        for party, number in cells.items()
    }
    return Chosen(
        election.id,
        law.id,
        tier.tier,
        threshold,
        by_law,
        (asked.one("method") if same else "") or method,
        method,
        _seats(law) if seats is None else seats,
        _seats(law),
        votes,
        cells,
    )


def _number(asked: Asked, name: str) -> int | None:
    """Read a whole number of the form; None where the field is empty."""
    text = asked.one(name)
    if text and not _NUMBER.fullmatch(text):
        from hemicycle.source.mistake import Mistake

        raise BadInput(Mistake(name.removeprefix("v."), repr(text[:100]), "a whole number of 12 digits at most"))
    return int(text) if text else None


def _cells(election: Election) -> dict[str, int]:
    """Take the votes that can be changed: those of a ballot that is one district."""
    cells = election.exact_votes().ballots["votes"]
    if len({district for district, _ in cells}) != 1 or len(cells) > 60:
        return {}
    return {party: int(number) for (_, party), number in cells.items()}


def _threshold(law: Law) -> Fraction | None:
    """Find the threshold of the first tier that one setting can move; None where there is none."""
    from hemicycle.scenarios.changed_law import Setting, chosen_thresholds

    try:
        return chosen_thresholds(law, Setting(law.tiers[0].tier, "threshold", ""))[0].share.constant
    except BadInput:
        return None


def _method(law: Law) -> str:
    """Find the method of the first tier, where it is one of those that the form offers."""
    for step in law.tiers[0].steps:
        if step.allot is not None and step.allot.to == "list" and isinstance(step.allot.method, str):
            return step.allot.method
    return ""


def _seats(law: Law) -> int | None:
    seats = law.tiers[0].seats
    return seats if isinstance(seats, int) and isinstance(law.seats, int) else None


def _settings(chosen: Chosen) -> tuple[str, ...]:
    found = []
    if chosen.threshold is not None and chosen.threshold != chosen.threshold_by_law:
        found.append(f"{chosen.tier}.threshold={chosen.threshold.numerator}/{chosen.threshold.denominator}")
    if chosen.method != chosen.method_by_law:
        found.append(f"{chosen.tier}.method={chosen.method}")
    if chosen.seats is not None and chosen.seats != chosen.seats_by_law:
        found.append(f"{chosen.tier}.seats={chosen.seats}")
    return tuple(found)


def _other_votes(chosen: Chosen) -> tuple[tuple[str, int], ...]:
    return tuple((party, number) for party, number in chosen.votes.items() if number != chosen.votes_cast[party])


def _result(asked: Asked, election: Election, chosen: Chosen) -> Result:
    settings, votes = _settings(chosen), _other_votes(chosen)
    counted = count(Question(election.id, stage="final", law=chosen.law, settings=settings, votes=votes))
    facts = election.record.as_facts()
    return result_of(counted.shown, asked.lang, facts, election, election.elect("final"))


def _address(chosen: Chosen) -> dict[str, Any]:
    """Write what was chosen as an address, which holds only what isn't as the law has it."""
    told: dict[str, Any] = {"election": chosen.election, "law": chosen.law}
    if chosen.threshold is not None and chosen.threshold != chosen.threshold_by_law:
        told["threshold"] = f"{float(chosen.threshold * 100):g}"
    if chosen.method != chosen.method_by_law:
        told["method"] = chosen.method
    if chosen.seats != chosen.seats_by_law:
        told["seats"] = chosen.seats
    return told | {f"v.{party}": number for party, number in _other_votes(chosen)}


def _changes(asked: Asked, chosen: Chosen) -> list[str]:
    """Tell what isn't as it was."""
    from hemicycle.elections.archive import read_election

    lang, election = asked.lang, read_election(chosen.election)
    told = []
    if chosen.law != election.law.id:
        told.append(lang.say("law: {law}", law=_law_told(chosen.law, lang)))
    if chosen.threshold is not None and chosen.threshold != chosen.threshold_by_law:
        told.append(lang.say("threshold: {share}", share=lang.percent(chosen.threshold, 4)))
    if chosen.method != chosen.method_by_law:
        told.append(lang.say("method: {method}", method=_methods(lang).get(chosen.method, chosen.method)))
    if chosen.seats is not None and chosen.seats != chosen.seats_by_law:
        told.append(lang.say("seats: {seats}", seats=chosen.seats))
    names = _names(asked, election)
    told += [
        lang.say("votes for {party}: {votes}", party=names.get(party, party), votes=number)
        for party, number in _other_votes(chosen)
    ]
    return told


def _names(asked: Asked, election: Election) -> dict[str, str]:
    from hemicycle.publish.language.names import bare_name

    return {party: str(bare_name(election, party, asked.lang)) for party in _cells(election)}


@lru_cache(maxsize=200)
def _breaks(name: str, version: str) -> list[int]:
    """Find where seats move, in thousandths of the slider."""
    from hemicycle.elections.archive import read_election
    from hemicycle.law.catalogue import find_law
    from hemicycle.scenarios.changed_law import Setting
    from hemicycle.scenarios.sweep import threshold_stretches

    election, law = read_election(name), find_law(version)
    setting, most = Setting(law.tiers[0].tier, "threshold", ""), Fraction(_MOST, 100)
    try:
        found = threshold_stretches(law, election.exact_votes(), election.record.as_facts(), setting, Fraction(0), most)
    except BadInput:
        return []
    return [round(each.high / most * 1000) for each in found[:-1]]
