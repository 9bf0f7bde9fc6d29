"""An account set for a reader: in a language, with the names, the sources and the margins that its pages need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from hemicycle.chamber.lineage import Party
from hemicycle.elections.archive import Source, read_sources
from hemicycle.elections.parties import read_parties
from hemicycle.publish.account import Account
from hemicycle.publish.figures import measures_of
from hemicycle.publish.language.language import Language, Said
from hemicycle.publish.pages.words import name
from hemicycle.publish.told.voice import Voice, sentence, voice_of
from hemicycle.publish.told.words import stage_told
from hemicycle.source.words import capital


@dataclass(frozen=True)
class Edition:
    """An account in a language. Sources are numbered in the order in which they are first named.

    `on_paper` says that it is set for pages of paper rather than for a screen.
    """

    account: Account
    lang: Language
    on_paper: bool = False
    numbers: dict[str, int] = field(default_factory=dict)

    @cached_property
    def voice(self) -> Voice:
        """The teller of the election in the language."""
        return voice_of(self.account.election, self.lang)

    def name(self, party: str) -> str:
        """What a list is called in tables and headings."""
        return name(self.account, party, self.lang)

    def articles(self, cites: Sequence[str]) -> tuple[Markup, ...]:
        """Cite articles on one line of the margin, as the language cites them; no line breaks within one."""
        whole = [Markup('<span class="whole">{}</span>').format(cite) for cite in self.voice.cites(cites)]
        return (Markup(" · ").join(whole),) if whole else ()

    def data(self, text: str) -> Said:
        """A text of the archive in the reader's language, or in English."""
        return self.lang.data(text, self.account.election.country)

    def capital(self, text: str) -> Said:
        """A text of the archive as it begins a sentence."""
        found = self.data(text)
        return Said(capital(found.text), found.code)

    def sentence(self, text: str) -> Said:
        """A text of the archive as a sentence of its own."""
        return sentence(self.data(text))

    def knows(self, party: str) -> bool:
        """Tell whether the country's record of parties has one."""
        return party in self.parties

    @cached_property
    def parties(self) -> dict[str, Party]:
        """The parties of the country, by their ids."""
        return dict(read_parties(self.account.election.country).parties)

    @property
    def stage(self) -> str:
        """The stage of the result, in words."""
        return stage_told(self.account.stage.stage, self.voice)

    @property
    def on_final_votes(self) -> tuple[str, ...]:
        """Say that something is of the final votes, where another stage is told."""
        if self.account.stage.stage == "final":
            return ()
        return (self.lang.say("This is of the final votes, not of the stage told above."),)

    def cite(self, keys: Iterable[str]) -> tuple[int, ...]:
        """Give the numbers of sources by their keys; a new one gets the next number. Keys of no source are left out."""
        known = [key for key in dict.fromkeys(keys) if key in self.sources]
        return tuple(sorted(self.numbers.setdefault(key, len(self.numbers) + 1) for key in known))

    @cached_property
    def inks(self) -> dict[str, str]:
        """The ink of each party in pictures."""
        from hemicycle.publish.pages.drawings import inks

        return inks(self.account)

    @cached_property
    def parties_at_hand(self) -> frozenset[str]:
        """All lists and bodies with votes or seats here, or that might have some."""
        outcome = self.account.outcome
        possible = (party for each in outcome.alternatives for party in each.totals)
        return frozenset([*measures_of(self.account.votes), *outcome.totals, *possible])

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources of the country, by their keys."""
        return read_sources(self.account.election.country)

    @property
    def cited(self) -> list[tuple[int, Source]]:
        """The sources named so far, by number."""
        return [(number, self.sources[key]) for key, number in sorted(self.numbers.items(), key=lambda each: each[1])]
