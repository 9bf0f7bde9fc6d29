from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_runs import Command, joined


def test_the_threshold_of_five_per_cent_lets_a_fourth_list_in(hemicycle: Command):
    found = hemicycle("what-if", "kz-mazhilis-2021", "--set", "lists.threshold=5%", "--json").json
    assert found["totals"] == {
        "nur-otan": 72, "ak-zhol": 11, "people-s-party": 9, "assembly-of-the-people": 9, "auyl": 6,
    }  # fmt: skip
    assert found["changes"] == ["lists.threshold=5%"]
    assert found["assumption"].startswith("the same votes")
    assert found["trace"][0]["cites"]


def test_the_law_of_may_2021_gives_the_same_as_its_threshold(hemicycle: Command):
    law = hemicycle("what-if", "kz-mazhilis-2021", "--law", "kz-mazhilis@2021-05-24", "--json").json
    threshold = hemicycle("what-if", "kz-mazhilis-2021", "--set", "lists.threshold=5%", "--json").json
    assert law["totals"] == threshold["totals"]
    assert law["law"] == "kz-mazhilis@2021-05-24"


def test_what_if_for_people_says_what_is_assumed(hemicycle: Command):
    ran = hemicycle("what-if", "kz-mazhilis-2021", "--method", "dhondt", "--seats", "150")
    assert ran.status == 0
    assert "with lists.method=dhondt and lists.seats=150" in joined(ran.out)
    assert "Assumed: the same votes" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_percentages_are_enough(hemicycle: Command):
    ran = hemicycle("what-if", "kz-mazhilis-2021", "--stage", "preliminary", "--set", "lists.threshold=5%", "--json")
    assert ran.json["certain"] is True
    assert ran.json["totals"]["auyl"] == 6


def test_a_table_of_ones_own(hemicycle: Command, written):
    votes = written("votes.csv", "party,votes\na,600\nb,60\nc,40\n")
    args = ("what-if", votes, "--law", "kz-mazhilis", "--date", "2021-01-10")
    assert hemicycle(*args, "--set", "lists.threshold=5%", "--json").json["totals"].keys() == {"a", "b", "c"}


def test_spain_as_one_district_says_what_is_assumed(hemicycle: Command):
    found = hemicycle("what-if", "es-congreso-2016", "--districts", "country", "--json").json
    assert {row["district"] for row in found["seats"]} == {"*"}
    assert found["changes"] == ["districts=country"]
    assert found["assumption"].startswith("the same votes")
    assert "one district for all the 350 seats of the districts" in found["assumption"]
    assert "thresholds of each district's votes are thresholds of the country's votes" in found["assumption"]
    out = hemicycle("what-if", "es-congreso-2016", "--districts", "country").out
    assert "Assumed: the same votes" in out
    assert "with districts=country" in out
    assert max(map(len, out.splitlines())) <= 80


def test_other_districts_come_after_other_changes(hemicycle: Command):
    args = ("what-if", "es-congreso-2016", "--districts", "district", "--set", "all.threshold=0", "--json")
    found = hemicycle(*args).json
    assert found["changes"] == ["all.threshold=0", "districts=district"]
    assert sum(found["totals"].values()) == 350
    out = joined(hemicycle(*args[:-1]).out)
    assert "350 seats among 52 districts by the Hare quota and assumed largest remainders -> Madrid 50" in out
    assert "44 others 182, 2 of them without a seat" in out


def test_votes_of_ones_own_by_districts_and_the_units_above_them(hemicycle: Command, tmp_path):
    (tmp_path / "votes.csv").write_text("district,party,votes\na,X,600\na,Y,400\nb,X,100\nb,Y,950\n", encoding="utf-8")
    (tmp_path / "districts.csv").write_text("district,land\na,north\nb,north\n", encoding="utf-8")
    args = ("what-if", tmp_path, "--law", "es-ep@2023-01-01", "--json")
    assert hemicycle(*args, "--districts", "land").json["seats"][0]["district"] == "north"
    assert hemicycle(*args, "--districts", "land").json["totals"] == hemicycle(*args).json["totals"]
    assert {row["district"] for row in hemicycle(*args, "--districts", "district").json["seats"]} == {"a", "b"}


