"""An outcome as a page shows it: a sentence, the seats in arcs, a table, and how they follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from markupsafe import Markup

from hemicycle.elections.looks import looks_under
from hemicycle.outcome.facts import NO_FACTS, NO_SEATS, Facts
from hemicycle.publish.figures import measures_of, valid_votes
from hemicycle.publish.language.language import Language, Said
from hemicycle.publish.pages.drawings import sample
from hemicycle.publish.pages.style import party_style
from hemicycle.publish.pictures.blocks import inks_of
from hemicycle.publish.pictures.kinds import hemicycle_of
from hemicycle.publish.told.outcome import headline_told, lots_told, margins_told, notes_told, questions_told
from hemicycle.publish.told.steps import Step, steps_told
from hemicycle.publish.told.voice import Voice, sentence
from hemicycle.web.pages.frame import inline

if TYPE_CHECKING:
    from hemicycle.elections.archive import Election
    from hemicycle.outcome.outcome import Outcome
    from hemicycle.publish.shown import Shown

# So many rows, steps and last seats are shown; the API has them all.
_ROWS, _STEPS, _MARGINS = 40, 40, 12


@dataclass(frozen=True, slots=True)
class Line:
    """A list in the table; `before` are its seats without the change, None where nothing stands beside."""

    party: str
    name: str
    mark: Markup
    votes: str
    share: str
    seats: int | None
    before: int | None

    @property
    def change(self) -> int:
        """Seats gained by the change."""
        return (self.seats or 0) - (self.before or 0)


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that a page shows of an outcome."""

    headline: Said
    picture: Markup
    style: Markup
    lines: list[Line]
    more: int
    steps: list[Step]
    margins: list[Said]
    asks: list[Said]
    notes: list[Said]
    certain: bool
    measure: str


def result_of(
    shown: Shown,
    lang: Language,
    facts: Facts = NO_FACTS,
    election: Election | None = None,
    before: Outcome | None = None,
) -> Result:
    """Set an outcome for a reader; one of the archive has its names in the reader's language."""
    from hemicycle.publish.told.voice import voice_of

    outcome = shown.outcome
    voice = voice_of(election, lang) if election else _plain(shown, lang)
    # the law may be another country's: parties look as they do in their own
    looks = looks_under(election.record.law if election else shown.law.law)
    picture = hemicycle_of(shown, facts, small=True, looks=looks) if outcome.rows or outcome.alternatives else None
    inks = inks_of(_parties(shown, before), looks, facts)
    lines = _lines(shown, lang, inks, facts, voice.names, before)
    ran, _ = steps_told(outcome.trace, voice)
    return Result(
        sentence(headline_told(outcome, shown.law, voice)),
        inline(picture) if picture else Markup(""),
        Markup("<style>{}</style>").format(Markup(party_style(inks.values()))),
        lines[:_ROWS],
        max(0, len(lines) - _ROWS),
        ran[:_STEPS],
        margins_told(outcome, voice)[:_MARGINS],
        [*lots_told(outcome, voice), *questions_told(outcome, voice)],
        notes_told(outcome, voice),
        outcome.certain is not False,
        getattr(shown.votes, "measure", "votes"),
    )


def _plain(shown: Shown, lang: Language) -> Voice:
    """Tell votes that are in no archive: the law's words in the language, lists as they are called."""
    from hemicycle.law.catalogue import DOCUMENTS

    if lang.code == "en":
        return Voice(lang)
    return Voice(lang, DOCUMENTS / shown.law.law.partition("-")[0])


def _parties(shown: Shown, before: Outcome | None) -> list[str]:
    """Name all lists: those with seats, those that had some before, then by their votes."""
    outcome, measured = shown.outcome, measures_of(shown.votes)
    totals = outcome.totals if outcome.certain is not False else {}
    then = before.totals if before else {}
    return list(dict.fromkeys([*totals, *then, *sorted(measured, key=lambda party: -measured[party])]))


def _lines(
    shown: Shown,
    lang: Language,
    inks: Mapping[str, str],
    facts: Facts,
    names: Mapping[str, str],
    before: Outcome | None,
) -> list[Line]:
    outcome, measured = shown.outcome, measures_of(shown.votes)
    totals: Mapping[str, int] = outcome.totals if outcome.certain is not False else {}
    as_shares = getattr(shown.votes, "measure", "votes") == "%"
    valid = Fraction(100) if as_shares else Fraction(valid_votes(shown.votes, measured) or 1)
    then = before.totals if before else {}
    lines = [
        Line(
            party,
            names.get(party) or outcome.names.get(party, party),
            sample(inks[party]) if totals.get(party) or then.get(party) else Markup(""),
            "" if party not in measured or as_shares else lang.number(measured[party]),
            lang.fixed(Fraction(measured[party]) / valid * 100) if party in measured else "",
            None if outcome.certain is False or facts.kinds.get(party) == NO_SEATS else totals.get(party, 0),
            then.get(party, 0) if before else None,
        )
        for party in inks
    ]
    return sorted(lines, key=lambda each: (-(each.seats or 0), -(measured.get(each.party) or 0)))
