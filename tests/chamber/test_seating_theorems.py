"""What has to hold of every way to fill seats, on random lists; and a second implementation beside each order."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import DAY, a_list, rule

from hemicycle.chamber.approval import Approved, approve
from hemicycle.chamber.candidates import Candidate
from hemicycle.chamber.quota import count_groups, is_of
from hemicycle.chamber.ranking import Base
from hemicycle.chamber.seating import Bench, Pick, Seats, seat
from hemicycle.law.members import Seating, SeatQuota
from hemicycle.outcome.facts import DrawnLot

KINDS = {
    "list order": rule("seating", by="list order"),
    "votes": rule("seating", by="votes", ties=["lots"]),
    "votes, then list order": rule("seating", by="votes", ties=["list order"]),
    "preferences of the list": rule("seating", by="preferences", share="5%", of="list votes", ties=["list order"]),
    "preferences of the quota": rule(
        "seating", by="preferences", share="25%", of="quota", strictly=True, ties=["lots"]
    ),
    "handed down": rule(
        "seating",
        by="list votes handed down",
        pot="1/2 * list_votes * seats",
        figure="votes * seats / (seats + 1)",
        ties=["list order"],
    ),
    "alphabet": rule("seating", by="alphabet", language="kk"),
}
QUOTAS = {
    (how, short): rule("seat quota", share=share, of=["women"], how=how, short=short)
    for how in ("later names move up", "alternate")
    for short, share in (("vacant", "50%"), ("others", "30%"))
}


@st.composite
def lists(draw: st.DrawFn) -> list[Candidate]:
    size = draw(st.integers(1, 12))
    genders = "".join(draw(st.lists(st.sampled_from("fm"), min_size=size, max_size=size)))
    votes = draw(st.lists(st.integers(0, 60), min_size=size, max_size=size))
    return a_list(size, genders, votes)


def fill(
    people: list[Candidate], seating: Seating, seats: int, quota: SeatQuota | None = None, **about: object
) -> Bench:
    votes = sum(each.votes for each in people) + 20
    base = Base(seats, votes, Fraction(votes, 3), 20)
    return seat(people, Seats(seating, base, DAY, quota, **about))


@given(lists(), st.integers(1, 15), st.sampled_from(sorted(KINDS)))
def test_seated_vacant_and_open_are_all_the_seats_and_nobody_sits_twice(people, seats, kind):
    bench = fill(people, KINDS[kind], seats)
    sitting = [each.candidate.name for each in bench.seated]
    waiting = [each.name for each in bench.line]
    assert len(sitting) + bench.vacant + bench.open + bench.unnamed == seats
    assert len({*sitting, *waiting}) == len(sitting) + len(waiting) == len(people)
    assert bench.vacant == max(0, seats - len(people))


@given(lists(), st.integers(1, 15), st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(QUOTAS)))
def test_a_quota_is_kept_when_enough_are_on_the_list_and_told_when_not(people, seats, kind, which):
    quota = QUOTAS[which]
    bench = fill(people, KINDS[kind], seats, quota)
    if bench.tied is not None:
        return
    women = sum(each.gender == "f" for each in people)
    filled = min(seats, len(people))
    needed = -(-filled * (1 if quota.share.text == "50%" else Fraction(3, 5)) // 2)
    sitting = [each.candidate for each in bench.seated]
    seated = sum(each.gender == "f" for each in sitting)
    assert len(sitting) + bench.vacant == seats
    if women >= needed:
        assert seated >= needed
        assert bench.notes == ()
        assert bench.vacant == seats - filled
    else:
        assert seated == women
        assert len(bench.notes) == 1
        if which[1] == "vacant":
            assert bench.vacant == seats - filled + needed - women
            assert len(sitting) - seated == filled - needed


@given(lists(), st.integers(1, 15), st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(QUOTAS)))
def test_a_quota_that_the_order_keeps_by_itself_changes_nobody_who_sits(people, seats, kind, which):
    if which[0] == "alternate":
        return
    free = fill(people, KINDS[kind], seats)
    if free.tied is None and count_groups([each.candidate for each in free.seated], QUOTAS[which], DAY).kept:
        assert fill(people, KINDS[kind], seats, QUOTAS[which]).seated == free.seated


@given(lists(), st.integers(1, 15), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(people, seats, random):
    by_votes = KINDS["votes"]
    free = fill(people, by_votes, seats)
    shuffled = fill(random.sample(people, len(people)), by_votes, seats)
    assert {each.candidate.name for each in free.seated} == {each.candidate.name for each in shuffled.seated}
    assert (free.open, free.vacant) == (shuffled.open, shuffled.vacant)


@given(lists(), st.integers(1, 12))
def test_votes_seat_whom_a_plain_sort_seats(people, seats):
    bench = fill(people, KINDS["votes, then list order"], seats)
    ranked = sorted(people, key=lambda each: (-each.votes, each.position))
    assert [each.candidate for each in bench.seated] == ranked[:seats]
    assert list(bench.line) == ranked[seats:]


@given(lists(), st.integers(1, 12))
def test_preferences_seat_those_over_the_bar_and_then_the_list(people, seats):
    bench = fill(people, KINDS["preferences of the list"], seats)
    left, expected = list(people), []
    while left and len(expected) < seats:
        over = [each for each in left if 20 * each.votes >= sum(one.votes for one in people) + 20]
        best = max(over, key=lambda each: (each.votes, -each.position)) if over else left[0]
        expected.append(best)
        left.remove(best)
    assert [each.candidate for each in bench.seated] == expected


@given(lists(), st.integers(1, 6))
def test_votes_handed_down_one_by_one_seat_the_same(people, seats):
    """The pot goes down vote by vote, in units fine enough that every figure is whole."""
    ballots = sum(each.votes for each in people) + 20
    unit = seats + 1  # the figure is ballots * seats / (seats + 1)
    held = [each.votes * unit for each in people]
    figure, pot = ballots * seats, 10 * seats * unit
    for place in range(len(people)):
        while pot and held[place] < figure:
            held[place] += 1
            pot -= 1
    ranked = sorted(range(len(people)), key=lambda place: (-held[place], place))
    bench = fill(people, KINDS["handed down"], seats)
    assert [each.candidate.position - 1 for each in bench.seated] == ranked[:seats]


@given(lists(), st.integers(1, 12), st.randoms(use_true_random=False))
def test_lots_settle_every_tie_and_only_ties(people, seats, random):
    bench = fill(people, KINDS["votes"], seats)
    if bench.tied is None:
        return
    drawn = tuple(random.sample(bench.tied.among, len(bench.tied.among)))
    settled = fill(people, KINDS["votes"], seats, lots=(DrawnLot(frozenset(drawn), drawn),))
    sitting = [each.candidate.name for each in settled.seated]
    assert settled.tied is None
    assert settled.open == 0
    assert {*sitting} == {*(each.candidate.name for each in bench.seated), *drawn[: bench.tied.seats]}


@given(lists(), st.integers(1, 12), st.data())
def test_a_pick_seats_exactly_those_it_names(people, seats, data):
    names = data.draw(st.lists(st.sampled_from([each.name for each in people]), unique=True, max_size=seats))
    if not names:
        return
    bench = fill(people, rule("seating", by="party"), seats, pick=Pick(tuple(names)))
    assert [each.candidate.name for each in bench.seated] == names
    assert len(names) + bench.open + bench.vacant == seats
    assert bench.vacant == max(0, seats - len(people))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=14), st.integers(1, 9))
def test_nobody_is_approved_with_half_and_no_more_are_than_seats(votes, seats):
    half = rule("seating", by="approval", share="50%", of="voters", strictly=True)
    verdicts = approve(half, [Approved(f"P{n}", count) for n, count in enumerate(votes)], seats, 100)
    elected = [each for each in verdicts if each.elected]
    equal = [each for each in verdicts if each.elected is None]
    over = sorted((count for count in votes if count > 50), reverse=True)
    assert all(each.share > Fraction(1, 2) for each in elected + equal)
    assert len(elected) <= seats
    assert len(elected) == min(seats, len(over)) or equal
    if not equal:
        assert sorted((each.votes for each in elected), reverse=True) == over[:seats]
    else:
        assert len({each.votes for each in equal}) == 1
        assert len(elected) < seats < len(elected) + len(equal)


@pytest.mark.parametrize("gender", ["f", "m", None])
def test_a_group_is_told_from_what_is_known(gender):
    (quota,) = [rule("list quota", share="30%", of=["women"])]
    (one,) = a_list(1, gender or "?")
    assert is_of(one, quota.of, DAY) is (None if gender is None else gender == "f")
