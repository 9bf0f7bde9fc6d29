"""The result: who has how many of the votes, who passed the threshold and who fell short of it, and the turnout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.count.votes import Votes
from hemicycle.elections.compare import list_votes
from hemicycle.outcome.facts import valid_given
from hemicycle.outcome.trace import Admission, Line
from hemicycle.publish.brief.sentence import Fact, Sentence, Telling
from hemicycle.scrutiny.basis import weighed_by

NAMED = 4  # so many lists are named one by one where many stood
POINTS = 2  # decimals of a share, as commissions print it


@dataclass(frozen=True, slots=True)
class Shares:
    """What each list has, the largest first, of which whole; None for the whole where only shares are known."""

    lists: dict[str, Any]
    whole: int | None

    def share(self, party: str) -> Fraction:
        """The share of a list, as a fraction of 1."""
        return Fraction(self.lists[party]) / (self.whole or 100)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold that is the same for all: its record, the share, and the lines of lists that met it by votes."""

    record: Admission
    share: Fraction
    lines: dict[str, Line]


def shares_of(telling: Telling) -> Shares | None:
    """Find the shares of lists at the stage; None where they are no shares of voters, or aren't known for all."""
    account = telling.account
    election, votes = account.election, account.votes
    if election.record.counted != "votes":
        return None
    if not isinstance(votes, Votes):
        printed = {party: known.printed for party, known in votes.lists.items() if known.printed is not None}
        return Shares(_ranked(printed), None) if printed else None
    facts = election.record.as_facts()
    if votes.ranked or weighed_by(election.law):
        return None
    given = valid_given(election.law, votes, facts)
    whole = max(sum(votes.by_list().values()), sum(given.values()))
    return Shares(_ranked(list_votes(votes, facts)), int(whole)) if whole else None


def _ranked(numbers: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(numbers.items(), key=lambda item: -item[1]))


def result(telling: Telling) -> Iterator[Sentence]:
    """Tell the votes."""
    shares = shares_of(telling)
    if shares is not None and shares.lists:
        yield _first(telling, shares)
        yield from _others(telling, shares)
    yield from _turnout(telling)


def _first(telling: Telling, shares: Shares) -> Sentence:
    """Name the list with most votes, and whose result it is and of when."""
    party = next(iter(shares.lists))
    places = {
        "party": telling.full(party),
        "share": telling.lang.per_cent(shares.share(party), POINTS),
        "by": telling.data(telling.account.stage.by.partition(";")[0], short=True),
    }
    if shares.whole is None:
        text = _first_in_shares(telling, places)
    else:
        text = _first_in_votes(telling, places, shares.lists[party], shares.whole)
    return telling.sentence(text, _share_fact(telling, shares, party))


def _first_in_shares(telling: Telling, places: dict[str, Any]) -> str:
    lang, stage = telling.lang, telling.account.stage
    if stage.on is None:
        return lang.say("{party} has {share} of the votes ({by}).", **places)
    places["day"] = lang.day(stage.on)
    if stage.stage.startswith("exit-poll"):
        return lang.say("{party} has {share} of the votes in an exit poll of {day} ({by}).", **places)
    if stage.stage == "preliminary":
        return lang.say("{party} has {share} of the votes by preliminary results of {day} ({by}).", **places)
    return lang.say("{party} has {share} of the votes by what was told on {day} ({by}).", **places)


def _first_in_votes(telling: Telling, places: dict[str, Any], votes: int, whole: int) -> str:
    lang, stage = telling.lang, telling.account.stage
    places["votes"] = votes
    if stage.stage != "final":
        return lang.count(
            "{party} has {votes} of {n} valid vote, {share} ({by}).",
            "{party} has {votes} of {n} valid votes, {share} ({by}).",
            whole,
            **places,
        )
    if stage.on is None:
        return lang.count(
            "{party} has {votes} of {n} valid vote, {share}, by final results ({by}).",
            "{party} has {votes} of {n} valid votes, {share}, by final results ({by}).",
            whole,
            **places,
        )
    return lang.count(
        "{party} has {votes} of {n} valid vote, {share}, by final results of {day} ({by}).",
        "{party} has {votes} of {n} valid votes, {share}, by final results of {day} ({by}).",
        whole,
        day=lang.day(stage.on),
        **places,
    )


def _share_fact(telling: Telling, shares: Shares, party: str) -> Fact:
    counted = shares.whole is not None
    return Fact(
        f"share of the valid votes: {party}",
        shares.share(party),
        telling.votes_file,
        telling.sources,
        int(shares.lists[party]) if counted else None,
        shares.whole,
        unit="share",
    )


def _others(telling: Telling, shares: Shares) -> Iterator[Sentence]:
    """Tell who else passed the threshold of the country, and who fell short; without one, who comes next."""
    threshold = threshold_of(telling, shares)
    if threshold is not None:
        yield from _at_threshold(telling, shares, threshold)
    elif named := list(shares.lists)[1 : NAMED + 1]:
        text = telling.lang.say("Next come {lists}.", lists=_with_shares(telling, shares, named))
        yield telling.sentence(text, *(_share_fact(telling, shares, party) for party in named))


