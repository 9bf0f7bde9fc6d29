from __future__ import annotations

from pathlib import Path

import pytest
from council_act import COUNCIL_ACT
from law_texts import changed, written

from hemicycle.law.catalogue import find_law, read_law
from hemicycle.law.words import Clause, tell

STEP = "  - allot: {who: all, seats: 3, method: hare, ties: [lot]}\n    cites: [s. 1]\n"


def about(words: str, clauses: list[Clause]) -> Clause:
    found = [clause for clause in clauses if words in clause.says]
    assert len(found) == 1, [clause.says for clause in clauses]
    return found[0]


def told(folder: Path, *changes: tuple[str, str]) -> list[Clause]:
    return list(tell(read_law(written(folder, changed(COUNCIL_ACT, *changes)))))


@pytest.fixture(scope="module")
def law_of_2021() -> list[Clause]:
    return list(tell(find_law("kz-mazhilis@2021-01-10")))


def test_the_threshold_is_called_one_and_cites_its_articles(law_of_2021: list[Clause]):
    clause = about("Threshold", law_of_2021)
    assert "at least 7 % of the valid votes" in clause.says
    assert clause.cites == ("Art. 97-1(1)", "Art. 43(5)")
    assert clause.section == "Party lists: 98 seats"


def test_the_quota_and_the_remainders_are_told(law_of_2021: list[Clause]):
    clause = about("two lists or more reach the threshold: 98 seats", law_of_2021)
    assert "Hare quota" in clause.says
    assert "largest remainders" in clause.says
    assert clause.cites == ("Art. 97-1(1)", "Art. 97-1(3)", "Art. 97-1(4)")


def test_ties_are_told(law_of_2021: list[Clause]):
    assert "Ties go to the list registered earlier." in about("Ties", law_of_2021).says


def test_the_second_list_gets_two_seats_at_least(law_of_2021: list[Clause]):
    clause = about("nobody gets fewer than 2", law_of_2021)
    assert "7/10 times the votes" in clause.says
    assert "remainders give no seat" in clause.says
    assert clause.cites == ("Art. 97-1(2)", "Art. 97-1(3)")


def test_the_chamber_its_members_and_the_open_questions_are_told(law_of_2021: list[Clause]):
    assert law_of_2021[0].says == "Mazhilis: 107 seats."
    assert about("List quota", law_of_2021).cites == ("Art. 89(4)",)
    question = about("No list reaches seven per cent of the votes", law_of_2021)
    assert question.section == "Open questions"
    assert "the law is silent" in question.says
    assert question.says.endswith("Here: undetermined.")


def test_a_mark_against_all_is_told_where_the_ballot_has_one(law_of_2021: list[Clause]):
    assert not [clause for clause in law_of_2021 if clause.section == "The ballot"]
    ballot = about("against-all", list(tell(find_law("kz-mazhilis@2023-03-19"))))
    assert ballot.section == "The ballot"
    assert "counts as a valid vote" in ballot.says


def test_single_member_districts_are_called_plurality():
    clause = about("plurality", list(tell(find_law("kz-mazhilis@2023-03-19"))))
    assert "1 seat goes in each constituency" in clause.says
    assert clause.section == "Single-member districts: 29 seats"


def test_a_small_law_in_words(tmp_path: Path):
    chamber, lists = told(tmp_path)
    assert (chamber.section, chamber.says) == ("The chamber", "Council: 3 seats.")
    assert (lists.section, lists.cites) == ("Lists: 3 seats", ("s. 1",))
    assert lists.says.startswith("3 seats are divided among all lists: by the Hare quota")
    assert lists.says.endswith("Ties go to whoever is drawn by lot.")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("allot: {who: all, seats: 3, method: hare}", "The law has no rule for ties here."),
        ("allot: {who: all, seats: 3, method: hare, at_most: 2}", "nobody gets more than 2"),
        ("allot: {who: all, seats: 3, method: hare, at_least: 1}", "nobody gets fewer than 1"),
        ("allot: {who: all, seats: 3, method: hare, ties: [votes, lot]}", "larger of the votes, then to whoever is"),
        ("allot: {who: all, seats: 3, method: hare, ties: [-votes]}", "the smaller of the votes"),
        (
            "allot: {who: all, seats: 1, method: most votes}",
            "1 seat goes to whoever of all lists has the most of the votes",
        ),
        ("allot: {who: all, seats: 3, by: votes, method: {quota: total(votes) / 4}}", "all votes divided by 4"),
        ("allot: {who: {kind: party}, seats: 3, method: hare}", "lists of kind party"),
        ("admit: {votes: 2.5%}", "Threshold: all lists that have at least 2.5 % of the valid votes are admitted"),
        ("admit: {above: 50%}", "Threshold: all lists that have more than 50 % of the valid votes"),
        ("admit: {votes: 1/20, of: total(votes)}", "at least 1/20 times all votes"),
        ("admit: {largest: 2}", "the 2 with most votes are admitted"),
        ("admit: {ballot: first, largest: 1}", "candidates"),
        ("admit: {}", "All lists are admitted"),
    ],
)
def test_a_constructed_step_in_words(step: str, words: str, tmp_path: Path):
    clauses = told(tmp_path, (STEP, f"  - {step}\n    cites: [s. 9]\n"))
    clause = about(words, clauses)
    assert clause.cites == ("s. 9",)


def test_a_threshold_that_is_called_by_name_and_its_note(tmp_path: Path):
    admit = "  - admit: {votes: 4 %}\n    as: entitled\n    note: coalitions count as one list\n    cites: [s. 2]\n"
    clause = about("Threshold", told(tmp_path, (STEP, admit + STEP)))
    assert "at least 4 % of the valid votes" in clause.says
    assert "“entitled”" in clause.says
    assert clause.says.endswith("(Coalitions count as one list.)")


def test_a_condition_is_told_in_words(tmp_path: Path):
    admit = "  - admit: {votes: 4%}\n    as: entitled\n    cites: [s. 2]\n"
    allot = STEP.replace("    cites", "    when: count(entitled) > 1\n    cites")
    clause = about("3 seats are divided", told(tmp_path, (STEP, admit + allot)))
    assert clause.says.startswith("If the number of lists in “entitled” is more than 1: 3 seats")
