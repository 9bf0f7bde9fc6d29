"""What can be known of an election, and what can't: whether returns can be tested, gaps, the country around it."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from re import fullmatch
from typing import TYPE_CHECKING

from hemicycle.elections.context import Around, read_context
from hemicycle.elections.record import ByStation, Preferred
from hemicycle.outcome.tongue import Tongue
from hemicycle.scrutiny.sections import Line, Section, sentence
from hemicycle.source.words import capital

if TYPE_CHECKING:
    from hemicycle.scrutiny.overview import Overview


def around(overview: Overview) -> Section:
    """Show the country around the election: figures by year, each as it was known at its vintage."""
    figures = read_context(overview.election.country, overview.election.date.year)
    lines = [overview.line(partial(_around, each), sources=each.sources) for each in figures]
    if not lines:
        lines = [overview.line(lambda t: t.say("The archive holds no figures on the country in these years."))]
    data = {"figures": [each.as_json() for each in figures]}
    title = overview.tongue.say("The country around it, for context alone")
    return Section("context", title, tuple(lines), data)


def _around(figure: Around, tongue: Tongue) -> str:
    return tongue.say(
        "{year}, {measure}: {value} {unit} ({vintage}).",
        year=str(figure.year),
        measure=tongue.data(figure.measure),
        value=tongue.number(int(figure.value)) if figure.value.isdigit() else _decimal(figure.value, tongue),
        unit=tongue.data(figure.unit) if figure.unit != "%" else figure.unit,
        vintage=tongue.data(figure.vintage),
    )


def _decimal(text: str, tongue: Tongue) -> str:
    """Write a decimal number with the decimals it was given with; any other text as it stands."""
    if not fullmatch(r"-?\d+\.\d+", text):
        return text.replace("-", "−")
    return tongue.fixed(Fraction(text), len(text.partition(".")[2])).replace("-", "−")


def returns_tests(overview: Overview) -> Section:
    """Say whether the returns can be tested: only where results of stations were published."""
    stations = overview.election.record.results_by_station
    if stations is None:
        lines = [overview.line(_not_told)]
    elif stations.published == "no":
        lines = [overview.line(partial(_untested, overview.election.title)), *_why(overview, stations)]
    else:
        lines = [overview.line(_published), *_why(overview, stations)]
    data = {"published_by_station": stations.published if stations else None, "tests_run": 0}
    return Section("returns", overview.tongue.say("Do the returns hold together?"), tuple(lines), data)


def _why(overview: Overview, stations: ByStation) -> list[Line]:
    return [overview.line(partial(sentence, _as_data, stations.why), sources=stations.sources)]


def _as_data(text: str, tongue: Tongue) -> str:
    return tongue.data(text)


def _not_told(tongue: Tongue) -> str:
    return tongue.say(
        "The archive doesn't say whether results of polling stations were published. Whoever has them can have "
        "them tested: hemicycle scrutiny RETURNS --profile PROFILE."
    )


def _published(tongue: Tongue) -> str:
    return tongue.say("Results of polling stations were published; with a file of them: hemicycle scrutiny RETURNS.")


def _untested(title: str, tongue: Tongue) -> str:
    return tongue.say(
        "{title}: no results of polling stations exist in public. Without them nobody can test whether the returns "
        "hold together, so no test was run. This speaks neither for them nor against them.",
        title=tongue.data(title),
    )


def unknown(overview: Overview) -> Section:
    """List what was looked for and not found, and where sources disagree with nothing to decide between them."""
    record, tongue = overview.election.record, overview.tongue
    lines = [overview.line(partial(sentence, _as_data, gap), tongue.say("not found")) for gap in record.not_found]
    lines += [
        overview.line(partial(_undecided, each), tongue.say("undecided"), each.sources)
        for each in record.preferred
        if each.taken == "open"
    ]
    if not lines:
        lines = [overview.line(lambda t: t.say("The archive lists nothing that was looked for and not found."))]
    title = tongue.say("What can't be known from here")
    return Section("unknown", title, tuple(lines), {"not_found": list(record.not_found)})


def _undecided(each: Preferred, tongue: Tongue) -> str:
    versions = "; ".join(tongue.data(version) for version in each.versions)
    return f"{capital(tongue.data(each.figure))}: {versions}. {tongue.data(each.why)}"
