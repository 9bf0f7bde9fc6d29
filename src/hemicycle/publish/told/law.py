"""A law in words, by article, in a language: clauses looked up whole in the catalogue beside the law's documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from hemicycle.law.catalogue import DOCUMENTS
from hemicycle.law.document import Law
from hemicycle.law.words import Clause, tell
from hemicycle.outcome.tongue import Tongue
from hemicycle.publish.language.language import Language, Said
from hemicycle.publish.told.voice import Voice, articles_told


@dataclass(frozen=True, slots=True)
class ClauseTold:
    """A clause as it is told: the part of the law it belongs to, what it says, its articles, its number as a step."""

    section: Said
    says: Said
    cites: tuple[str, ...]
    step: int | None


def law_voice(law: Law, language: Language) -> Voice:
    """Make the voice that tells a law of the catalogue, without any election."""
    return Voice(language, DOCUMENTS / law.law.partition("-")[0])


def law_told(law: Law, language: Language) -> Iterator[ClauseTold]:
    """Tell a law clause by clause; a clause that nobody has translated stays English, and is marked so."""
    voice = law_voice(law, language)
    return (clause_told(clause, voice) for clause in tell(law))


def clause_told(clause: Clause, voice: Voice) -> ClauseTold:
    """Tell one clause, such as one that changed between two versions."""
    says = text_told(clause.says, voice)
    return ClauseTold(text_told(clause.section, voice), says, articles_told(clause.cites, says, voice), clause.step)


def text_told(text: str, voice: Voice) -> Said:
    """Tell a text of a law's document: its title, its act, a note, an open question."""
    return voice.whole(partial(_as_law, text))


def _as_law(text: str, tongue: Tongue) -> str:
    return tongue.text(text)
