"""What `law check` finds beyond mistakes of writing: contradictions."""

from pathlib import Path

import pytest

from hemicycle.law.catalogue import check_file, read_law
from hemicycle.source.mistake import BadInput

HEAD = """
law: xx-council
title: Council Act
country: Examplia
chamber: Council
act: Act No 1
in_force: {from: 2000-01-01}
seats: 5
tiers:
- tier: lists
  label: party lists
  seats: 5
  steps:
  - {admit: {votes: 5%, of: valid}, as: passed, cites: [s. 3]}
"""
TAIL = "read_in: [Council Act as printed in 2000]\n"


def law(tmp_path: Path, *steps: str, questions: str = "") -> Path:
    path = tmp_path / "council.yaml"
    lines = "".join(f"  - {{{step}, cites: [s. {number}]}}\n" for number, step in enumerate(steps, 4))
    path.write_text(HEAD + lines + questions + TAIL, encoding="utf-8")
    return path


def mistakes(path: Path) -> list[str]:
    with pytest.raises(BadInput) as refused:
        check_file(path)
    assert all(mistake.line for mistake in refused.value.mistakes)
    return [mistake.found for mistake in refused.value.mistakes]


ALL = "allot: {who: passed, seats: 5, method: hare, ties: [lot]}"


def test_a_law_without_contradictions_passes(tmp_path: Path) -> None:
    (read,) = check_file(law(tmp_path, ALL))
    assert read.seats == 5


@pytest.mark.parametrize(
    "condition", ["count(passed) < 0", "count(passed) > 1 and count(passed) < 2", "count(passed) == 1/2", "1 == 2"]
)
def test_a_step_whose_condition_no_case_meets_can_never_run(tmp_path: Path, condition: str) -> None:
    found = mistakes(law(tmp_path, ALL, f"admit: {{who: passed}}, as: more, when: {condition}"))
    assert found == [f"a step that can never run: no case meets {condition!r}"]


def test_a_condition_on_votes_may_hold(tmp_path: Path) -> None:
    assert check_file(law(tmp_path, ALL, "admit: {who: passed}, as: more, when: total(votes) > 2 * most(votes)"))


def test_two_steps_that_give_all_seats_in_one_case_are_two_rules(tmp_path: Path) -> None:
    one = f"{ALL}, when: count(passed) > 1"
    other = "allot: {who: passed, seats: 5, method: dhondt, ties: [lot]}, when: count(passed) < 3"
    assert mistakes(law(tmp_path, one, other)) == ["two rules for one case: steps 2 and 3 both give all seats of lists"]


def test_two_steps_for_cases_apart_are_one_rule_each(tmp_path: Path) -> None:
    one = f"{ALL}, when: count(passed) > 1"
    other = "allot: {who: passed, seats: 5}, when: count(passed) == 1"
    assert check_file(law(tmp_path, one, other))


def test_a_competition_without_a_rule_for_ties_is_asked_about(tmp_path: Path) -> None:
    path = law(tmp_path, "allot: {who: passed, seats: 5, method: dhondt}")
    assert mistakes(path) == ["no rule for ties"]
    assert read_law(path).seats == 5  # it can be counted all the same: a tie comes back as undetermined


def test_an_open_question_on_ties_takes_the_place_of_a_rule(tmp_path: Path) -> None:
    questions = "open_questions:\n- {asks: quotients are equal, law: silent, we: undetermined}\n"
    assert check_file(law(tmp_path, "allot: {who: passed, seats: 5, method: dhondt}", questions=questions))


def test_who_alone_takes_all_needs_no_rule_for_ties(tmp_path: Path) -> None:
    assert check_file(law(tmp_path, "allot: {who: passed, seats: 5}"))