def test_returns_of_stations_counted_by_region_and_as_one(hemicycle: Command, tmp_path):
    returns = tmp_path / "returns.csv"
    hemicycle("synthesize", "returns", "--stations", "400", "--seed", "7", "-o", returns)
    args = ("what-if", returns, "--law", "kz-mazhilis", "--date", "2021-01-10")
    found = hemicycle(*args, "--districts", "region", "--json").json
    regions = {row["district"] for row in found["seats"]}
    assert len(regions) > 5
    assert "*" not in regions
    assert sum(found["totals"].values()) == 98
    elected = hemicycle("elect", *args[1:], "--json").json
    assert hemicycle(*args, "--json").json["totals"] == elected["totals"]
    assert "found no level 'oblast'" in hemicycle(*args, "--districts", "oblast").err


def test_a_sweep_over_thresholds_ends_its_stretches_exactly(hemicycle: Command):
    found = hemicycle("sweep", "kz-mazhilis-2021", "--json").json["found"]
    assert [each["to"] for each in found][:2] == ["43103/1206927", "383023/7241562"]
    assert found[0]["lists_at_to"] == ["adal"]
    out = hemicycle("sweep", "kz-mazhilis-2021").out
    assert "above 5.2892 % up to 9.1005 %" in out
    assert max(map(len, out.splitlines())) <= 80


def test_sweeps_over_methods_and_seats(hemicycle: Command):
    methods = hemicycle("sweep", "kz-mazhilis-2021", "--over", "method", "--json").json["found"]
    assert {each["value"]: each["totals"]["nur-otan"] for each in methods}["dhondt"] == 77
    seats = hemicycle("sweep", "kz-mazhilis-2021", "--over", "seats", "--from", "97", "--to", "99", "--json").json[
        "found"
    ]
    assert [sum(each["totals"].values()) for each in seats] == [106, 107, 108]
    assert "hare" in hemicycle("sweep", "kz-mazhilis-2021", "--over", "method").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("what-if", "kz-mazhilis-2021", "--set", "lists.threshold=5"), "'5'; expected a share such as 5% or 1/20"),
        (("what-if", "kz-mazhilis-2021", "--set", "nonsense"), "expected TIER.threshold=5%"),
        (("what-if", "kz-mazhilis-2021", "--method", "random"), "lists.method=random: found 'random'"),
        (("what-if", "kz-mazhilis-2021", "--districts", "regions"), "found votes known only for the country; expected"),
        (("what-if", "kz-mazhilis-2021", "--districts", "country"), "allotted to lists in several districts"),
        (
            ("what-if", "kz-mazhilis-2021", "--stage", "preliminary", "--districts", "region"),
            "found a result known only in shares; expected votes",
        ),
        (("what-if", "no-storting-2017", "--districts", "country"), "levelling seats in no-storting"),
        (("sweep", "kz-mazhilis-2021", "--over", "colour"), "expected threshold, method or seats"),
        (("sweep", "kz-mazhilis-2021", "--to", "lots"), "expected a share from 0 to 100%"),
        (("sweep", "kz-mazhilis-2021", "--over", "seats", "--from", "-3"), "a number of seats from 1 to 10,000"),
        (("sweep", "nl-tweedekamer-2023"), "no threshold in all"),
    ],
)
def test_a_question_that_cant_be_asked_is_one_message(hemicycle: Command, args, said):
    ran = hemicycle(*args)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_how_far_a_list_was_from_another_result(hemicycle: Command):
    found = hemicycle("distance", "kz-mazhilis-2021", "--party", "auyl", "--json").json["distances"]
    (over,) = [each for each in found if (each["goal"], each["way"]) == ("over the threshold", "new for it")]
    assert over["votes"] == 133_212
    out = hemicycle("distance", "kz-mazhilis-2021", "--party", "auyl").out
    assert "123,887" in out
    assert max(map(len, out.splitlines())) <= 80
    assert "expected auyl?" in hemicycle("distance", "kz-mazhilis-2021", "--party", "aul").err


def test_what_those_who_stayed_away_could_have_changed(hemicycle: Command):
    found = hemicycle("bounds", "kz-mazhilis-2021", "--json").json
    assert (found["stayed_away"], found["leader"]["to_half"]) == (4_379_961, 3_054_586)
    out = joined(hemicycle("bounds", "kz-mazhilis-2021").out)
    assert "25.6 % of the register and 69.7 % of those who stayed away" in out
    assert "cost" not in out
    assert hemicycle("bounds", "nl-tweedekamer-2023").status == 2


SIMULATE = ("simulate", "kz-mazhilis-2021", "--stage", "exit-poll-public-opinion", "--draws", "2000")


