"""What lists are called in a language, by their ids: data of the archive, never made by rule."""

from __future__ import annotations

import re

from hemicycle.elections.archive import Election
from hemicycle.elections.parties import read_parties
from hemicycle.law.catalogue import DOCUMENTS
from hemicycle.publish.language.language import Language


def names_of(election: Election, language: Language) -> dict[str, str]:
    """Name the lists of an election: what stands in quotation marks in the full name, else the full name."""
    names = {}
    for party, each in read_parties(election.country).parties.items():
        if full := each.names.get(language.code):
            quoted = re.search("«[^»]+»", full)
            names[party] = quoted[0] if quoted else full
    for party, name in election.record.as_facts().names.items():
        for words in (election.country, DOCUMENTS / election.law.law.partition("-")[0]):
            said = language.data(name, words)
            if said.code == language.code:
                names.setdefault(party, said.text)
    return names
