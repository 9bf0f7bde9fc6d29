import random

import pytest
from cases import count

import hemicycle

VOTES = {"nur_otan": 5148074, "ak_zhol": 792828, "people": 659019, "auyl": 383023, "adal": 258618}


def changed(**change):
    return count("2021-01-10", **{party: votes + change.get(party, 0) for party, votes in VOTES.items()}).totals


def test_the_last_seats_of_2021_and_the_votes_that_move_them():
    margins = hemicycle.election("kz-mazhilis-2021").elect().margins
    assert [(m.holder, m.runner_up) for m in margins] == [("people-s-party", "nur-otan"), ("ak-zhol", "nur-otan")]
    last = margins[-1]
    # By hand: the remainders are 0.772441... and 0.442039... of a quota of 67,346.13 votes; half of their
    # distance is 11,126.1 votes.
    assert last.switched == 11127
    assert changed(nur_otan=11127, ak_zhol=-11127)["nur-otan"] == 77
    assert changed(nur_otan=11126, ak_zhol=-11126)["nur-otan"] == 76
    assert changed(nur_otan=last.added)["nur-otan"] == 77
    assert changed(nur_otan=last.added - 1)["nur-otan"] == 76


def brute(votes, holder, runner_up, most, *, switch):
    """Search vote by vote for the first change that gives the runner-up another seat."""
    now = count("2021-01-10", **votes).totals.get(runner_up, 0)
    for number in range(1, most + 1):
        new = {**votes, runner_up: votes[runner_up] + number}
        if switch:
            if votes[holder] < number:
                return None
            new[holder] = votes[holder] - number
        if count("2021-01-10", **new).totals.get(runner_up, 0) > now:
            return number
    return None


@pytest.mark.parametrize("seed", range(12))
def test_margins_are_the_least_found_vote_by_vote(seed):
    draw = random.Random(seed)
    votes = {party: draw.randint(60, 260) for party in "abc"} | {"d": draw.randint(0, 40)}
    outcome = count("2021-01-10", **votes)
    for margin in outcome.margins:
        if margin.switched is not None and margin.switched <= 60:
            assert brute(votes, margin.holder, margin.runner_up, 60, switch=True) == margin.switched
        if margin.added is not None and margin.added <= 60:
            assert brute(votes, margin.holder, margin.runner_up, 60, switch=False) == margin.added


def test_no_margins_where_nothing_was_close():
    assert count("2007-08-18", a=1000).margins == ()


def test_margin_of_the_second_list_counts_in_whole_quotas():
    (margin,) = count("2021-01-10", a=950000, b=50000).margins
    assert (margin.holder, margin.runner_up) == ("a", "b")
    # 4 quotas after the correction of 0.7: b/(1,000,000/98) * 7/10 >= 4 from 58,309.04 votes on.
    assert margin.switched == 58310 - 50000


def test_margins_hold_when_valid_votes_are_given_as_a_count():
    from hemicycle.count.votes import Votes
    from hemicycle.outcome.elect import elect

    law = hemicycle.find_law("kz-mazhilis", "2021-01-10")
    cells = {("*", "a"): 605, ("*", "b"): 377}
    given = elect(law, Votes({"votes": cells}, {"valid": {"*": 1000}}))
    assert given.margins
    assert all(margin.switched for margin in given.margins)


@pytest.mark.parametrize(
    "valid", [{"*": 1000}, {"north": 500, "south": 500}, None], ids=["whole", "districts", "facts"]
)
def test_margins_raise_the_valid_votes_however_these_were_given(valid):
    from hemicycle.count.votes import Votes
    from hemicycle.outcome.elect import elect
    from hemicycle.outcome.facts import Facts

    law = hemicycle.find_law("kz-mazhilis", "2021-01-10")
    cells = {("north", "a"): 305, ("south", "a"): 300, ("north", "b"): 195, ("south", "b"): 200}
    votes = Votes({"votes": cells}, {"valid": valid} if valid else {})
    (margin,) = elect(law, votes, Facts() if valid else Facts(valid=1000)).margins
    # 98 seats of 1,000 votes: a has 59.29 quotas, b 38.71; half the distance of the remainders is 2.14 votes.
    assert (margin.holder, margin.runner_up, margin.switched) == ("b", "a", 3)
    # b, with 395 of 605 + t + 395 votes, falls behind a's remainder once 98 * 395 / (1000 + t) < 38.5.
    assert margin.added == 6
