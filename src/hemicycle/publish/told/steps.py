"""How the seats follow, in a language: the steps in the order of the act, those of many districts in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.outcome.telling import has, tell
from hemicycle.outcome.tongue import Tongue
from hemicycle.outcome.trace import Admission, Allotment, NotRun, Record
from hemicycle.publish.language.language import Said
from hemicycle.publish.told.voice import Voice, articles_told, sentence

# So many districts are told one by one; more of them in one sentence.
_FEW = 3
_PARTIES = 8
_DISTRICTS = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is told: the sentence, its articles, and the record behind it, the first where it is for many."""

    says: Said
    cites: tuple[str, ...]
    record: Record


def steps_told(trace: Sequence[Record], voice: Voice) -> tuple[list[Step], list[Step]]:
    """Tell the steps that ran, in the order of the act; then those that were passed over, in short."""
    ran = [
        told
        for group in _by_step([record for record in trace if not isinstance(record, NotRun)])
        for told in _told(group, voice)
    ]
    skipped: dict[str, list[NotRun]] = {}
    for record in trace:
        if isinstance(record, NotRun):
            skipped.setdefault(record.because, []).append(record)
    return ran, [_skipped(records, voice) for records in skipped.values()]


def record_told(record: Record, voice: Voice) -> Step:
    """Tell one record by itself."""
    said = voice.whole(lambda tongue: _said(tongue.named(record), tongue))
    return Step(sentence(said, record.place), articles_told(record.cites, said, voice), record)


def _skipped(records: Sequence[NotRun], voice: Voice) -> Step:
    cites = tuple(dict.fromkeys(cite for record in records for cite in record.cites))
    said = sentence(voice.whole(lambda tongue: tell(records[0], tongue)))
    return Step(said, articles_told(cites, said, voice), records[0])


def _by_step(records: Sequence[Record]) -> list[list[Record]]:
    """Group the records of one step, in the order of the steps."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.step, []).append(record)
    return list(groups.values())


def _told(group: list[Record], voice: Voice) -> Iterator[Step]:
    if len(group) <= _FEW:
        yield from (record_told(record, voice) for record in group)
        return
    said = voice.whole(lambda tongue: _many([tongue.named(record) for record in group], tongue))
    yield Step(sentence(said), articles_told(group[0].cites, said, voice), group[0])


def _many(group: list[Record], tongue: Tongue) -> str:
    match group[0]:
        case Admission():
            return _admissions([record for record in group if isinstance(record, Admission)], tongue)
        case Allotment():
            return _allotments([record for record in group if isinstance(record, Allotment)], tongue)
    return tongue.say("in {n} units: {first}; and so on", n=len(group), first=tell(group[0], tongue).rstrip("."))


def _said(record: Record, tongue: Tongue) -> str:
    """Tell one record; of seats divided among many districts, the largest numbers only."""
    if not isinstance(record, Allotment) or record.seated or len(record.claims) <= _DISTRICTS:
        return tell(record, tongue)
    ranked = sorted(record.claims, key=lambda claim: -claim.seats)
    said = [has(record.name(claim.party), claim.seats, tongue) for claim in ranked[:_PARTIES]]
    rest = ranked[_PARTIES:]
    said.append(_others(len(rest), sum(claim.seats for claim in rest), tongue))
    text = tongue.count(
        "{n} seat among {districts} by {method} -> {won}",
        "{n} seats among {districts} by {method} -> {won}",
        record.seats,
        districts=_districts(len(ranked), tongue),
        method=tongue.text(record.told),
        won=tongue.listed(said),
    )
    none = sum(claim.seats == 0 for claim in rest)
    return text + (", " + tongue.say("{n} of them without a seat", n=none) if none else "")


def _districts(number: int, tongue: Tongue) -> str:
    return tongue.count("{n} district", "{n} districts", number)


def _others(number: int, seats: int, tongue: Tongue) -> str:
    return tongue.count("{n} other {won}", "{n} others {won}", number, won=seats)


def _admissions(records: list[Admission], tongue: Tongue) -> str:
    """Tell a threshold of many districts: how many lists passed, and the nearest that did not."""
    counts = sorted(len(record.admitted) for record in records)
    low, high = counts[0], counts[-1]
    many = tongue.number(low) if low == high else tongue.say("{low} to {high}", low=low, high=high)
    where = _districts(len(records), tongue)
    first = records[0]
    if first.share is None:
        text = tongue.say("in each of {districts}, {many} lists admitted", districts=where, many=many)
    else:
        base = tongue.say("the valid votes") if first.base_is == "valid votes" else tongue.text(first.base_is)
        said = {"districts": where, "share": tongue.percent(first.share), "base": base, "many": many}
        if first.strictly:
            text = tongue.say(
                "threshold in each of {districts}: more than {share} of {base}; {many} lists admitted", **said
            )
        else:
            text = tongue.say("threshold in each of {districts}: {share} of {base}; {many} lists admitted", **said)
    failed = [
        (line.margin, record, line)
        for record in records
        for line in record.lines
        if not line.passes and record.share is not None
    ]
    if failed:
        margin, record, line = max(failed, key=lambda each: each[0])
        text += "; " + tongue.say(
            "nearest to it {name} in {district}, short by {n}",
            name=record.name(line.party),
            district=record.district,
            n=max(-(margin // 1), 1),
        )
    return text


def _allotments(records: list[Allotment], tongue: Tongue) -> str:
    """Tell an allotment of many districts: seats by list, and where the last seat was nearest to another."""
    first = records[0]
    seats: dict[str, int] = {}
    for record in records:
        for claim in record.claims:
            if claim.seats:
                seats[claim.party] = seats.get(claim.party, 0) + claim.seats
    ranked = sorted(seats.items(), key=lambda item: -item[1])
    won = [has(first.name(party), count, tongue) for party, count in ranked[:_PARTIES]]
    if len(ranked) > _PARTIES:
        won.append(_others(len(ranked) - _PARTIES, sum(count for _, count in ranked[_PARTIES:]), tongue))
    said = {
        "total": sum(seats.values()),
        "districts": _districts(len(dict.fromkeys(record.district for record in records)), tongue),
        "method": tongue.text(first.told),
        "won": tongue.listed(won),
    }
    if any(record.alliance for record in records):
        text = tongue.say("{total} seats of alliances in {districts} by {method} -> {won}", **said)
    else:
        text = tongue.say("{total} seats in {districts} by {method} -> {won}", **said)
    close = [(record.last.switched, record) for record in records if record.last and record.last.switched is not None]
    if close:
        switched, nearest = min(close, key=lambda each: each[0])
        assert nearest.last is not None
        text += "; " + tongue.count(
            "the closest last seat is that of {district}, {holder} before {runner_up}, "
            "which {n} vote switched would have moved",
            "the closest last seat is that of {district}, {holder} before {runner_up}, "
            "which {n} votes switched would have moved",
            switched,
            district=nearest.district,
            holder=nearest.name(nearest.last.holder),
            runner_up=nearest.name(nearest.last.runner_up),
        )
    ties = sum(len(record.settled) for record in records)
    if ties:
        text += "; " + tongue.count("{n} tie settled by rule", "{n} ties settled by rule", ties)
    return text
