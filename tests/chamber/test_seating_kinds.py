"""Each way in which statutes fill the seats of a list, on small lists worked by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from people import DAY, a_list, rule

from hemicycle.chamber.candidates import Candidate
from hemicycle.chamber.ranking import Base
from hemicycle.chamber.seating import Bench, Pick, Seats, seat
from hemicycle.law.catalogue import find_law
from hemicycle.law.members import Seating, SeatQuota
from hemicycle.outcome.facts import DrawnLot
from hemicycle.source.mistake import BadInput


def of_law(name: str, kind: type) -> object:
    return next(each for each in find_law(name).members if isinstance(each, kind) and each.is_carried_out)


def fill(people: list[Candidate], seating: Seating, seats: int, **about) -> Bench:
    base = {name: about.pop(name) for name in ("votes", "quota", "list_votes") if name in about}
    binding = about.pop("binding", None)
    return seat(people, Seats(seating, Base(seats, **base), DAY, binding, **about))


def places(bench: Bench) -> list[int]:
    return [each.candidate.position for each in bench.seated]


LIST_ORDER = rule("seating", by="list order")


def test_list_order_takes_the_first_names():
    bench = fill(a_list(5), LIST_ORDER, 3)
    assert places(bench) == [1, 2, 3]
    assert [each.position for each in bench.line] == [4, 5]


def test_who_left_the_list_is_passed_over():
    people = a_list(4)
    people[1] = replace(people[1], withdrew=DAY)
    assert places(fill(people, LIST_ORDER, 2)) == [1, 3]


def test_a_list_with_fewer_names_than_seats_leaves_the_rest_vacant():
    bench = fill(a_list(2), LIST_ORDER, 5)
    assert (places(bench), bench.vacant, bench.line) == ([1, 2], 3, ())


def test_open_lists_go_by_votes_alone():
    bench = fill(a_list(4, votes=[10, 40, 20, 30]), rule("seating", by="votes", ties=["lots"]), 2)
    assert places(bench) == [2, 4]
    assert [each.position for each in bench.line] == [3, 1]


def test_equal_votes_for_the_last_seat_need_a_lot():
    finnish = of_law("fi-eduskunta@2019-04-14", Seating)
    people = a_list(4, votes=[10, 40, 20, 20])
    bench = fill(people, finnish, 2)
    assert (places(bench), bench.open) == ([2], 1)
    assert bench.tied is not None
    assert (bench.tied.among, bench.tied.seats, bench.tied.by) == ((people[2].name, people[3].name), 1, "lots")
    assert bench.tied.cites == ("§ 89 (text not read)", "§ 90")


def test_the_lot_that_was_drawn_settles_it():
    people = a_list(4, votes=[10, 40, 20, 20])
    lot = DrawnLot(frozenset({people[2].name, people[3].name}), (people[3].name,))
    bench = fill(people, of_law("fi-eduskunta@2019-04-14", Seating), 2, lots=(lot,))
    assert (places(bench), bench.tied) == ([2, 4], None)
    assert bench.seated[1].says == "20 votes; by the lot drawn"
    assert [each.position for each in bench.line] == [3, 1]


def test_equal_votes_that_decide_nothing_need_no_lot():
    bench = fill(a_list(4, votes=[10, 20, 20, 5]), of_law("fi-eduskunta@2019-04-14", Seating), 3)
    assert (places(bench), bench.tied) == ([2, 3, 1], None)


def test_a_tie_of_which_the_law_at_hand_says_nothing_is_not_settled():
    bench = fill(a_list(2, votes=[7, 7]), of_law("ch-zug-kantonsrat@2018-10-07", Seating), 1)
    assert (bench.open, bench.tied and bench.tied.by) == (1, "not told")


def test_polish_ties_go_by_polling_wards_before_the_lot():
    polish = of_law("pl-sejm@2019-10-13", Seating)
    one, other = a_list(2, votes=[50, 50])
    wards = [replace(one, numbers={"votes": 50, "wards": 7}), replace(other, numbers={"votes": 50, "wards": 8})]
    assert places(fill(wards, polish, 1)) == [2]
    same = [replace(each, numbers={"votes": 50, "wards": 7}) for each in wards]
    assert fill(same, polish, 1).tied is not None


def test_czech_preferences_come_first_from_five_per_cent_on():
    czech = of_law("cz-psp@2021-10-08", Seating)
    people = a_list(5, votes=[0, 49, 50, 50, 60])
    bench = fill(people, czech, 4, votes=1000)
    assert places(bench) == [5, 3, 4, 1]  # 60, then 50 and 50 as on the ballot, then the first of the list
    assert bench.seated[0].says == "60 votes, at least 50"


def test_dutch_preferences_have_to_exceed_a_quarter_of_the_quota():
    dutch = of_law("nl-tweedekamer@2023-11-22", Seating)
    people = a_list(3, votes=[0, 25, 26])
    assert places(fill(people, dutch, 2, votes=51, quota=Fraction(100))) == [3, 1]
    assert places(fill(people, dutch, 2, votes=51, quota=Fraction(99))) == [3, 2]


def test_dutch_ties_need_a_lot_only_where_seats_are_short():
    dutch = of_law("nl-tweedekamer@2023-11-22", Seating)
    people = a_list(3, votes=[0, 30, 30])
    assert fill(people, dutch, 2, quota=Fraction(100)).tied is None
    tied = fill(people, dutch, 1, quota=Fraction(100)).tied
    assert tied is not None
    assert tied.cites == ("P 15(1)", "P 17")


def test_swedish_personal_votes_are_a_share_of_the_constituency():
    swedish = of_law("se-riksdag@2018-09-09", Seating)
    earlier = of_law("se-riksdag@2006-09-17", Seating)
    people = a_list(3, votes=[0, 10, 16])
    assert places(fill(people, swedish, 2, votes=200)) == [3, 2]
    assert places(fill(people, earlier, 2, votes=200)) == [3, 1]  # 8 %: 16 of 200 is enough, 10 is not


def test_belgian_list_votes_are_handed_down_in_list_order():
    # 1,000 ballots, 3 seats: the figure is 1,000 * 3 / 4 = 750; 400 ballots for the list alone give a pot of 600.
    # The first lacks 350 of 750, the second 650 and gets the last 250: 750, 350, 500, 450.
    belgian = of_law("be-local@2012-10-14", Seating)
    bench = fill(a_list(4, votes=[400, 100, 500, 450]), belgian, 3, votes=1000, list_votes=400)
    assert places(bench) == [1, 3, 4]
    assert bench.seated[0].says == "750 votes with those handed down, where 750 elect"
    assert [each.position for each in bench.line] == [2]


def test_belgian_seats_need_the_ballots_for_the_list_alone():
    with pytest.raises(BadInput, match="no list_votes to hand down"):
        fill(a_list(2, votes=[1, 2]), of_law("be-local@2012-10-14", Seating), 1, votes=3)


def test_a_rule_on_votes_without_votes_is_refused():
    with pytest.raises(BadInput, match="no votes for Person AA of green; expected votes for every candidate"):
        fill(a_list(2), rule("seating", by="votes"), 1)


PARTY = of_law("kz-mazhilis@2021-01-10", Seating)
DEADLINE = dt.date(2021, 1, 22)
KAZAKH_NAMES = ["Яковлев", "Қалиев", "Әбенов", "Аманов"]


def kazakh(genders: str = "mmmm") -> list[Candidate]:
    return [
        Candidate(name, "green", place, gender=genders[place - 1])
        for place, name in enumerate(KAZAKH_NAMES, 1)
    ]  # fmt: skip


def test_the_partys_pick_may_take_any_names_of_the_list():
    pick = Pick(("әбенов", "Яковлев"), dt.date(2021, 1, 12))
    bench = fill(kazakh(), PARTY, 2, pick=pick, deadline=DEADLINE)
    assert places(bench) == [3, 1]
    assert bench.seated[0].says == "named by the party on 12 January 2021"
    assert [each.name for each in bench.line] == ["Қалиев", "Аманов"]


def test_a_pick_on_the_last_day_is_in_time_and_one_later_falls_back_on_the_alphabet():
    late = dt.date(2021, 1, 23)
    for day, found in ((DEADLINE, [1, 2]), (late, [4, 3])):
        pick = Pick(("Яковлев", "Қалиев"), day)
        bench = fill(kazakh(), PARTY, 2, pick=pick, deadline=DEADLINE)
        assert places(bench) == found
    assert bench.notes == (
        "the party named nobody by 22 January 2021, so that the law's fallback applies (Art. 97-1(5))",
    )


def test_without_a_pick_nobody_knows_who_sits():
    bench = fill(kazakh(), PARTY, 2)
    assert (bench.seated, bench.unnamed, bench.open) == ((), 2, 0)


def test_a_list_shorter_than_its_seats_leaves_them_vacant_whoever_is_picked():
    bench = fill(kazakh(), PARTY, 10)
    assert (bench.unnamed, bench.vacant) == (4, 6)


def test_a_pick_of_fewer_names_leaves_seats_open():
    bench = fill(kazakh(), PARTY, 3, pick=Pick(("Аманов",)))
    assert (places(bench), bench.open, bench.vacant) == ([4], 2, 0)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Аманов", "Аманов"), "'Аманов' twice"),
        (("Аманова",), "'Аманова', who isn't on the list"),
        (("Аманов", "Әбенов", "Қалиев"), "3 names; expected at most 2"),
    ],
)
def test_a_pick_that_cant_be_is_refused(names, said):
    with pytest.raises(BadInput, match=said):
        fill(kazakh(), PARTY, 2, pick=Pick(names))


BINDING = of_law("kz-mazhilis@2022-06-01", SeatQuota)


def test_a_pick_that_breaks_the_quota_on_seats_is_told():
    party = of_law("kz-mazhilis@2022-06-01", Seating)
    people = a_list(10, "fffmmmmmmm", born=dt.date(1970, 1, 1))
    people = [replace(each, traits={"disability": False}) for each in people]
    names = [each.name for each in people]
    kept = fill(people, party, 4, pick=Pick((*names[:2], *names[5:7])), binding=BINDING)
    assert (kept.notes, kept.quota and kept.quota.kept) == ((), True)
    broken = fill(people, party, 4, pick=Pick((names[0], *names[5:8])), binding=BINDING)
    assert broken.notes == (
        "women, persons under 29 and persons with disability have 1 of 4 seats where 2 are needed (Art. 97-1(5))",
    )


def test_the_alphabet_gives_way_to_the_quota_when_the_party_is_late():
    party = of_law("kz-mazhilis@2022-06-01", Seating)
    people = [replace(each, born=dt.date(1970, 1, 1), traits={"disability": False}) for each in kazakh("fmmm")]
    late = Pick((), None)
    bench = fill(people, party, 3, pick=late, deadline=DEADLINE, binding=BINDING)
    assert [each.candidate.name for each in bench.seated] == ["Аманов", "Әбенов", "Яковлев"]
    assert "moved up before Қалиев" in bench.seated[2].says
    assert [each.name for each in bench.line] == ["Қалиев"]


TAIWAN = of_law("tw-ly-partylist@2020-01-11", SeatQuota)


@pytest.mark.parametrize(
    ("genders", "seats", "found", "vacant"),
    [
        ("fmfm", 2, [1, 2], 0),
        ("mmff", 2, [1, 3], 0),  # the lowest man gives way to the first woman after him
        ("mmmff", 3, [1, 4, 5], 0),  # half of three is two
        ("mfmfm", 5, [1, 2, 3, 4], 1),  # three of five are wanted and two are there: men have two, one is vacant
        ("m", 1, [], 1),  # a single seat is a woman's
        ("mmm", 2, [1], 1),
    ],
)
def test_half_of_the_seats_are_womens_in_taiwan(genders, seats, found, vacant):
    bench = fill(a_list(len(genders), genders), LIST_ORDER, seats, binding=TAIWAN)
    assert (sorted(places(bench)), bench.vacant) == (found, vacant)


@pytest.mark.parametrize(("party", "seats", "women"), [("DPP", 13, 7), ("KMT", 13, 7), ("TPP", 5, 3), ("NPP", 3, 2)])
def test_the_women_that_the_four_parties_of_2020_needed(party, seats, women):
    bench = fill(a_list(seats * 2, "mf" * seats), LIST_ORDER, seats, binding=TAIWAN)
    assert bench.quota is not None
    assert (bench.quota.wanted, bench.quota.kept) == (women, True), party


def test_a_zipper_seats_the_groups_in_turn():
    zipper = rule("seat quota", share="50%", of=["women"], how="alternate")
    assert places(fill(a_list(6, "mmmfff"), LIST_ORDER, 4, binding=zipper)) == [1, 4, 2, 5]
    assert places(fill(a_list(6, "fffmmm"), LIST_ORDER, 3, binding=zipper)) == [1, 4, 2]


def test_a_zipper_goes_on_with_the_others_when_one_side_is_used_up():
    zipper = rule("seat quota", share="50%", of=["women"], how="alternate")
    bench = fill(a_list(5, "mmmmf"), LIST_ORDER, 4, binding=zipper)
    assert places(bench) == [1, 5, 2, 3]
    assert bench.notes == ("women have 1 of 4 seats where 2 are needed (s. 1)",)


def test_a_list_too_short_of_the_group_says_so_and_the_others_sit():
    binding = rule("seat quota", share="50%", of=["women"], how="later names move up", short="others")
    bench = fill(a_list(5, "mmmmf"), LIST_ORDER, 4, binding=binding)
    assert (sorted(places(bench)), bench.vacant) == ([1, 2, 3, 5], 0)
    assert bench.notes == ("women have 1 of 4 seats where 2 are needed (s. 1)",)
