from __future__ import annotations

import pytest
from drawn import outside, overlapping

from hemicycle.elections.archive import read_election
from hemicycle.publish.pictures.contest import picture_of_contest
from hemicycle.publish.pictures.sheet import About
from hemicycle.scrutiny.beside import beside
from hemicycle.scrutiny.contest import contest_of


@pytest.mark.parametrize("name", ["kz-mazhilis-2021", "gb-commons-2024"])
def test_words_of_the_picture_don_t_touch(name: str):
    contest = contest_of(read_election(name))
    picture = picture_of_contest(About(contest.election.title, {}), contest, beside(contest))
    assert overlapping(picture) == []
    assert outside(picture) == []