def _at_threshold(telling: Telling, shares: Shares, threshold: Threshold) -> Iterator[Sentence]:
    lang, lines = telling.lang, threshold.lines
    first, *others = shares.lists
    passed = [party for party in others if party in lines and lines[party].passes]
    failed = [party for party in shares.lists if party in lines and not lines[party].passes and lines[party].votes]
    cites = threshold.record.cites
    places: dict[str, Any] = {"threshold": lang.per_cent(threshold.share), "article": telling.article(cites[0])}
    if first in failed:
        text = lang.say("No list passed the threshold of {threshold} ({article}).", **places)
    elif not passed:
        text = lang.say("No other list passed the threshold of {threshold} ({article}).", **places)
    elif len(passed) <= NAMED + 1:
        text = lang.count(
            "{n} more list passed the threshold of {threshold} ({article}): {lists}.",
            "{n} more lists passed the threshold of {threshold} ({article}): {lists}.",
            len(passed),
            lists=_with_shares(telling, shares, passed),
            **places,
        )
    else:
        text = lang.count(
            "{n} more list passed the threshold of {threshold} ({article}), {lists}.",
            "{n} more lists passed the threshold of {threshold} ({article}), the largest {lists}.",
            len(passed),
            lists=_with_shares(telling, shares, passed[:NAMED]),
            **places,
        )
    record = f"{telling.account.election.law.id}: {threshold.record.step}, {', '.join(cites)}"
    rule = Fact("threshold, of the valid votes", threshold.share, record, unit="share")
    yield telling.sentence(text, rule, *(_share_fact(telling, shares, party) for party in passed[: NAMED + 1]))
    if failed:
        yield _short(telling, [lines[party] for party in failed[:2]], threshold.record.measure, record)


def threshold_of(telling: Telling, shares: Shares) -> Threshold | None:
    """Find the threshold of valid votes in the whole country, where it is one and the same for all who reach it.

    A share that no two lists can have is a majority, and no threshold.
    """
    record = next(
        (
            each
            for each in telling.account.outcome.trace
            if isinstance(each, Admission)
            and each.share
            and each.share < Fraction(1, 2)
            and each.district == "*"
            and each.base_is == "valid votes"
        ),
        None,
    )
    if record is None or record.share is None:
        return None
    required = record.share * record.base
    lines = {
        line.party: line
        for line in record.lines
        if line.required == required and not line.carried and line.votes == shares.lists.get(line.party)
    }
    reached = {party for party in shares.lists if shares.share(party) >= record.share}
    return Threshold(record, record.share, lines) if lines and reached <= set(lines) else None


def _with_shares(telling: Telling, shares: Shares, parties: list[str]) -> str:
    lang = telling.lang
    return telling.row(
        [
            lang.say("{party} ({share})", party=telling.full(each), share=lang.per_cent(shares.share(each), POINTS))
            for each in parties
        ]
    )


def _short(telling: Telling, lines: list[Line], measure: str, record: str) -> Sentence:
    """Tell by how much the lists nearest below the threshold fell short of it."""
    lang = telling.lang
    told, facts = [], []
    for line in lines:
        party = telling.bare(line.party)
        if measure == "%":
            gap: Fraction | int = Fraction(-line.margin)
            told.append(lang.say("{party} by {gap}", party=party, gap=lang.fixed(gap, POINTS)))
        else:
            gap = max(1, int(-(line.margin // 1)))
            told.append(lang.say("{party} by {gap}", party=party, gap=gap))
        unit = "percentage points" if measure == "%" else "votes"
        facts.append(Fact(f"short of the threshold: {line.party}", gap, record, telling.sources, unit=unit))
    if measure == "%":
        text = lang.say("Nearest below, in percentage points: {lists}.", lists=telling.row(told))
    else:
        text = lang.say("Nearest below, in votes: {lists}.", lists=telling.row(told))
    return telling.sentence(text, *facts)


def _turnout(telling: Telling) -> Iterator[Sentence]:
    """Tell the turnout of the stage, with what it is a share of."""
    account = telling.account
    figures = account.election.record.figures
    name = {"final": "turnout", "preliminary": "turnout_preliminary"}.get(account.stage.stage, "")
    figure = figures.get(name)
    if figure is None or figure.of != "registered":
        return
    share = Fraction(figure.value) / 100
    places = [len(figure.value.partition(".")[2])]
    text = telling.lang.say(
        "{share} of registered voters received ballots.", share=telling.lang.per_cent(share, *places)
    )
    record = f"{telling.file('election.yaml')}: figures.{name}"
    yield telling.sentence(text, Fact("turnout, of the registered voters", share, record, figure.sources, unit="share"))
