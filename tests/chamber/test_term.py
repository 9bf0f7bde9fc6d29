"""A term: who leaves, who follows, and that the order in which a file tells it changes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import DAY, a_list, rule

from hemicycle.chamber.term import Event, Holder, ListSeats, Place, Rules, replay
from hemicycle.source.mistake import BadInput

NEXT = rule("vacancy", by="next")
PARTY = rule("vacancy", by="party")
BY_ELECTION = rule("vacancy", by="by-election")
LOST = rule("seat lost", on=["left party", "expelled", "party dissolved"])
WOMEN_FOLLOW = rule("seat quota", share="50%", of=["women"], how="later names move up", short="vacant")
SPRING, SUMMER, AUTUMN = (dt.date(2021, month, 1) for month in (3, 6, 9))


def seats(party: str = "green", held: int = 2, size: int = 5, genders: str = "", **rules) -> ListSeats:
    people = a_list(size, genders, party=party)
    places = tuple(
        Place("all", "*", party, number, (Holder(each.name, party, DAY, "place", ("s. 1",), each),))
        for number, each in enumerate(people[:held], 1)
    )
    return ListSeats(places, tuple(people[held:]), Rules(**rules), DAY)


def name(place: int, party: str = "green") -> str:
    return f"Person A{chr(ord('A') + place - 1)} of {party}"


def happened(what: str, place: int = 1, on: dt.date = SPRING, party: str = "green") -> Event:
    return Event(on, what, name(place, party))  # type: ignore[arg-type]


def sitting(lists: list[ListSeats]) -> list[str | None]:
    return [place.holder.name if place.holder else None for each in lists for place in each.places]


@pytest.mark.parametrize("what", ["resigned", "died", "lost seat"])
def test_the_next_in_line_follows_whoever_leaves(what):
    (after,) = replay([seats(vacancy=NEXT)], [happened(what)])
    assert sitting([after]) == [name(3), name(2)]
    assert [each.name for each in after.line] == [name(4), name(5)]
    gone, came = after.places[0].holders
    assert (gone.until, gone.ended, came.since, came.cites) == (SPRING, what, SPRING, ("s. 1",))


def test_an_exhausted_list_leaves_the_seat_vacant():
    (after,) = replay([seats(held=2, size=2, vacancy=NEXT)], [happened("died")])
    assert sitting([after]) == [None, name(2)]
    assert after.places[0].empty == "vacant: the list is exhausted (s. 1)"


def test_whoever_declined_or_died_in_line_is_passed_over():
    events = [happened("declined", 3), happened("died", 4), happened("resigned", 1, SUMMER)]
    (after,) = replay([seats(vacancy=NEXT)], events)
    assert sitting([after]) == [name(5), name(2)]


def test_on_one_day_everybody_leaves_before_anybody_follows():
    events = [happened("resigned", 1), happened("resigned", 2), happened("died", 3)]
    (after,) = replay([seats(vacancy=NEXT)], events)
    assert sitting([after]) == [name(4), name(5)]


def test_a_seat_waits_until_the_party_names_somebody():
    lists = [seats(vacancy=PARTY)]
    (waiting,) = replay(lists, [happened("resigned")])
    assert waiting.places[0].empty == "open until the party names the next (s. 1)"
    (after,) = replay(lists, [happened("resigned"), happened("named", 5, SUMMER)])
    assert sitting([after]) == [name(5), name(2)]
    assert [each.name for each in after.line] == [name(3), name(4)]


def test_nobody_is_named_for_a_seat_that_is_held():
    with pytest.raises(BadInput, match="for whom no seat is open on 2021-03-01; expected an open seat; there is none"):
        replay([seats(vacancy=PARTY)], [happened("named", 5)])


def test_nobody_is_named_who_sits_already():
    with pytest.raises(BadInput, match="who sits already"):
        replay([seats(vacancy=PARTY)], [happened("resigned"), happened("named", 2)])


def test_nobody_is_named_where_the_next_in_line_follows():
    with pytest.raises(BadInput, match="for whom no seat is open"):
        replay([seats(vacancy=NEXT)], [happened("resigned"), happened("named", 5)])


def test_a_by_election_may_bring_somebody_new():
    (after,) = replay([seats(vacancy=BY_ELECTION)], [happened("died"), Event(SUMMER, "elected", "New Name", "green")])
    assert sitting([after]) == ["New Name", name(2)]


def test_leaving_the_party_costs_the_seat_only_where_the_law_says_so():
    (kept,) = replay([seats(vacancy=NEXT)], [happened("left party")])
    holder = kept.places[0].holder
    assert holder is not None
    assert (holder.name, holder.party, holder.alone) == (name(1), "", SPRING)
    (lost,) = replay([seats(vacancy=NEXT, lost=LOST)], [happened("expelled")])
    assert sitting([lost]) == [name(3), name(2)]


def test_the_end_of_a_party_empties_its_seats_only_where_the_law_says_so():
    end = Event(SPRING, "party dissolved", party="green")
    (lost,) = replay([seats(vacancy=PARTY, lost=LOST)], [end])
    assert sitting([lost]) == [None, None]
    assert lost.line == ()
    assert {place.empty for place in lost.places} == {"vacant: the party ended on 1 March 2021 (s. 1)"}
    (kept,) = replay([seats(vacancy=PARTY)], [end])
    assert sitting([kept]) == [name(1), name(2)]
    assert {place.holder.party for place in kept.places if place.holder} == {""}


def test_a_seat_that_waited_for_a_name_is_vacant_when_the_party_ends():
    end = Event(SUMMER, "party dissolved", party="green")
    (after,) = replay([seats(vacancy=PARTY, lost=LOST)], [happened("resigned"), end])
    assert after.places[0].empty.startswith("vacant: the party ended")


def test_a_man_is_passed_over_where_women_would_be_too_few():
    # f m | m f m: when the woman leaves, the first man in line would leave no woman at all
    (after,) = replay([seats(genders="fmmfm", vacancy=NEXT, quota=WOMEN_FOLLOW)], [happened("resigned")])
    assert sitting([after]) == [name(4), name(2)]
    holder = after.places[0].holder
    assert holder is not None
    assert holder.says == "next of the women in line"


def test_without_a_woman_left_her_seat_stays_vacant():
    (after,) = replay([seats(genders="fmmmm", vacancy=NEXT, quota=WOMEN_FOLLOW)], [happened("resigned")])
    assert sitting([after]) == [None, name(2)]
    assert after.places[0].empty == "vacant: no women left on the list (s. 1)"


def test_a_name_that_breaks_the_quota_is_told():
    binding = rule("seat quota", share="30%", of=["women"], how="party chooses")
    lists = [seats(genders="fmmfm", vacancy=PARTY, quota=binding)]
    (broken,) = replay(lists, [happened("resigned"), happened("named", 3, SUMMER)])
    assert broken.notes == (f"with {name(3)} on 1 June 2021 women have 0 of 2 seats where 1 are needed (s. 1)",)
    (kept,) = replay(lists, [happened("resigned"), happened("named", 4, SUMMER)])
    assert kept.notes == ()


def test_the_chamber_on_a_day_knows_nothing_of_later_days():
    events = [happened("resigned", 1, SPRING), happened("resigned", 2, AUTUMN)]
    assert sitting(replay([seats(vacancy=NEXT)], events, SUMMER)) == [name(3), name(2)]
    assert sitting(replay([seats(vacancy=NEXT)], events, AUTUMN)) == [name(3), name(4)]
    assert sitting(replay([seats(vacancy=NEXT)], events, DAY)) == [name(1), name(2)]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([Event(SPRING, "resigned", "Nobody Known")], "'Nobody Known', who neither sits nor is in line on 2021-03-01"),
        ([happened("resigned"), happened("died", 1, SUMMER)], "who neither sits nor is in line on 2021-06-01"),
        ([happened("declined", 1)], "who sits already; expected somebody in line, or: resigned"),
        ([Event(SPRING, "party dissolved", party="gren")], "the party 'gren'; expected one of: green"),
    ],
)
def test_an_event_that_cant_be_is_refused(events, said):
    with pytest.raises(BadInput, match=said):
        replay([seats(vacancy=NEXT)], events)


def test_a_name_of_two_people_needs_the_party():
    def named_alike(party: str) -> ListSeats:
        each = seats(party, held=1, size=1, vacancy=NEXT)
        holder = replace(each.places[0].holders[0], name="Kim Lee")
        return replace(each, places=(replace(each.places[0], holders=(holder,)),))

    lists = [named_alike("green"), named_alike("red")]
    with pytest.raises(BadInput, match="the name of several people; expected the party"):
        replay(lists, [Event(SPRING, "died", "Kim Lee")])
    assert sitting(replay(lists, [Event(SPRING, "died", "Kim Lee", "red")])) == ["Kim Lee", None]


def unnamed(**rules) -> ListSeats:
    """A list of whose three members one is known by name, and none of whose candidates is."""
    each = seats(held=3, size=3, **rules)
    places = tuple(
        replace(
            place, holders=(replace(place.holders[0], candidate=None, name=name(1) if place.number == 1 else None),)
        )
        for place in each.places
    )
    return replace(each, places=places, line=(), known=False)


def test_somebody_whom_nobody_named_so_far_may_leave():
    (after,) = replay([unnamed(vacancy=PARTY)], [Event(SPRING, "resigned", "Somebody Else", "green")])
    gone = after.places[2]
    assert (gone.holders[0].name, gone.holders[0].until) == ("Somebody Else", SPRING)
    assert gone.empty == "open until the party names the next (s. 1)"
    assert sitting([after]) == [name(1), None, None]


def test_the_party_may_name_anybody_for_a_list_nobody_knows():
    events = [happened("died"), Event(SUMMER, "named", "Somebody New", "green")]
    (after,) = replay([unnamed(vacancy=PARTY)], events)
    assert sitting([after])[0] == "Somebody New"


def test_who_is_next_on_an_unknown_list_is_not_claimed():
    (after,) = replay([unnamed(vacancy=NEXT)], [happened("died")])
    assert after.places[0].empty == "open: who is next in line isn't known (s. 1)"


def test_somebody_unknown_needs_the_party():
    with pytest.raises(BadInput, match="neither sits nor is in line"):
        replay([unnamed(vacancy=PARTY)], [Event(SPRING, "resigned", "Somebody Else")])


PARTIES = ("green", "red", "blue")


@st.composite
def terms(draw: st.DrawFn) -> tuple[list[ListSeats], list[Event]]:
    """Three lists and events that can happen: each person once, on days that may coincide."""
    rules = {"green": NEXT, "red": PARTY, "blue": NEXT}
    lists = [
        seats(party, held=draw(st.integers(1, 4)), size=6, genders="fmfmfm", vacancy=rules[party], lost=LOST)
        for party in PARTIES
    ]
    events = []
    for each in lists:
        everybody = range(1, 7)
        held = len(each.places)
        for place in draw(st.lists(st.sampled_from(everybody), unique=True, max_size=4)):
            what = draw(st.sampled_from(["resigned", "died", "expelled"])) if place <= held else "died"
            events.append(happened(what, place, DAY + dt.timedelta(days=draw(st.integers(1, 6))), each.party))
    if draw(st.booleans()):
        party = draw(st.sampled_from(PARTIES))
        events.append(Event(DAY + dt.timedelta(days=9), "party dissolved", party=party))
    return lists, events


@given(terms(), st.randoms(use_true_random=False))
def test_a_replay_ends_in_the_same_chamber_whatever_the_order_of_the_file(term, random):
    lists, events = term
    assert replay(lists, random.sample(events, len(events))) == replay(lists, events)


@given(terms())
def test_seated_and_vacant_are_all_seats_and_nobody_sits_twice_or_sits_and_waits(term):
    lists, events = term
    after = replay(lists, events)
    people = [each for each in sitting(after) if each is not None]
    waiting = [each.name for one in after for each in one.line]
    assert len(sitting(after)) == sum(len(each.places) for each in lists)
    assert len({*people, *waiting}) == len(people) + len(waiting)
    gone = {event.person for event in events}
    assert not gone & {*people, *waiting}
    assert all(place.holder or place.empty for each in after for place in each.places)


@given(terms())
def test_what_happens_to_one_list_never_changes_another(term):
    lists, events = term
    together = replay(lists, events)
    for each, after in zip(lists, together, strict=True):
        own = [event for event in events if event.party == each.party or event.person.endswith(f" of {each.party}")]
        assert replay([each], own) == [after]


@given(terms(), st.integers(0, 10))
def test_a_chamber_on_a_day_is_where_the_rest_of_the_term_goes_on_from(term, days):
    lists, events = term
    cut = DAY + dt.timedelta(days=days)
    halfway = replay(lists, events, cut)
    assert replay(halfway, [event for event in events if event.on > cut]) == replay(lists, events)
