"""What lists are called in a language, by their ids: bare names, as they stand in sentences that govern no name."""

from __future__ import annotations

from hemicycle.elections.archive import Election
from hemicycle.elections.parties import read_parties
from hemicycle.law.catalogue import DOCUMENTS
from hemicycle.publish.language.language import Language
from hemicycle.publish.language.names import bare_name


def names_of(election: Election, language: Language) -> dict[str, str]:
    """Name the parties of the country, the lists of the election, and the bodies that hold seats of its law."""
    parties = read_parties(election.country).parties
    names = {party: bare_name(election, party, language).text for party in (*parties, *election.record.lists)}
    law = DOCUMENTS / election.law.law.partition("-")[0]
    for party, name in election.record.as_facts().names.items():
        if party in names:
            continue
        for words in (election.country, law):
            said = language.data(name, words)
            if said.code == language.code:
                names.setdefault(party, said.text)
    return names
