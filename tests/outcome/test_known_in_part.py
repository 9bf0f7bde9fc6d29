import itertools
import random
from fractions import Fraction

import pytest
from cases import national

import hemicycle
from hemicycle.count.votes import Known, PartlyKnown, Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.known_in_part import elect_in_part
from hemicycle.source.mistake import BadInput


def law(date="2021-01-10"):
    return hemicycle.find_law("kz-mazhilis", date)


def rounded(text):
    printed = Fraction(text)
    half = Fraction(1, 2 * 10 ** len(text.partition(".")[2]))
    return Known(printed - half, printed + half, below_high=True, printed=printed)


def allocations(outcome):
    return {tuple(sorted(each.totals.items())) for each in outcome.alternatives}


def test_preliminary_shares_of_2021_give_76_12_10_and_nothing_else():
    outcome = hemicycle.election("kz-mazhilis-2021").elect("preliminary")
    assert outcome.certain is True
    assert len(outcome.alternatives) == 1
    assert [outcome.totals[party] for party in ("nur-otan", "ak-zhol", "people-s-party")] == [76, 12, 10]


@pytest.mark.parametrize("stage", ["exit-poll-public-opinion", "exit-poll-institute-of-democracy"])
def test_both_exit_polls_of_2021_give_77_11_10(stage):
    outcome = hemicycle.election("kz-mazhilis-2021").elect(stage)
    assert outcome.certain is True
    assert [outcome.totals[party] for party in ("nur-otan", "ak-zhol", "people-s-party")] == [77, 11, 10]


def test_shares_that_no_rounding_can_bring_to_a_hundred_are_taken_as_printed_and_said_so():
    outcome = hemicycle.election("kz-mazhilis-2021").elect("exit-poll-institute-of-democracy")
    assert "100.09 %" in outcome.notes[0]


@pytest.fixture(scope="module")
def story():
    return hemicycle.election("kz-mazhilis-2021").elect("first-report")


def test_the_first_report_leaves_69_to_81_seats_for_the_leader(story):
    seats = [each.totals["nur-otan"] for each in story.alternatives]
    assert (min(seats), max(seats)) == (69, 81)
    assert story.certain is False
    assert story.status == "decided"
    assert story.as_json()["totals"] is None


def test_every_witness_fits_the_first_report_and_gives_its_allocation(story):
    facts = hemicycle.election("kz-mazhilis-2021").record.as_facts()
    for each in story.alternatives:
        shares = each.witness
        assert sum(shares.values()) == 100
        assert Fraction("71.05") <= shares["nur-otan"] < Fraction("71.15")
        assert min(shares["ak-zhol"], shares["people-s-party"]) >= 7
        assert max(shares["auyl"], shares["adal"]) < 7
        cells = {("*", party): share for party, share in shares.items()}
        assert elect(law(), Votes({"votes": cells}), facts).totals == each.totals


def test_a_scan_of_the_first_report_finds_nothing_that_is_not_in_the_set(story):
    found = {tuple(each.totals[p] for p in ("nur-otan", "ak-zhol", "people-s-party")) for each in story.alternatives}
    scanned = set()
    for leader in (71050, 71085, 71100, 71120, 71149):
        for second in range(7000, 22000, 97):
            for third in range(7000, 100000 - leader - second + 1, 89):
                rest = 100000 - leader - second - third
                if rest >= 14000:
                    continue
                scanned.add(_three(leader, second, third))
    assert scanned <= found
    assert len(scanned) > 60


def _three(*votes):
    """Divide 98 seats by largest remainders, written apart from the engine."""
    total = sum(votes)
    shares = [Fraction(98 * each, total) for each in votes]
    seats = [int(share) for share in shares]
    order = sorted(range(3), key=lambda i: shares[i] - seats[i], reverse=True)
    for i in order[: 98 - sum(seats)]:
        seats[i] += 1
    return tuple(seats)


@pytest.mark.parametrize("seed", range(25))
def test_intervals_of_votes_give_exactly_what_counting_every_case_gives(seed):
    draw = random.Random(seed)
    lows = {party: draw.randint(0, 60) for party in "abc"}
    known = {party: (low, low + draw.randint(0, 4)) for party, low in lows.items()}
    facts = Facts(numbers={"registered": {("*", party): place for place, party in enumerate("abc")}})
    outcome = elect_in_part(
        law(),
        PartlyKnown({party: Known(Fraction(low), Fraction(high)) for party, (low, high) in known.items()}, "votes"),
        facts,
    )
    every = set()
    for votes in itertools.product(*(range(low, high + 1) for low, high in known.values())):
        counted, tied = national(**dict(zip("abc", votes, strict=True))), []
        result = elect(law(), counted, facts, choose=lambda among, n, tied=tied: tied.append(n) or among[:n])
        every.add(tuple(sorted(result.totals.items())))
        if tied:
            result = elect(law(), counted, facts, choose=lambda among, n: among[-n:])
            every.add(tuple(sorted(result.totals.items())))
    assert allocations(outcome) == every


def test_a_share_around_the_threshold_leaves_both_answers_open():
    known = PartlyKnown({"a": rounded("60.00"), "b": rounded("33.00"), "c": rounded("7.00")})
    outcome = elect_in_part(law(), known)
    assert outcome.certain is False
    assert {each.totals.get("c", 0) for each in outcome.alternatives} == {0, 7}


def test_a_possible_silence_of_the_law_is_among_the_answers():
    # Under a threshold of 7 %, one list at 7.0 may pass alone or not at all; the others are far below.
    known = PartlyKnown({"a": rounded("7.0")} | {f"x{i}": rounded("3.1") for i in range(30)}, "%")
    outcome = elect_in_part(law("2007-08-18"), known)
    assert outcome.certain is False
    assert {each.status for each in outcome.alternatives} == {"decided", "undetermined"}


def test_a_search_too_long_stops_and_says_so():
    known = PartlyKnown({party: rounded("7.0") for party in "abcdefghijklmn"} | {"o": rounded("2.0")})
    outcome = elect_in_part(law(), known, most=200)
    assert outcome.certain is False
    assert any("stopped after 200" in note for note in outcome.notes)


def test_contradicting_bounds_are_refused():
    known = PartlyKnown({"a": Known(Fraction(60), Fraction(70)), "b": Known(Fraction(50), Fraction(60))})
    outcome = elect_in_part(law(), known)
    # At least 110 % together: no count gives it, so the shares are taken of whatever they add up to.
    assert "add up to" in outcome.notes[0]


def test_an_empty_interval_is_refused():
    known = PartlyKnown({"a": Known(Fraction(10), Fraction(5)), "b": Known(Fraction(1), Fraction(2))}, "votes")
    with pytest.raises(BadInput, match="contradict"):
        elect_in_part(law(), known)
