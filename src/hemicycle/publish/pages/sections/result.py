"""The result: the seats as a picture, and the table of lists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hemicycle.count.votes import Known, PartlyKnown, Votes
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Admission
from hemicycle.publish.account import Account
from hemicycle.publish.figures import measures_of, national_threshold, valid_votes
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages import drawings
from hemicycle.publish.pages.blocks import Block, Figure, Row, Table, Verse
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.told.outcome import differences_told

WITHOUT_SEATS = 8  # lists without seats that have a row of their own


def blocks(edition: Edition) -> Iterator[Block]:
    """Show the chamber, then votes, shares, gaps and seats of each list."""
    account, lang = edition.account, edition.lang
    outcome = account.outcome
    picture = drawings.hemicycle(edition)
    if picture is not None:
        yield Figure(picture, tuple(_beside_chamber(edition)))
    yield _table(edition)
    if outcome.certain is not None:
        yield _certainty(outcome, lang)
    final = account.final
    if final is not None:
        for said in differences_told(outcome, final, edition.voice):
            yield Verse(said, whose=lang.say("Beside the final result"))
    if account.stage.note:
        yield Verse(edition.sentence(account.stage.note), sources=edition.cite(account.stage.sources))


def _beside_chamber(edition: Edition) -> Iterator[str]:
    """Say what more than half of the seats are, and which seats stand apart."""
    lang, totals = edition.lang, edition.account.outcome.totals
    seats = sum(totals.values())
    if seats > 2:
        yield lang.say("The line: {half} of {seats} seats, more than half.", half=seats // 2 + 1, seats=seats)
    yield drawings.order_told(edition)


def _certainty(outcome: Outcome, lang: Language) -> Verse:
    """Say whether what is known at the stage leaves any doubt on the seats."""
    if outcome.certain:
        return Verse(
            lang.say("Every result that rounds to the published figures gives these seats; no other allocation fits."),
            (lang.say("Proved by exact reasoning over all results within the rounding, not by trying some of them."),),
        )
    number = len(outcome.alternatives)
    if not outcome.complete:
        return Verse(
            lang.count(
                "What is published leaves at least {n} allocation of the seats possible; the ranges may be wider.",
                "What is published leaves at least {n} allocations of the seats possible; the ranges may be wider.",
                number,
            )
        )
    return Verse(
        lang.count(
            "What is published leaves {n} allocation of the seats possible; the table gives each list's range.",
            "What is published leaves {n} allocations of the seats possible; the table gives each list's range.",
            number,
        )
    )


def _table(edition: Edition) -> Table:
    account, lang = edition.account, edition.lang
    exact = isinstance(account.votes, Votes)
    threshold = national_threshold(account.outcome)
    changes = _changes(account)
    people = account.election.record.counted == "people"
    heads = [lang.say("Area") if people else lang.say("List")]
    if exact:
        heads.append(lang.say("Inhabitants") if people else lang.say("Votes"))
    if people:
        heads.append(lang.say("% of all inhabitants"))
    else:
        heads.append(lang.say("% of valid votes") if exact or account.votes.measure == "%" else lang.say("Known"))
    if threshold is not None and threshold.share is not None:
        # a whole quota or more is no share that a reader can compare
        told = lang.say("Above or below {threshold}", threshold=lang.percent(threshold.share))
        heads.append(told if threshold.share < 1 else lang.say("Above or below the threshold"))
    heads.append(lang.say("Seats"))
    if changes is not None and account.before is not None:
        heads.append(lang.say("± since {year}", year=str(account.before.date.year)))
    caption = lang.say("Votes, shares and seats of each list") if exact else lang.say("Shares and seats of each list")
    if people:
        caption = lang.say("Inhabitants, shares and seats of each area")
    beside = []
    if threshold is not None and threshold.share is not None:
        base = (
            lang.say("The distance from the threshold is in votes.")
            if exact
            else lang.say("The distance from the threshold is in percentage points.")
        )
        beside.append(base)
        if _by_alliance(threshold, account):
            beside.append(lang.say("A list of an alliance is measured by the votes of the whole alliance."))
    if changes is not None:
        follows = account.comparison is not None and account.comparison.by_lineage
        beside.append(
            lang.say("Seats gained and lost follow the lineage of parties: a renamed or merged party goes on.")
            if follows
            else lang.say(
                "Seats gained and lost are those of the same name: the archive has no lineage of these parties."
            )
        )
    # the distance is told in the steps of the act too
    gap = 2 if exact else 1
    rows = tuple(_rows(edition, threshold, changes))
    return Table(caption, tuple(heads), rows, tuple(beside), minor=gap if threshold is not None else None)


def _rows(edition: Edition, threshold: Admission | None, changes: dict[str, int] | None) -> Iterator[Row]:
    account, lang = edition.account, edition.lang
    outcome, votes = account.outcome, account.votes
    measured = measures_of(votes)
    gaps = {line.party: line.margin for line in threshold.lines} if threshold else None
    of_valid = threshold is not None and threshold.base_is == "valid votes"
    valid = threshold.base if threshold and of_valid else valid_votes(votes, measured)
    ranked = sorted(measured, key=lambda each: -measured[each])
    without = [party for party in ranked if party not in outcome.totals][WITHOUT_SEATS:]
    pooled = frozenset(without) if len(without) > 1 else frozenset()

    def row(head: Any, shares: list[str], gap: str, seats: str, change: str, **more: Any) -> Row:
        cells = [*shares, *([gap] if gaps is not None else []), seats, *([change] if changes is not None else [])]
        return Row(head, tuple(cells), **more)

    exact = isinstance(votes, Votes)
    for party in ranked:
        if party in pooled:
            continue
        change = "" if changes is None or party not in changes else lang.signed(changes[party])
        gap = "" if gaps is None or party not in gaps else _gap(gaps[party], lang, exact=exact)
        shares = (
            [lang.number(measured[party]), _share(measured[party], valid, lang)]
            if exact
            else [_known(votes.lists[party], lang) if isinstance(votes, PartlyKnown) else ""]
        )
        head = edition.name(party)
        yield row(head, shares, gap, _seats(outcome, party, lang), change, mark=drawings.swatch(edition, party))
    if pooled:
        together = sum(measured[party] for party in pooled)
        shares = [lang.number(together), _share(together, valid, lang)] if exact else [""]
        yield row(lang.count("{n} other list", "{n} other lists", len(pooled)), shares, "", lang.number(0), "")
    for party, seats in outcome.totals.items():
        if party not in measured:
            change = "" if changes is None or party not in changes else lang.signed(changes[party])
            blank = ["", ""] if exact else [""]
            mark = drawings.swatch(edition, party)
            yield row(edition.name(party), blank, "", lang.number(seats), change, mark=mark)
    if exact:
        total = sum(outcome.totals.values())
        yield row(
            lang.say("All inhabitants") if account.election.record.counted == "people" else lang.say("All valid votes"),
            [lang.number(valid), lang.fixed(100) if valid else ""],
            "",
            lang.number(total) if outcome.totals else "",
            "",
            total=True,
        )


def _by_alliance(threshold: Admission, account: Account) -> bool:
    """Say whether lists of an alliance met the threshold together: they then have one distance from it."""
    gaps = {line.party: line.margin for line in threshold.lines}
    alliances = ([gaps.get(name) for name in each.lists] for each in account.election.record.alliances)
    return any(len(found) > 1 and len({*found}) == 1 and found[0] is not None for found in alliances)


def _changes(account: Account) -> dict[str, int] | None:
    """Count the seats gained by each list since the term before, by lineage; None where that can't be said."""
    if account.comparison is None or account.outcome.certain is False:
        return None
    now = account.outcome.totals
    return {line.party: now.get(line.party, 0) - line.seats_before for line in account.comparison.lines}


