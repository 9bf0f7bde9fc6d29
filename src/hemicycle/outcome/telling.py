"""Every record of the trace as a sentence, in any language that is spoken.

Messages are whole clauses, each said at once; what varies inside them are names, numbers and texts of the law.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hemicycle.outcome.tongue import Tongue
from hemicycle.outcome.trace import (
    Admission,
    Allotment,
    Computed,
    FromFacts,
    Levelling,
    Line,
    NotRun,
    Placement,
    Ranges,
    Record,
    Settled,
    Transferred,
)

_MANY = 12  # lists that failed are named one by one up to here


def tell(record: Record, tongue: Tongue) -> str:
    """Say a record as a sentence, the district in front where it isn't the whole country."""
    record = tongue.named(record)
    match record:
        case Admission():
            return record.place + _admission(record, tongue) + _ties(record, tongue)
        case Allotment():
            return record.place + _allotment(record, tongue) + _ties(record, tongue)
        case Levelling():
            return record.place + _levelling(record, tongue) + _ties(record, tongue)
        case Placement():
            return record.place + _placement(record, tongue) + _ties(record, tongue)
        case Transferred():
            return record.place + _transferred(record, tongue) + _ties(record, tongue)
        case Computed():
            return _computed(record, tongue)
        case NotRun():
            return tongue.say("not run: {because}", because=tongue.text(record.because))
        case FromFacts():
            won = [has(record.name(party), count, tongue) for _, party, count in record.seats]
            return tongue.say("won in another contest, as reported: {seats}", seats=several(won, tongue))
        case Ranges():
            return _ranges(record, tongue)
    raise AssertionError(f"a record of no kind: {record}")


def several(words: Sequence[str], tongue: Tongue) -> str:
    """Join words as a sentence does; nobody where there are none."""
    return tongue.listed(words) if words else tongue.say("nobody")


def has(name: str, number: Any, tongue: Tongue) -> str:
    """Set a number beside the name of whoever has it."""
    return tongue.say("{name} {n}", name=name, n=number)


def called(record: Record, parties: Sequence[str], tongue: Tongue) -> str:
    """Name several lists, the first of them where they are many."""
    names = [record.name(party) for party in parties]
    if len(names) > _MANY + 1:
        rest = len(names) - _MANY
        names = [*names[:_MANY], tongue.count("{n} more", "{n} more", rest)]
    return several(names, tongue)


def counted(record: Record, votes: Any, tongue: Tongue) -> str:
    """Write a number of votes, or a share where only shares are known."""
    return tongue.percent(Fraction(votes) / 100) if record.measure == "%" else tongue.number(votes)


def _ties(record: Admission | Allotment | Levelling | Placement | Transferred, tongue: Tongue) -> str:
    return "".join(f"; {tie_told(tie, record, tongue)}" for tie in record.settled)


def tie_told(tie: Settled, record: Record, tongue: Tongue) -> str:
    """Tell a tie and how the law settles it."""
    return tongue.count(
        "tie of {among} for {n} seat, which goes to {rule}: {winners}",
        "tie of {among} for {n} seats, which goes to {rule}: {winners}",
        tie.seats,
        among=called(record, tie.among, tongue),
        rule=tongue.text(tie.rule),
        winners=called(record, tie.winners, tongue),
    )


def _admission(record: Admission, tongue: Tongue) -> str:
    if record.share is None:
        return _largest(record, tongue)
    ranked = sorted(record.lines, key=lambda line: line.votes, reverse=True)
    said = {
        "share": tongue.percent(record.share),
        "base": _base(record, tongue),
        "required": counted(record, record.share * record.base, tongue),
        "who": _by_reason(record, [line for line in ranked if line.party in record.admitted], tongue),
    }
    if record.share != 1 and record.strictly:
        text = tongue.say("threshold: more than {share} of {base} = {required} -> admitted {who}", **said)
    elif record.share != 1:
        text = tongue.say("threshold: {share} of {base} = {required} -> admitted {who}", **said)
    elif record.strictly:
        text = tongue.say("threshold: more than once {base} = {required} -> admitted {who}", **said)
    else:
        text = tongue.say("threshold: at least once {base} = {required} -> admitted {who}", **said)
    failed = [line for line in ranked if not line.passes]
    if len(failed) > _MANY:
        text += "; " + tongue.count(
            "not admitted {n} other, nearest {nearest}",
            "not admitted {n} others, nearest {nearest}",
            len(failed),
            nearest=_failed(record, failed[0], tongue),
        )
    elif failed:
        who = ", ".join(_failed(record, line, tongue) for line in failed)
        text += "; " + tongue.say("not admitted {who}", who=who)
    return text


