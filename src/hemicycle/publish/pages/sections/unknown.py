"""What can't be known from what was published, where sources disagree, and the country around the election."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hemicycle.publish.pages.blocks import Block, Listing, Row, Table, Verse
from hemicycle.publish.pages.edition import Edition


def unknown(edition: Edition) -> Iterator[Block]:
    """Say whether the returns can be tested, and list what was looked for and not found."""
    record, lang = edition.account.election.record, edition.lang
    stations = record.results_by_station
    if stations is not None and stations.published == "no":
        yield Verse(
            lang.say(
                "No results of polling stations exist in public. Without them nobody can test whether the returns hold "
                "together, so no test was run. This speaks neither for them nor against them."
            )
        )
        yield Verse(edition.sentence(stations.why), sources=edition.cite(stations.sources))
    if edition.account.outcome.certain is not None and edition.account.stage.knows == "shares":
        yield Verse(lang.say("At this stage only shares were published, and no votes."))
    if record.not_found:
        yield Verse(lang.say("Looked for and not found:"))
        yield Listing(tuple(edition.data(gap) for gap in record.not_found))


def disagree(edition: Edition) -> Iterator[Block]:
    """Set the versions of a figure side by side, with the one taken and why."""
    record, lang = edition.account.election.record, edition.lang
    if not record.preferred:
        return
    for each in record.preferred:
        versions = "; ".join(str(edition.data(text)) for text in each.versions)
        if each.taken == "open":
            said = lang.say("{versions}. Left open.", versions=versions)
        else:
            said = lang.say("{versions}. Taken: {taken}.", versions=versions, taken=_grouped(each.taken, edition))
        beside = (edition.data(each.why),)
        yield Verse(said, beside, edition.cite(each.sources), whose=edition.capital(each.figure))


def _grouped(text: str, edition: Edition) -> str:
    """Write whole numbers within a text as the language does."""
    return re.sub(r"\b\d{5,}\b", lambda found: edition.lang.number(int(found[0])), edition.data(text).text)


def around(edition: Edition) -> Iterator[Block]:
    """Show the country around the election, figure by figure, each as it was known at its time."""
    context, lang = edition.account.context, edition.lang
    if not context:
        return
    yield Verse(lang.say("For context alone: nothing on this page is computed from it."))
    heads = (lang.say("Figure"), lang.say("Value"), lang.say("As known to"))
    rows = tuple(
        Row(
            f"{edition.capital(each.measure)}, {each.year}",
            (f"{_valued(each.value, edition)}\N{NO-BREAK SPACE}{edition.data(each.unit)}", edition.data(each.vintage)),
        )
        for each in context
    )
    keys = [key for each in context for key in each.sources]
    for each in edition.account.election.record.recalled:
        if each.about == "country":
            yield Verse(edition.data(each.says), sources=edition.cite(each.sources))
    yield Table(lang.say("The country by year"), heads, rows, sources=edition.cite(keys), words=True)


def _valued(text: str, edition: Edition) -> str:
    from fractions import Fraction

    try:
        value = Fraction(text)
    except ValueError:
        return text
    decimals = len(text.partition(".")[2])
    return edition.lang.fixed(value, decimals) if decimals else edition.lang.number(value)