def _share(votes: Any, valid: Any, lang: Language) -> str:
    return lang.fixed(Fraction(votes * 100, valid)) if valid else ""


def _known(known: Known, lang: Language) -> str:
    """Write what is known of a list: 71.09, or 7 or more, or below 7."""
    if known.printed is not None:
        decimals = 0
        while known.high is not None and Fraction(1, 10**decimals) > 2 * (known.high - known.printed):
            decimals += 1
        return lang.fixed(known.printed, decimals) if decimals else lang.number(known.printed)
    if known.low == known.high:
        return lang.number(known.low)
    if known.high is None or known.high == 100:
        return lang.say("{n} or more", n=known.low)
    if not known.low:
        if known.below_high:
            return lang.say("below {n}", n=known.high)
        return lang.say("up to {n}", n=known.high)
    return lang.say("{low} to {high}", low=known.low, high=known.high)


def _gap(gap: Any, lang: Language, *, exact: bool) -> str:
    """Write the distance from the threshold: what a list has to spare or lacks."""
    return lang.signed(gap // 1) if exact else lang.signed(gap, 2)


def _seats(outcome: Outcome, party: str, lang: Language) -> str:
    if outcome.certain is False:
        seats = [each.totals.get(party, 0) for each in outcome.alternatives]
        low, high = min(seats), max(seats)
        return lang.number(low) if low == high else f"{lang.number(low)}–{lang.number(high)}"
    return lang.number(outcome.totals.get(party, 0))
