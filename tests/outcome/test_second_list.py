from cases import count

# The rule of 2009 for a single list that passes: constructed cases, worked by hand from the text.


def test_second_list_is_admitted_when_one_passes():
    outcome = count("2021-01-10", a=950000, b=50000)
    assert outcome.status == "decided"
    assert outcome.totals == {"a": 95, "b": 3}  # 4.9 quotas, times 0.7 is 3.43; the two left over go to a
    assert outcome.open_questions == ()


def test_second_list_gets_at_least_two_seats():
    outcome = count("2021-01-10", a=985000, b=15000)
    assert outcome.totals == {"a": 96, "b": 2}  # 1.029 quotas after the correction
    assert outcome.open_questions == ()


def test_minimum_of_two_beyond_the_seats_carries_the_open_question():
    outcome = count("2021-01-10", a=990000, b=10000)  # whole quotas 97 + 0, minimum 2: 99 of 98
    assert outcome.status == "decided"
    assert outcome.totals == {"a": 96, "b": 2}
    (question,) = outcome.open_questions
    assert question.law == "silent"
    assert "minimum of two" in question.asks
    assert question.we.startswith("the minimum prevails")


def test_over_allotment_begins_at_one_ninety_eighth_of_both_lists():
    # v2/q = 98 * 100 / 9800 = 1 exactly: whole quotas of a are 97, the minimum makes it 99.
    assert count("2021-01-10", a=9700, b=100).open_questions
    # One vote more and a holds 96.99 quotas: 96 + 2 = 98.
    assert not count("2021-01-10", a=9699, b=101).open_questions


def test_second_list_without_any_votes_still_has_the_minimum():
    outcome = count("2021-01-10", a=1000, b=0)
    assert outcome.totals == {"a": 96, "b": 2}
    assert outcome.open_questions


def test_only_the_next_largest_list_is_admitted():
    outcome = count("2021-01-10", a=880000, b=60000, c=60000 - 1)
    assert set(outcome.totals) == {"a", "b"}


def test_a_tie_for_the_second_place_is_undetermined():
    outcome = count("2021-01-10", a=900000, b=50000, c=50000)
    assert outcome.status == "undetermined"
    assert any("b and c are equal" in question.asks for question in outcome.open_questions)
    assert outcome.totals == {}


def test_a_single_list_on_the_ballot_is_undetermined():
    outcome = count("2021-01-10", a=1000)
    assert outcome.status == "undetermined"
    assert "no other list" in outcome.open_questions[0].asks


def test_nobody_over_the_threshold_is_undetermined():
    outcome = count("2021-01-10", **{f"list{i}": 50 for i in range(20)})
    assert outcome.status == "undetermined"
    assert outcome.totals == {}
    assert outcome.open_questions[0].law == "silent"


def test_the_correction_comes_after_the_division():
    # 4.9 quotas of the full vote; correcting the votes first would give 3.48 quotas of a smaller sum.
    claim = next(c for r in count("2021-01-10", a=950000, b=50000).trace for c in getattr(r, "claims", ()))
    assert claim.quotas * 100 == 343
