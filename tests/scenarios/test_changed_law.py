from __future__ import annotations

import pytest

from hemicycle.elections.archive import read_election
from hemicycle.law.catalogue import find_law
from hemicycle.scenarios.changed_law import METHODS, change_law, read_setting, thresholds_of
from hemicycle.source.mistake import BadInput

MAZHILIS = read_election("kz-mazhilis-2021")


def totals(*settings: str, election=MAZHILIS) -> dict[str, int]:
    law = change_law(election.law, [read_setting(each) for each in settings])
    outcome = election.elect(law=law)
    assert outcome.status == "decided"
    return outcome.totals


def lists(*settings: str) -> list[int]:
    return [seats for party, seats in totals(*settings).items() if party != "assembly-of-the-people"]


def test_without_a_threshold_the_five_lists_of_2021_have_70_11_9_5_and_3():
    """As derived once from the published votes, apart from this engine."""
    assert lists("lists.threshold=0") == [70, 11, 9, 5, 3]


def test_dhondt_would_have_given_77_12_and_9():
    """As the table of the commission's votes beside D'Hondt's divisors has it."""
    assert lists("lists.method=dhondt") == [77, 12, 9]


def test_a_change_of_nothing_changes_nothing():
    assert totals("lists.threshold=7%", "lists.method=hare", "lists.seats=98") == MAZHILIS.elect().totals


def test_changes_add_up_in_any_order():
    settings = ("lists.threshold=3%", "lists.method=sainte-lague", "lists.seats=150")
    assert totals(*settings) == totals(*reversed(settings))
    assert sum(totals(*settings).values()) == 159


@pytest.mark.parametrize("seats", [1, 10, 97, 99, 150, 1000])
def test_the_number_of_seats_changes_everywhere_it_stands(seats):
    assert sum(totals(f"lists.seats={seats}").values()) == seats + 9


def test_seats_change_in_the_rule_for_a_single_list_over_the_threshold():
    law = change_law(find_law("kz-mazhilis@2021-01-10"), [read_setting("lists.seats=200")])
    import hemicycle

    assert hemicycle.elect({"A": 950_000, "B": 50_000}, law=law).totals == {"A": 193, "B": 7}  # 200 * 5 % * 0.7


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_all_seats(method):
    assert sum(totals(f"lists.method={method}").values()) == 107


def test_a_threshold_among_alternatives_has_a_name_of_its_own():
    riksdag = find_law("se-riksdag@2018-09-09")
    names = [each.name for each in thresholds_of(riksdag.tiers[0])]
    assert names == ["fixed_lists.1", "fixed_lists.2"]
    law = change_law(riksdag, [read_setting("fixed.fixed_lists.1.threshold=6%")])
    shares = [str(each.share) for each in thresholds_of(law.tiers[0])]
    assert shares == ["6%", "12%"]


def test_a_clause_on_majorities_is_no_threshold_unless_it_is_named():
    knesset = find_law("il-knesset@2019-04-09")
    law = change_law(knesset, [read_setting("all.threshold=5%")])
    assert [str(each.share) for each in thresholds_of(law.tiers[0])] == ["5%", "50%"]
    law = change_law(knesset, [read_setting("all.majority.threshold=60%")])
    assert [str(each.share) for each in thresholds_of(law.tiers[0])] == ["3.25%", "60%"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("threshold=5%", "TIER.threshold=5%, TIER.method=sainte-lague or TIER.seats=150"),
        ("lists.threshold", "TIER.threshold=5%"),
        ("lists.colour=red", "TIER.threshold=5%"),
        ("lists.passed.seats=4", "TIER.threshold=5%"),
        ("list.threshold=5%", "the unknown tier 'list' of kz-mazhilis@2020-05-25; expected lists?"),
        ("assembly.threshold=5%", "no threshold in assembly; expected a tier that has one"),
        (
            "lists.pased.threshold=5%",
            "no threshold called 'pased' in lists; expected one of: lists.passed.threshold (7%)",
        ),
        ("lists.threshold=five", "'five'; expected a share such as 5% or 1/20"),
        ("lists.threshold=101%", "'101%'; expected a share from 0 to 100%"),
        ("lists.threshold=1/0", "'1/0'; expected a share such as"),
        ("lists.threshold=-5%", "'-5%'; expected a share such as"),
        ("lists.method=dhont", "'dhont'; expected dhondt?"),
        ("assembly.method=dhondt", "no allotment by quota or divisors in assembly"),
        ("lists.seats=0", "'0'; expected a whole number of seats above 0"),
        ("lists.seats=98.5", "'98.5'; expected a whole number"),
    ],
)
def test_a_change_that_cant_be_is_refused(setting, said):
    with pytest.raises(BadInput) as error:
        totals(setting)
    assert said in str(error.value)


def test_thresholds_that_differ_have_to_be_named():
    with pytest.raises(BadInput, match=r"15 thresholds that differ; expected one of them by name: scrutiny_1.passed.1"):
        change_law(find_law("cz-psp@2021-10-08"), [read_setting("scrutiny_1.threshold=4%")])


def test_seats_of_districts_are_not_one_number():
    with pytest.raises(BadInput, match="seats of all that the steps of the act don't divide as one number"):
        change_law(find_law("es-congreso@2016-06-26"), [read_setting("all.seats=400")])
