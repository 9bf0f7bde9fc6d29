from __future__ import annotations

import pytest
from scipy.stats import beta, binom

from hemicycle.elections.archive import read_election
from hemicycle.scenarios.simulation import Race, Tally, simulate
from hemicycle.scenarios.swing import votes_drawn
from hemicycle.scenarios.varied import (
    Assumptions,
    Event,
    Variation,
    events_of,
    hinge_of,
    read_variations,
    value_given,
)
from hemicycle.source.mistake import BadInput

MAZHILIS = read_election("kz-mazhilis-2021")
RACE = Race(MAZHILIS.law, MAZHILIS.votes().as_one(), MAZHILIS.record.as_facts())
SHARES = {"nur-otan": 0.7092, "ak-zhol": 0.1018, "people-s-party": 0.0903, "auyl": 0.068, "adal": 0.0307}
GIVEN = Assumptions(SHARES, 2_400)
AUYL = SHARES["auyl"] / sum(SHARES.values())
DRAWS = 100_000
OFFICIAL = {"nur-otan": 76, "ak-zhol": 12, "people-s-party": 10, "assembly-of-the-people": 9}


def run(assumptions: Assumptions, draws: int = DRAWS) -> Tally:
    return simulate(RACE, votes_drawn(assumptions.poll, RACE.like, assumptions.swings), draws)


def tried(*texts: str, given: Assumptions = GIVEN, draws: int = DRAWS) -> list[tuple[Variation, Tally]]:
    return [(each, run(each.assumptions, draws)) for each in read_variations(texts, given)]


def near(times: int, exactly: float) -> bool:
    """Whether a count lies within five standard errors of what theory gives."""
    return abs(times / DRAWS - exactly) < 5 * (exactly * (1 - exactly) / DRAWS) ** 0.5 + 1e-12


def test_a_threshold_is_passed_as_often_as_the_beta_distribution_says_at_each_design_effect():
    for variation, tally in tried("design-effect=1,4,10"):
        size = 2_400 / float(variation.value)
        assert near(tally.passed["auyl"], beta.sf(0.07, size * AUYL, size * (1 - AUYL)))


def test_a_threshold_is_passed_as_often_as_the_binomial_distribution_says_at_each_sample():
    multinomial = Assumptions(SHARES, 2_400, model="multinomial")
    for variation, tally in tried("sample=590,1190,2390", given=multinomial):
        asked = int(variation.value)
        assert near(tally.passed["auyl"], binom.sf(-(-asked * 7 // 100) - 1, asked, AUYL))


def test_a_list_below_the_threshold_passes_it_the_more_often_the_larger_the_margin():
    """Half of the draws lie above a share however wide they spread, so a list below comes over it more often."""
    passed = [tally.passed["auyl"] for _, tally in tried("margin=1%,2%,3%,5%", given=Assumptions(SHARES, 24_000))]
    assert passed == sorted(passed)
    assert passed[0] < passed[-1] < DRAWS / 2


def test_a_margin_and_the_design_effect_that_follows_from_it_are_one_assumption():
    given = Assumptions(SHARES, 24_000)
    (margin,), (effect,) = (
        read_variations([text], given)
        for text in ("margin=2%", f"design-effect={24_000 * (0.02 / 1.959963984540054) ** 2 * 4}")
    )
    assert margin.assumptions.poll.effective == pytest.approx(effect.assumptions.poll.effective)
    assert value_given(margin.assumptions, "margin") == "2%"
    assert value_given(margin.assumptions, "design-effect") == "10.0"
    assert value_given(given, "margin") == "0.63%"


def test_a_margin_stays_as_given_where_the_sample_varies():
    (small, large) = read_variations(["sample=1000,100000"], Assumptions(SHARES, 2_400, margin=0.04))
    assert small.assumptions.poll.effective == pytest.approx(large.assumptions.poll.effective)


def test_one_assumption_changes_and_all_others_stay():
    given = Assumptions(SHARES, 2_400, house={"auyl": 0.01}, model="logit-normal", error=0.05)
    for each in read_variations(["house:adal=-1,1", "error=1%", "model=logit-normal"], given):
        changed = {name for name in ("sample", "model", "house", "error") if _differs(each.assumptions, given, name)}
        assert changed <= {each.name.partition(":")[0]}
    assert read_variations(["house:adal=1"], given)[0].assumptions.house == {"auyl": 0.01, "adal": 0.01}


def _differs(one: Assumptions, other: Assumptions, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def test_the_value_given_draws_what_was_drawn_before():
    base = run(GIVEN, 20_000)
    for _, tally in tried("sample=2400", "model=dirichlet", "design-effect=1", "house:auyl=0", draws=20_000):
        assert tally == base


def test_the_commonest_allocations_stand_beside_the_official_one_and_a_majority():
    base = run(Assumptions(SHARES, 24_000), 20_000)
    events = events_of(base, OFFICIAL)
    assert [event.official for event in events] == [False, False, True, False]
    assert events[-1].majority == "nur-otan"
    commonest = [event.chance(base).times for event in events[:2]]
    assert commonest == [times for _, times in base.allocations.most_common(2)]
    assert len(events_of(base, {"nur-otan": 76})) == len(events_of(base, None)) == 4


def test_what_moves_a_probability_most_is_the_widest_span_with_the_value_given_as_one_of_its_ends():
    given = Assumptions(SHARES, 24_000)
    base = run(given, 20_000)
    found = tried("margin=1%,3%", "model=multinomial", given=given, draws=20_000)
    majority = Event(majority="nur-otan")
    official = Event(allocation=OFFICIAL, official=True)
    hinge = hinge_of(given, base, found, [majority, official])
    assert (hinge.event, hinge.name) == (official, "margin")
    shares = [official.chance(tally).share for variation, tally in found if variation.name == "margin"]
    shares.append(official.chance(base).share)
    assert hinge.span == pytest.approx(max(shares) - min(shares))
    assert hinge_of(given, base, found[-1:], [majority]) is None


def test_two_assumptions_that_the_draws_can_t_tell_apart_are_both_named():
    given = Assumptions(SHARES, 24_000)
    found = tried("margin=2%", "design-effect=10", "model=multinomial", given=given, draws=20_000)
    official = Event(allocation=OFFICIAL, official=True)
    hinge = hinge_of(given, run(given, 20_000), found, [official])
    assert {hinge.name, *hinge.rivals} == {"margin", "design-effect"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour=1", "the unknown assumption 'colour'"),
        ("magin=1%", "expected margin?"),
        ("margin", "an assumption and its values"),
        ("margin=", "an assumption and its values"),
        ("margin=0%", "a margin of error above 0"),
        ("margin=x", "--vary margin: found 'x'"),
        ("sample=-1", "--vary sample: found '-1'"),
        ("sample=0", "0 asked"),
        ("design-effect=1,,2", "--vary design-effect: found ''"),
        ("design-effect=nan", "--vary design-effect: found 'nan'"),
        ("model=magic", "'magic'"),
        ("error=5%", "expected --model logit-normal"),
        ("house:nobody=1", "the unknown list 'nobody'"),
        ("house:auyl=x", "--vary house:auyl"),
        ("house:auyl=50", "the house effect of auyl"),
        ("swing=up", "'up'"),
        ("district-noise=200%", "a share from 0 to 100"),
    ],
)
def test_what_cant_be_varied_is_refused(text: str, said: str):
    with pytest.raises(BadInput) as refused:
        read_variations([text], GIVEN)
    assert said in str(refused.value)