def _by_reason(record: Admission, lines: Sequence[Line], tongue: Tongue) -> str:
    """Name those admitted, with the condition that carried them where it isn't the share."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(line.carried, []).append(line.party)
    told = [
        called(record, parties, tongue) + (f" ({tongue.text(reason)})" if reason else "")
        for reason, parties in groups.items()
    ]
    return "; ".join(told) if told else called(record, (), tongue)


def _base(record: Admission, tongue: Tongue) -> str:
    votes = counted(record, record.base, tongue)
    whole = record.measure == "%" and record.base == 100
    if record.base_is == "valid votes":
        return tongue.say("the valid votes") if whole else tongue.say("{votes} valid votes", votes=votes)
    base = tongue.text(record.base_is)
    if whole:
        return tongue.say("the {base}", base=base)
    if record.base_is.startswith("the "):
        return tongue.say("{base} ({votes})", base=base, votes=votes)
    return tongue.say("{votes} {base}", base=base, votes=votes)


def _largest(record: Admission, tongue: Tongue) -> str:
    """Tell who is admitted without a share to compare with: by another condition, or as the next largest."""
    votes = {line.party: line.votes for line in record.lines}
    who = several(
        [f"{record.name(party)} ({counted(record, votes[party], tongue)})" for party in record.admitted], tongue
    )
    if record.largest is None:
        passing = [line for line in record.lines if line.passes]
        reasons = dict.fromkeys(line.carried for line in passing)
        if len(reasons) == 1 and (reason := next(iter(reasons))):
            admitted = called(record, record.admitted, tongue)
            return tongue.say("{reason}: admitted {who}", reason=tongue.text(reason), who=admitted)
        return tongue.say("admitted {who}", who=_by_reason(record, passing, tongue) if any(reasons) else who)
    if record.largest == 1:
        return tongue.say("next largest number of votes: admitted {who}", who=who)
    return tongue.say("next {n} by number of votes: admitted {who}", n=record.largest, who=who)


def _failed(record: Admission, line: Line, tongue: Tongue) -> str:
    name = record.name(line.party)
    if record.measure == "%":
        return tongue.say("{name} (short by {n} points)", name=name, n=tongue.number(-line.margin))
    return tongue.say("{name} (short by {n})", name=name, n=max(-(line.margin // 1), 1))


def _computed(record: Computed, tongue: Tongue) -> str:
    means = tongue.text(record.means)
    units = dict.fromkeys(unit for unit, _, _ in record.cells)
    apart = len(units) > 1
    if apart and len(record.cells) > _MANY:
        return tongue.say("{means}: {n} numbers in {units} units", means=means, n=len(record.cells), units=len(units))
    if apart and any(party for _, party, _ in record.cells):
        parts = [has(f"{unit}, {record.name(party)}", value, tongue) for unit, party, value in record.cells]
    else:
        parts = [has(record.name(party) or unit, value, tongue) for unit, party, value in record.cells]
    if not parts:
        return tongue.say("{means}: nothing", means=means)
    return f"{means}: {tongue.listed(parts)}"


def _allotment(record: Allotment, tongue: Tongue) -> str:
    won = several(
        [has(record.name(claim.party), claim.seats, tongue) for claim in record.ranked if claim.seats], tongue
    )
    how = _how(record, tongue)
    if record.alliance:
        text = tongue.say("of {alliance}, {how} -> {won}", alliance=record.name(record.alliance), how=how, won=won)
    else:
        text = tongue.say("{how} -> {won}", how=how, won=won)
    if record.unfilled:
        text += "; " + tongue.count("{n} seat left over", "{n} seats left over", record.unfilled)
    return text


def _how(record: Allotment, tongue: Tongue) -> str:
    seats = record.seats
    if record.method == "most votes":
        votes = [
            has(record.name(claim.party), counted(record, claim.weight, tongue), tongue)
            for claim in record.ranked[: seats + 1]
        ]
        return tongue.count(
            "{n} seat by plurality: {votes}", "{n} seats by plurality: {votes}", seats, votes=", ".join(votes)
        )
    if record.quotients:
        return _averages(record, tongue)
    if record.quota is None and record.method != "all to one list":
        return _seats_by(record, tongue)
    if record.quota is None:
        return tongue.count(
            "all {n} seat to the only list entitled to them", "all {n} seats to the only list entitled to them", seats
        )
    quotas = [has(record.name(claim.party), tongue.number(claim.quotas, 4), tongue) for claim in record.ranked]
    text = tongue.count(
        "{n} seat, quota {quota}: {quotas}",
        "{n} seats, quota {quota}: {quotas}",
        seats,
        quota=counted(record, record.quota, tongue),
        quotas=several(quotas, tongue),
    )
    return text + _behind_quotas(record, tongue)


def _behind_quotas(record: Allotment, tongue: Tongue) -> str:
    """Tell who took the seats left over behind the whole quotas, and who was held at a limit."""
    text = ""
    if record.by_remainder:
        claims = {claim.party: claim for claim in record.claims}
        given = [f"{record.name(party)} ({tongue.number(claims[party].remainder, 4)})" for party in record.by_remainder]
        text += "; " + tongue.say(
            "{whole} by whole quotas, {n} by largest remainder: {given}",
            whole=sum(claim.seats for claim in record.claims) - len(given),
            n=len(given),
            given=tongue.listed(given),
        )
    for party, limit, at in record.limited:
        name = record.name(party)
        if limit == "minimum":
            text += "; " + tongue.say("{name} held at its minimum of {n}", name=name, n=at)
        else:
            text += "; " + tongue.say("{name} held at its maximum of {n}", name=name, n=at)
    return text


def _seats_by(record: Allotment, tongue: Tongue) -> str:
    return tongue.count("{n} seat by {method}", "{n} seats by {method}", record.seats, method=tongue.text(record.told))


def _averages(record: Allotment, tongue: Tongue) -> str:
    text = _seats_by(record, tongue)
    if record.last is not None:
        text += "; " + tongue.say(
            "the last goes to {holder} on {quotient}, before {runner_up} with {next}",
            holder=record.name(record.last.holder),
            quotient=tongue.number(record.last.quotient or 0),
            runner_up=record.name(record.last.runner_up),
            next=tongue.number(record.last.next_quotient or 0),
        )
    return text


def _levelling(record: Levelling, tongue: Tongue) -> str:
    ranked = sorted(record.shares, key=lambda share: share.entitled, reverse=True)
    text = tongue.count(
        "{n} seat counted over all seats held, by {method}",
        "{n} seats counted over all seats held, by {method}",
        record.asked,
        method=tongue.text(record.told),
    )
    if record.off:
        off = [tongue.say("{n} held by {name}", n=seats, name=record.name(party)) for party, seats in record.off]
        text += "; " + tongue.say("off go {seats}", seats=tongue.listed(off))
    if record.done:
        text += f"; {'; '.join(tongue.text(done) for done in record.done)}"
    owed = [
        tongue.say(
            "{name} {entitled} - {held} held = {owed}",
            name=record.name(each.party),
            entitled=max(each.entitled, each.minimum),
            held=each.held,
            owed=each.owed,
        )
        for each in ranked
    ]
    return tongue.say("{how} -> still owed {owed}", how=text, owed=several(owed, tongue))


def _placement(record: Placement, tongue: Tongue) -> str:
    by_party: dict[str, list[str]] = {}
    for unit, party, seats in record.cells:
        by_party.setdefault(party, []).append(unit if seats == 1 else has(unit, seats, tongue))
    parts = [f"{record.name(party)}: {', '.join(units)}" for party, units in by_party.items()]
    text = tongue.count(
        "{n} seat placed by {method} -> {where}",
        "{n} seats placed by {method} -> {where}",
        sum(seats for _, _, seats in record.cells),
        method=tongue.text(record.told),
        where="; ".join(parts) or tongue.say("nowhere"),
    )
    if record.unplaced:
        left = [tongue.say("{n} of {name}", n=seats, name=record.name(party)) for party, seats in record.unplaced]
        text += "; " + tongue.say("no place for {seats}", seats=tongue.listed(left))
    return text


def _transferred(record: Transferred, tongue: Tongue) -> str:
    return tongue.say(
        "{papers} ranked ballots, {seats}, quota {quota}; {rounds} -> elected {who}",
        papers=record.papers,
        seats=tongue.count("{n} seat", "{n} seats", record.seats),
        quota=record.quota,
        rounds=tongue.count("{n} round", "{n} rounds", len(record.rounds)),
        who=called(record, record.elected, tongue),
    )


def _ranges(record: Ranges, tongue: Tongue) -> str:
    parts = [
        has(record.name(party), low, tongue)
        if low == high
        else tongue.say("{name} {low} to {high}", name=record.name(party), low=low, high=high)
        for party, low, high in record.seats
    ]
    seats = several(parts, tongue)
    if record.complete:
        return tongue.count(
            "{n} allocation possible: {seats}", "{n} allocations possible: {seats}", record.allocations, seats=seats
        )
    return tongue.count(
        "at least {n} allocation possible: {seats}",
        "at least {n} allocations possible: {seats}",
        record.allocations,
        seats=seats,
    )
