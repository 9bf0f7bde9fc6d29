from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom

from hemicycle.count.votes import Votes
from hemicycle.elections.archive import read_election
from hemicycle.law.catalogue import find_law
from hemicycle.outcome.facts import NO_FACTS
from hemicycle.scenarios import simulation
from hemicycle.scenarios.kept import fingerprint_of, keep_tally, take_up
from hemicycle.scenarios.poll import Poll, design_effect_of
from hemicycle.scenarios.simulation import (
    Chance,
    Race,
    Tally,
    _different,
    blocks_of,
    coalition_of,
    count_block,
    merged,
    seats_between,
    simulate,
)
from hemicycle.scenarios.swing import Swings, votes_drawn
from hemicycle.source.mistake import BadInput

MAZHILIS = read_election("kz-mazhilis-2021")
RACE = Race(MAZHILIS.law, MAZHILIS.votes().as_one(), MAZHILIS.record.as_facts())
EXIT_POLL = {"nur-otan": 0.7197, "ak-zhol": 0.1018, "people-s-party": 0.0903, "auyl": 0.0575, "adal": 0.0307}
CONGRESO = read_election("es-congreso-2016")


def run(poll: Poll, draws: int = 20_000, **options):
    return simulate(RACE, votes_drawn(poll, RACE.like, Swings()), draws, **options)


def test_the_answer_does_not_depend_on_the_number_of_workers():
    poll = Poll(EXIT_POLL, 24_000)
    one, two, five = (run(poll, 300_000, workers=workers) for workers in (1, 2, 5))
    assert one == two == five
    assert one.draws == sum(one.allocations.values()) == 300_000


def test_blocks_add_up_to_the_same_in_any_grouping():
    draw = votes_drawn(Poll(EXIT_POLL, 24_000), RACE.like, Swings())
    blocks = blocks_of(RACE, 400_000)
    assert sum(block.draws for block in blocks) == 400_000
    first, second, third, last = (count_block(RACE, draw, 1, block) for block in blocks)
    left = merged(merged(merged(Tally(), first), second), merged(third, last))
    right = merged(first, merged(merged(second, third), last))
    assert left == right == run(Poll(EXIT_POLL, 24_000), 400_000)


@given(
    rows=st.lists(st.lists(st.integers(0, 2**20), min_size=4, max_size=4), min_size=1, max_size=40),
    far=st.booleans(),
)
def test_different_rows_are_found_and_counted_whether_they_fit_into_a_number_or_not(rows, far):
    seats = np.array(rows + rows[:3] + [[2**30 if far else 3] * 4], np.int32)
    different, times = _different(seats)
    assert dict(zip(map(tuple, different.tolist()), times.tolist(), strict=True)) == Counter(map(tuple, seats.tolist()))


def test_too_many_allocations_are_dropped_whatever_the_grouping(monkeypatch):
    draw = votes_drawn(Poll(EXIT_POLL, 1_000), RACE.like, Swings())
    tallies = [count_block(RACE, draw, 1, block) for block in blocks_of(RACE, 400_000)]
    most = max(len(tally.allocations) for tally in tallies)
    everything = set().union(*(tally.allocations for tally in tallies))
    assert most < len(everything)
    for limit, dropped in ((len(everything), False), (len(everything) - 1, True), (most - 1, True)):
        monkeypatch.setattr(simulation, "_MOST_ALLOCATIONS", limit)
        found = run(Poll(EXIT_POLL, 1_000), 400_000)
        assert (found.allocations is None) == dropped
        assert found.seats == run(Poll(EXIT_POLL, 1_000), 400_000, workers=5).seats


def test_another_seed_gives_another_answer():
    poll = Poll(EXIT_POLL, 24_000)
    assert run(poll, seed=1).allocations != run(poll, seed=2).allocations


def test_an_interrupted_run_goes_on_to_the_same_answer(tmp_path):
    poll, path, mark = Poll(EXIT_POLL, 24_000), tmp_path / "draws.json", fingerprint_of("this")

    def interrupt(tally):
        keep_tally(tally, path, mark)
        if tally.blocks == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(poll, 400_000, told=interrupt)
    begun = take_up(path, mark)
    assert begun is not None
    assert 0 < begun.draws < 400_000
    assert run(poll, 400_000, tally=begun) == run(poll, 400_000)


def test_a_kept_run_of_another_simulation_is_refused(tmp_path):
    path = tmp_path / "draws.json"
    keep_tally(run(Poll(EXIT_POLL, 24_000)), path, fingerprint_of("this"))
    with pytest.raises(BadInput, match="the draws of another simulation"):
        take_up(path, fingerprint_of("that"))
    path.write_text("{}")
    with pytest.raises(BadInput, match="no kept simulation"):
        take_up(path, fingerprint_of("this"))


