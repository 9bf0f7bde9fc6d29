"""A result as an audit takes it: read off the steps that the law took, or refused with what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NoReturn

from hemicycle.apportion.divisor import Divisors
from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import Law, Step, Tier
from hemicycle.law.methods import method_told
from hemicycle.law.steps import NAMES, NATION, Admit, Allot, ByQuota, Condition, Method
from hemicycle.outcome.alliances import alliances_from
from hemicycle.outcome.divide import divisors_of
from hemicycle.outcome.facts import Facts, valid_given
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Admission, Allotment, NotRun
from hemicycle.scrutiny.assertions import Audited, Bar, Shared
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.words import plural


def audited_of(
    law: Law, votes: Votes, facts: Facts, outcome: Outcome, ballots: int | None = None, tier: str | None = None
) -> Audited:
    """Read what an audit of a tier has to confirm: thresholds on shares of the valid votes, then seats by votes.

    `ballots` are all ballots of the paper trail; the valid votes without it. Raises BadInput where the law does
    something that these assertions don't cover, and says what; for a tie; and for fewer ballots than votes.
    """
    if law.votes_at != NATION:
        _refuse(
            law, f"votes by {law.votes_at}", "a ballot counted in the whole country: each district is an audit apart"
        )
    if outcome.status != "decided":
        _refuse(law, f"a result that is {outcome.status}", "one that is decided")
    chosen = _tier(law, outcome, tier)
    steps = {step.step or f"{chosen.tier}.{place}": step for place, step in enumerate(chosen.steps, 1)}
    by_list = {party: int(count) for party, count in votes.by_list().items() if party not in law.rows}
    valid = _valid(law, votes, facts)
    bars: list[Bar] = []
    shared: list[Shared] = []
    for record in (record for record in outcome.trace if record.tier == chosen.tier):
        step = steps[record.step]
        _check_when(law, step)
        match record:
            case NotRun():
                continue
            case Admission():
                bars += _bars(law, step, record, valid)
            case Allotment():
                shared.append(_shared(law, facts, step, record, by_list, {bar.list for bar in bars if not bar.passes}))
            case _:
                _refuse(law, f"the step {record.step}, which is no threshold and no allotment", "an audit without it")
    _check_all_told(law, by_list, bars, shared)
    given = ballots if ballots is not None else valid
    if given < valid:
        raise BadInput(Mistake("--cast", f"{given:,} ballots", f"at least the {valid:,} valid votes"))
    return Audited(by_list, valid - sum(by_list.values()), given, tuple(bars), tuple(shared), facts.names)


def _refuse(law: Law, found: str, expected: str) -> NoReturn:
    raise BadInput(Mistake(law.id, found, expected))


def _tier(law: Law, outcome: Outcome, tier: str | None) -> Tier:
    """Find the tier to audit: the one asked for, or the first whose seats follow from votes."""
    counted = [record.tier for record in outcome.trace if isinstance(record, Allotment)]
    wanted = tier or next(iter(counted), None)
    for each in law.tiers:
        if each.tier == wanted and wanted in counted:
            return each
    raise BadInput(
        Mistake("--tier", repr(tier) if tier else law.id, f"a tier shared out by votes: {', '.join(counted)}")
    )


def _valid(law: Law, votes: Votes, facts: Facts) -> int:
    given = valid_given(law, votes, facts)
    return int(given[WHOLE]) if WHOLE in given else sum(map(int, votes.by_list().values()))


def _check_when(law: Law, step: Step) -> None:
    """Make sure that only who is admitted decides which steps are taken: that is what the thresholds confirm."""
    if step.when is not None and any(name.use != "set" for name in step.when.names):
        _refuse(law, f"a step that is taken when {step.when}", "steps that depend on nothing but who is admitted")


def _bars(law: Law, step: Step, record: Admission, valid: int) -> list[Bar]:
    """Read the threshold of each list: the share of the valid votes that it needed."""
    action = step.action
    assert isinstance(action, Admit)
    if action.largest is not None:
        _refuse(law, f"{record.makes}, admitted as the largest of those below the threshold", "thresholds alone")
    if record.share is None:
        if action.tests or action.alternatives:
            _refuse(law, f"the condition of {record.makes}, which is no share of votes", "thresholds alone")
        return []
    conditions = [each for each in (action, *action.alternatives) if each.tests]
    if not all(map(_is_plain, conditions)) or ((action.votes or action.above) and len(conditions) > 1):
        _refuse(law, f"the condition of {record.makes}", "one share of the valid votes for each list")
    return [Bar(line.party, Fraction(line.required) / valid, line.passes) for line in record.lines]


def _is_plain(condition: Condition) -> bool:
    """Tell whether a condition is a share of the valid votes, of lists of one kind or of all."""
    base = {(name.name, name.use) for name in condition.of.names} if condition.of else {("valid", "value")}
    shares = condition.votes is not None or condition.above is not None
    on_ballot = condition.ballot == "votes" and condition.votes_of == "list" and condition.within in (None, NATION)
    return shares and on_ballot and condition.seats is None and base <= {("valid", "value"), ("seats", "value")}


def _shared(
    law: Law, facts: Facts, step: Step, record: Allotment, votes: Mapping[str, int], barred: set[str]
) -> Shared:
    action = step.action
    assert isinstance(action, Allot)
    if action.by.text != "votes" or (any(name.use != "value" for name in action.seats.names) and not action.source):
        _refuse(law, f"seats by {action.by}, as many as {action.seats}", "a fixed number of seats by votes")
    if action.at_least is not None or action.after is not None or record.limited or record.unfilled:
        _refuse(law, "limits to the seats of a list", "seats by votes alone")
    if action.at_most is not None and action.at_most.text != NAMES:
        _refuse(law, f"at most {action.at_most} seats", "seats by votes alone")
    if record.settled:
        _refuse(law, "a tie", "a result with a margin: only a full count shows a tie")
    lists = alliances_from(facts.alliances).lists
    won = {claim.party: claim.seats for claim in record.claims}
    if action.to == "list" and not action.source:
        won |= {list_: 0 for list_, count in votes.items() if not count and list_ not in barred}
    members = {
        holder: tuple(each for each in lists.get(holder, (holder,)) if each in votes and each not in barred)
        for holder in won
    }
    return Shared(record.seats, _divisors(law, action.method), won, members)


def _divisors(law: Law, method: Method | None) -> Divisors | None:
    """Find the divisors of a method; None for the Hare quota and largest remainders."""
    if method == "hare" or (
        isinstance(method, ByQuota) and (method.quota, method.rounded, method.remainders) == ("hare", "none", "largest")
    ):
        return None
    divisors = divisors_of(method)
    if divisors is None or divisors.root != 1 or not divisors.quotient(1, 1)[1]:
        _refuse(
            law, f"the method of {method_told(method)}", "divisors that are numbers above 0, or the exact Hare quota"
        )
    return divisors


def _check_all_told(law: Law, votes: Mapping[str, int], bars: list[Bar], shared: list[Shared]) -> None:
    """Make sure that every list with votes either shares in the seats or fails a threshold."""
    if not shared:
        _refuse(law, "no seats by votes", "an allotment")
    told = {each for one in shared for lists in one.members.values() for each in lists}
    told |= {bar.list for bar in bars if not bar.passes}
    left = [party for party, count in votes.items() if count and party not in told]
    if left:
        found = f"{plural(len(left), 'list')} left out by another rule, such as {left[0]}"
        _refuse(law, found, "lists that share in the seats or fail a threshold")