def test_a_simulation_says_what_it_assumes_and_how_sure_each_number_is(hemicycle: Command):
    out = joined(hemicycle(*SIMULATE, "--margin", "2%", "--house", "nur-otan=1").out)
    assert "24,000 asked, with a design effect of 10.0 as good as 2,401 drawn at random" in out
    assert "the poll gives nur-otan +1.0 points too much" in out
    assert "±" in out
    found = hemicycle(*SIMULATE, "--json").json
    assert found["lists"]["auyl"]["passes"]["times"] == 0
    assert sum(each["times"] for each in found["allocations"]) == found["draws"] == 2_000


def test_coalitions_of_a_simulation_are_told_with_their_error(hemicycle: Command, tmp_path):
    together = ("--coalition", "ak-zhol+people-s-party", "--coalition", "nur-otan+auyl")
    kept = ("--keep", str(tmp_path / "draws.json"))
    out = joined(hemicycle(*SIMULATE, *together, *kept).out)
    assert "Together Majority" in out
    assert "Ak Zhol + People's Party of Kazakhstan < 0.15 %" in out
    found = hemicycle(*SIMULATE, *together, *kept, "--json").json["coalitions"]
    assert [each["lists"] for each in found] == [["ak-zhol", "people-s-party"], ["nur-otan", "auyl"]]
    assert [each["majority"]["times"] for each in found] == [0, 2_000]
    assert found[0]["majority"]["monte_carlo_error"] == 0.0015
    assert "the draws of another simulation" in hemicycle(*SIMULATE, *kept).err


def test_an_interrupt_tells_the_draws_so_far_and_the_next_run_goes_on(tmp_path):
    kept = tmp_path / "draws.json"
    words = [sys.executable, "-m", "hemicycle", *SIMULATE[:-1], "90000000", "--keep", str(kept), "--json"]
    before = 0
    for _ in range(2):
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as running:
            while running.poll() is None and not (kept.exists() and draws_in(kept) > before):
                time.sleep(0.1)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate()
        assert running.returncode == 130
        assert before < json.loads(out)["draws"] == draws_in(kept) < 90_000_000
        before = draws_in(kept)
        assert err == f"Interrupted after {before:,} of 90,000,000 draws; the same command goes on from {kept}.\n"
    assert list(tmp_path.iterdir()) == [kept]


def draws_in(kept: Path) -> int:
    return json.loads(kept.read_text(encoding="utf-8"))["draws"]


def test_a_kept_simulation_is_taken_up_by_the_same_command_only(hemicycle: Command, tmp_path):
    keep = ("--keep", str(tmp_path / "draws.json"))
    first = hemicycle(*SIMULATE, *keep, "--json").json
    assert hemicycle(*SIMULATE, *keep, "--json").json == first
    refused = hemicycle(*SIMULATE, *keep, "--seed", "9")
    assert refused.status == 2
    assert "the draws of another simulation" in refused.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--sample", "0"), "--sample: found 0 asked"),
        (("--margin", "0%"), "--margin"),
        (("--margin", "2%", "--design-effect", "3"), "a design effect as well"),
        (("--design-effect", "-1"), "a design effect of -1"),
        (("--coalition", "nur-otan+auy"), "the unknown list 'auy'; expected auyl?"),
        (("--model", "magic"), "--model: found 'magic'"),
        (("--error", "10%"), "expected --model logit-normal"),
        (("--house", "nobody=1"), "the unknown list 'nobody'"),
        (("--house", "nur-otan"), "--house: found 'nur-otan'"),
        (("--house", "nur-otan=nan"), "--house: found 'nur-otan=nan'"),
        (("--together", "nur-otan,auyl=inf"), "--together: found 'nur-otan,auyl=inf'"),
        (("--together", "a=1"), "--together: found 'a=1'"),
        (("--swing", "sideways"), "--swing: found 'sideways'"),
        (("--district-noise", "much"), "--district-noise: found 'much'"),
        (("--draws", "0"), "--draws: found 0"),
    ],
)
def test_bad_input_of_a_simulation_is_told_in_one_message(hemicycle: Command, options: tuple[str, ...], said: str):
    refused = hemicycle(*SIMULATE, *options)
    assert refused.status == 2
    assert said in joined(refused.err)
    assert "Traceback" not in refused.err