def test_a_file_that_cant_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in ("missing", "file"):
        with pytest.raises(BadInput, match="a place that can't be written"):
            keep_tally(Tally(), tmp_path / folder / "draws.json", "")


def near(times: int, draws: int, exactly: float) -> bool:
    """Whether a count lies within five standard errors of what theory gives."""
    return abs(times / draws - exactly) < 5 * (exactly * (1 - exactly) / draws) ** 0.5


def test_a_dirichlet_share_passes_the_threshold_as_often_as_the_beta_distribution_says():
    shares, size, draws = EXIT_POLL | {"auyl": 0.068, "nur-otan": 0.7092}, 2_400, 200_000
    total = sum(shares.values())
    found = run(Poll(shares, size), draws)
    for party in ("auyl", "people-s-party"):
        share = shares[party] / total
        assert near(found.passed[party], draws, beta.sf(0.07, size * share, size * (1 - share)))


def test_a_multinomial_share_passes_the_threshold_as_often_as_the_binomial_distribution_says():
    shares, size, draws = EXIT_POLL | {"auyl": 0.068, "nur-otan": 0.7092}, 2_390, 200_000
    found = run(Poll(shares, size, model="multinomial"), draws)
    share = shares["auyl"] / sum(shares.values())
    assert near(found.passed["auyl"], draws, binom.sf(-(-size * 7 // 100) - 1, size, share))


def test_logit_normal_errors_spread_as_a_sample_does_and_more_with_an_error_of_their_own():
    rng = np.random.default_rng(5)
    plain, own = (Poll(EXIT_POLL, 2_400, model="logit-normal", error=error).draw(rng, 200_000) for error in (0.0, 0.2))
    shares = [each / each.sum(axis=1)[:, None] for each in (plain, own)]
    centre = EXIT_POLL["ak-zhol"] / sum(EXIT_POLL.values())
    assert shares[0][:, 1].std() == pytest.approx((centre * (1 - centre) / 2_400) ** 0.5, rel=0.02)
    assert shares[1][:, 1].std() > 3 * shares[0][:, 1].std()


def test_correlated_errors_move_lists_together():
    together = {("ak-zhol", "auyl"): 0.9}
    drawn = Poll(EXIT_POLL, 10**9, model="logit-normal", error=0.1, together=together).draw(
        np.random.default_rng(1), 100_000
    )
    logs = np.log(drawn)
    assert np.corrcoef(logs[:, 1], logs[:, 3])[0, 1] == pytest.approx(0.9, abs=0.01)
    assert np.corrcoef(logs[:, 1], logs[:, 2])[0, 1] == pytest.approx(0, abs=0.02)


def test_a_house_effect_moves_the_centre():
    assert Poll(EXIT_POLL, 100, house={"nur-otan": 0.02}).centre[0] < Poll(EXIT_POLL, 100).centre[0]


def test_a_sample_beyond_all_doubt_gives_the_seats_of_the_poll_itself():
    votes = MAZHILIS.votes().by_list()
    shares = {party: count / sum(votes.values()) for party, count in votes.items()}
    found = run(Poll(shares, 10**13), 2_000)
    assert seats_between(found, "nur-otan") == (76, 76, 76)
    assert found.allocations == {(10, 76, 0, 12, 0, 9): 2_000}


def test_a_published_margin_of_two_points_makes_24_000_as_good_as_2_401():
    effect = design_effect_of(24_000, 0.02)
    assert 24_000 / effect == pytest.approx(2_401, abs=0.1)


def test_an_unmoved_country_has_the_votes_it_had():
    like = CONGRESO.votes()
    counts = list(like.ballots["votes"].values())
    totals = like.by_list()
    poll = Poll({party: count / sum(totals.values()) for party, count in totals.items() if count}, 10**15)
    for kind in ("proportional", "uniform"):
        (row,) = votes_drawn(poll, like, Swings(kind))(np.random.default_rng(1), 1)
        assert abs(row - np.array(counts)).max() <= 30


def test_districts_of_spain_are_all_counted():
    like = CONGRESO.votes()
    totals = like.by_list()
    poll = Poll({party: count / sum(totals.values()) for party, count in totals.items()}, 2_000)
    race = Race(CONGRESO.law, like, CONGRESO.record.as_facts())
    found = simulate(race, votes_drawn(poll, like, Swings(noise=0.1)), 300)
    assert found.singly <= found.lots + found.undetermined
    low, middle, high = seats_between(found, "PARTIDO POPULAR")
    assert low < middle < high
    assert sum(seats * times for counted in found.seats.values() for seats, times in counted.items()) == 350 * 300


def test_a_coalition_has_a_majority_as_often_as_the_allocations_say():
    like = Votes({"votes": {("*", party): 1_000 for party in ("A", "B", "C")}})
    race = Race(find_law("es-ep@2023-01-01"), like, NO_FACTS, (("A", "B"), ("B", "C")))
    poll = Poll({"A": 0.48, "B": 0.04, "C": 0.48}, 1_000)
    found = simulate(race, votes_drawn(poll, like, Swings()), 20_000)
    for lists in race.coalitions:
        places = [found.lists.index(party) for party in lists]
        times = sum(n for seats, n in found.allocations.items() if 2 * sum(seats[i] for i in places) > sum(seats))
        assert found.together[lists] == times
        assert 0 < times < 20_000
        assert times > max(found.majorities[party] for party in lists)


def test_a_coalition_is_counted_where_allocations_are_too_many(monkeypatch):
    race = replace(RACE, coalitions=(("ak-zhol", "people-s-party"), ("nur-otan", "auyl")))
    draw = votes_drawn(Poll(EXIT_POLL, 1_000), RACE.like, Swings())
    found = simulate(race, draw, 1_000)
    monkeypatch.setattr(simulation, "_MOST_ALLOCATIONS", 1)
    assert simulate(race, draw, 1_000) == replace(found, allocations=None)
    assert (found.together[race.coalitions[0]], found.together[race.coalitions[1]]) == (0, 1_000)


def test_coalitions_are_kept_with_the_draws(tmp_path):
    race, path = replace(RACE, coalitions=(("nur-otan", "auyl"),)), tmp_path / "draws.json"
    found = simulate(race, votes_drawn(Poll(EXIT_POLL, 1_000), RACE.like, Swings()), 1_000)
    keep_tally(found, path, "")
    assert take_up(path, "") == found
    assert [each.name for each in tmp_path.iterdir()] == ["draws.json"]


def test_a_list_with_a_plus_in_its_name_can_be_in_a_coalition():
    race = replace(RACE, like=Votes({"votes": {("*", "NA+"): 1, ("*", "A"): 1, ("*", "A + B"): 1, ("*", "C"): 1}}))
    assert coalition_of("NA+ + C", race.law, race.like) == ("NA+", "C")
    assert coalition_of("C+NA+", race.law, race.like) == ("C", "NA+")
    assert coalition_of("A + B+C", race.law, race.like) == ("A + B", "C")
    assert coalition_of("A+C", race.law, race.like) == ("A", "C")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nur-otan+auy", r"unknown list 'auy'; expected auyl\?"),
        ("nur-otan", "expected two lists or more"),
        ("auyl+auyl", "auyl twice"),
        ("auyl+", "unknown list ''"),
        ("auyl+against-all", "unknown list 'against-all'"),
    ],
)
def test_coalitions_that_are_none_are_refused(text, said):
    with pytest.raises(BadInput, match=said):
        coalition_of(text, RACE.law, RACE.like)


def test_lots_inside_a_simulation_are_counted_and_go_to_whom_the_ballot_names_first():
    """Two lists, 59 seats, ten asked: five each is a tie for the last seat, by the binomial 252 times in 1,024."""
    like = Votes({"votes": {("*", "B"): 1_000, ("*", "A"): 1_000}})
    race = Race(find_law("es-ep@2023-01-01"), like, NO_FACTS)
    poll = Poll({"A": 0.5, "B": 0.5}, 10, model="multinomial")
    found = simulate(race, votes_drawn(poll, like, Swings()), 4_000)
    assert near(found.lots, 4_000, 252 / 1_024)
    assert found.seats["B"][30] == found.lots == found.seats["A"][29]
    assert found.undetermined == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"shares": {"A": -0.1, "B": 0.5}}, "the share of A: found -10 %"),
        ({"shares": {"A": 1.2}}, "found 120 %"),
        ({"shares": {"A": 0.7, "B": 0.5}}, "120.00 % together"),
        ({"shares": {}}, "0.00 % together"),
        ({"sample": 0}, "0 asked"),
        ({"design_effect": 0}, "a design effect of 0"),
        ({"model": "magic"}, "'magic'"),
        ({"error": 0.1}, "an error with the model dirichlet"),
        ({"house": {"C": 0.1}}, "the unknown list 'C'"),
        ({"model": "logit-normal", "together": {("A", "B"): 1.5}}, "correlations that exclude each other"),
    ],
)
def test_impossible_polls_are_refused(wrong, said):
    with pytest.raises(BadInput, match=said):
        Poll(**({"shares": {"A": 0.5, "B": 0.4}, "sample": 100} | wrong))


def test_a_list_that_was_not_on_the_ballot_is_refused():
    with pytest.raises(BadInput, match="unknown list 'C'"):
        votes_drawn(Poll({"C": 0.5}, 10), RACE.like, Swings())


def test_no_draws_are_refused():
    with pytest.raises(BadInput, match="--draws"):
        run(Poll(EXIT_POLL, 10), 0)


def test_what_never_happened_is_told_with_a_bound():
    assert Chance(0, 3_000).error == 0.001
    assert Chance(1_500, 3_000).error == pytest.approx(0.5 / 3_000**0.5)
