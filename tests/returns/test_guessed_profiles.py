"""Profiles proposed for files that nobody has read before."""

from __future__ import annotations

import pytest
from polling_stations import needs_stations, published, published_returns

from hemicycle.count.tally import tally
from hemicycle.returns.guess import guess
from hemicycle.returns.profile import find_profile
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput


@needs_stations
@pytest.mark.parametrize("name", ["russia_2011", "lithuania_2012", "georgia_2016_party_list", "albania_2013"])
def test_a_guess_at_a_published_file_adds_up_to_what_its_own_profile_does(tmp_path, name):
    path = tmp_path / "guessed.yaml"
    path.write_text(guess(published(name)).text)
    guessed = tally(read_returns(published(name), find_profile(str(path)))).whole
    known = tally(published_returns(name)).whole
    assert list(guessed.votes.values()) == list(known.votes.values())
    assert guessed.stations == known.stations


HEADS = {
    "English": "County,Polling station,Electorate,Spoilt ballots,Valid votes,Labour,Greens",
    "Russian": "Регион;УИК;Число избирателей;Недействительные;Действительные;Партия А;Партия Б",
    "German": "Bezirk;Wahllokal;Wahlberechtigte;Ungültige;Gültige;Rot;Blau",
    "Spanish": "Provincia;Mesa;Censo;Votos nulos;Votos válidos;Rojo;Azul",
}
ROWS = ("Ost;1;100;2;60;40;20", "Ost;2;90;1;50;30;20")


@pytest.mark.parametrize("language", HEADS)
def test_headers_of_several_languages_are_understood_and_the_proposal_reads_the_file(tmp_path, language):
    source, path = tmp_path / "returns.csv", tmp_path / "mine.yaml"
    mark = "," if "," in HEADS[language] else ";"
    lines = [HEADS[language], *(row.replace(";", mark) for row in ROWS)]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = guess(str(source))
    path.write_text(found.text, encoding="utf-8")
    whole = tally(read_returns(str(source), find_profile(str(path)))).whole
    assert (whole.fields["registered"], whole.fields["invalid"], whole.fields["valid"]) == (190, 3, 110)
    assert sorted(whole.votes.values()) == [40, 70]


def test_a_file_in_which_nothing_fits_is_refused_or_marked(tmp_path):
    path = tmp_path / "poems.csv"
    path.write_text("title,author\nOde,Keats\nIf,Kipling\n")
    with pytest.raises(BadInput, match=r"poems\.csv"):
        guess(str(path))
