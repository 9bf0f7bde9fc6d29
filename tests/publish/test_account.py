"""All that can be told of an election, of the archive or of a user's own."""

import shutil

import pytest

from hemicycle.elections.archive import read_election
from hemicycle.elections.folder import own_election
from hemicycle.law.catalogue import DOCUMENTS
from hemicycle.publish.account import account_of
from hemicycle.source.mistake import BadInput


def test_account_of_an_election_known_in_votes_has_every_part():
    account = account_of(read_election("kz-mazhilis-2021"))
    assert account.outcome.totals["nur-otan"] == 76
    assert account.before is not None
    assert account.before.id == "kz-mazhilis-2016"
    assert account.comparison is not None
    assert account.swept is not None
    assert account.swept.tier == "lists"
    assert account.final is None


def test_account_of_shares_has_no_sweep_and_stands_beside_the_final_result():
    account = account_of(read_election("kz-mazhilis-2021"), "preliminary")
    assert account.swept is None
    assert account.final is not None
    assert account.final.totals == account.outcome.totals


def test_parts_that_are_not_known_are_none():
    account = account_of(read_election("no-storting-2017"))
    assert account.bounds is None
    assert account.quota is None


def test_own_folder_knows_its_law_and_day(tmp_path):
    archived = read_election("kz-mazhilis-2021")
    own = tmp_path / "mine"
    shutil.copytree(archived.folder, own)
    account = account_of(own_election(own))
    assert account.outcome.totals == archived.elect().totals
    assert account.election.country == archived.country


def test_own_folder_of_votes_alone_takes_law_and_day_as_given(tmp_path):
    (tmp_path / "votes.csv").write_text("party,votes\nA,950000\nB,50000\n")
    election = own_election(tmp_path, "kz-mazhilis", archived_day := read_election("kz-mazhilis-2021").date)
    assert election.date == archived_day
    assert account_of(election).outcome.totals["A"] == 95


def test_own_folder_without_law_and_day_is_refused(tmp_path):
    (tmp_path / "votes.csv").write_text("party,votes\nA,95\n")
    with pytest.raises(BadInput, match="without its law and date"):
        own_election(tmp_path)


def test_own_folder_with_a_law_of_its_own_is_counted_under_that(tmp_path):
    (tmp_path / "votes.csv").write_text("party,votes\nA,600000\nB,310000\nC,90000\n")
    archived = read_election("kz-mazhilis-2021")
    document = (DOCUMENTS / "kz" / "mazhilis" / "2020-05-25.yaml").read_text(encoding="utf-8")
    (tmp_path / "law.yaml").write_text(document.replace("votes: 7%", "votes: 10%"), encoding="utf-8")
    election = own_election(tmp_path, day=archived.date)
    # C has 9 %; 98 seats between A and B: quota 9,285.7, 64 and 33 by whole quotas, the last to A's .62 over B's .38
    assert account_of(election).outcome.totals == {"A": 65, "B": 33}
    assert election.record.law == archived.record.law