def test_a_poll_from_a_file_needs_its_sample_and_possible_shares(hemicycle: Command, tmp_path):
    poll = tmp_path / "poll.csv"
    poll.write_text("party,share\nnur-otan,70\nak-zhol,12 %\npeople-s-party,11\nauyl,5\n", encoding="utf-8")
    command = ("simulate", "kz-mazhilis-2021", "--poll", str(poll), "--draws", "500")
    assert "expected how many were asked" in joined(hemicycle(*command).err)
    found = hemicycle(*command, "--sample", "1000", "--json").json
    assert found["draws"] == 500
    assert found["lists"]["adal"]["seats"] == {"0": 500}
    poll.write_text("party,share\nnur-otan,much\n", encoding="utf-8")
    refused = joined(hemicycle(*command, "--sample", "10").err)
    assert "poll.csv, line 2, column share" in refused
    assert "found 'much'" in refused
    poll.write_text("party,share\nnur-otan,50\nnur-otan,20\n", encoding="utf-8")
    assert "expected each list once" in joined(hemicycle(*command, "--sample", "10").err)
    poll.write_text("party,share\nnur-otan,90\nauyl,90\n", encoding="utf-8")
    assert "180.00 % together" in joined(hemicycle(*command, "--sample", "10").err)


VARY = ("--vary", "margin=1%,2%", "--vary", "house:nur-otan=-1,1", "--vary", "model=multinomial")


def test_one_assumption_at_a_time_tells_what_a_probability_hangs_on(hemicycle: Command):
    ran = hemicycle(*SIMULATE, *VARY)
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    rows = [line.split("  ")[0] for line in lines[lines.index("One assumption at a time, all others as given") :]]
    expected = ["as given", "margin 1%", "margin 2%", "house Nur Otan −1", "house Nur Otan 1", "model multinomial"]
    assert [row for row in rows if row in expected] == expected
    assert "76/12/10 is the official allocation" in ran.out
    assert "It hangs most on the margin of error: 76/12/10 has" in joined(ran.out)
    assert "at 0.63% (as given)" in joined(ran.out)
    assert "as much on" not in joined(ran.out)
    twice = joined(hemicycle(*SIMULATE, "--vary", "margin=2%", "--vary", "design-effect=10").out)
    assert "As far as the draws tell it hangs as much on the" in twice


def test_variations_for_programs_are_those_of_runs_of_their_own(hemicycle: Command):
    found = hemicycle(*SIMULATE, *VARY, "--json").json
    assert [(each["assumption"], each["value"]) for each in found["varied"]] == [
        ("margin", "1%"), ("margin", "2%"), ("house:nur-otan", "-1"), ("house:nur-otan", "1"), ("model", "multinomial"),
    ]  # fmt: skip
    alone = hemicycle(*SIMULATE, "--margin", "2%", "--json").json
    times = {tuple(sorted(each["totals"].items())): each["times"] for each in alone["allocations"]}
    for each in found["varied"][1]["allocations"]:
        assert each["times"] == times.get(tuple(sorted(each["totals"].items())), 0)
    assert [each["official"] for each in found["varied"][0]["allocations"]] == [False, False, True]
    assert found["varied"][0]["majority"]["majority_of"] == "nur-otan"
    assert found["hangs_on"]["assumption"] == "margin"
    assert found["hangs_on"]["high"]["value"] == "2%"
    assert found["hangs_on"]["rivals"] == []
    assert "varied" not in hemicycle(*SIMULATE, "--json").json


def test_an_interruption_between_variations_keeps_those_that_are_done(hemicycle: Command, monkeypatch):
    from hemicycle.cli import draws

    runs = []

    def simulate(*args, **options):
        runs.append(args)
        if len(runs) == 3:
            raise KeyboardInterrupt
        return simulate_all(*args, **options)

    simulate_all = draws.simulate
    monkeypatch.setattr(draws, "simulate", simulate)
    ran = hemicycle(*SIMULATE, *VARY, "--json")
    assert ran.status == 130
    assert [each["value"] for each in ran.json["varied"]] == ["1%"]


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        ("colour=1", "--vary: found the unknown assumption 'colour'; expected one of: design-effect"),
        ("margin", "expected an assumption and its values"),
        ("sample=many", "--vary sample: found 'many'"),
        ("house:nobody=1", "the unknown list 'nobody'"),
    ],
)
def test_what_cant_be_varied_is_one_message(hemicycle: Command, vary: str, said: str):
    refused = hemicycle(*SIMULATE, "--vary", vary)
    assert (refused.status, refused.out) == (2, "")
    assert said in joined(refused.err)
    assert "Traceback" not in refused.err
