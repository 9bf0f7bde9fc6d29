"""A simulation on Spark gives what one machine gives, to the last draw."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import nullcontext

import pytest
from command_runs import Command

from hemicycle.cli import spark as sessions
from hemicycle.elections.archive import read_election
from hemicycle.law.catalogue import find_law
from hemicycle.law.formula import parse_formula
from hemicycle.scenarios import simulation
from hemicycle.scenarios.poll import Poll
from hemicycle.scenarios.simulation import Race, Tally, blocks_of, count_block, simulate
from hemicycle.scenarios.spark import simulate_on_spark
from hemicycle.scenarios.swing import Swings, votes_drawn

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::FutureWarning"
)


def race_of(name: str, noise: float) -> tuple[Race, simulation.Draw]:
    election = read_election(name)
    like = election.votes().as_one() if election.law.votes_at == "nation" else election.votes()
    totals = like.by_list()
    poll = Poll({party: count / sum(totals.values()) for party, count in totals.items()}, 300)
    first, second, *_ = (party for party in totals if party not in election.law.rows)
    race = Race(election.law, like, election.record.as_facts(), ((first, second),))
    return race, votes_drawn(poll, like, Swings(noise=noise))


@pytest.mark.parametrize(("name", "noise"), [("kz-mazhilis-2021", 0.0), ("es-congreso-2016", 0.1)])
def test_spark_and_one_machine_give_the_same_in_any_number_of_partitions(spark, monkeypatch, name, noise):
    monkeypatch.setattr(simulation, "_CELLS", 1)
    race, draw = race_of(name, noise)
    alone = simulate(race, draw, 300)
    assert len(blocks_of(race, 300)) == alone.blocks == 5
    for partitions in (1, 2, 9):
        found = simulate_on_spark(spark, race, draw, 300, partitions=partitions)
        assert found == alone
        assert list(found.allocations.items()) == list(alone.allocations.items())
    begun = Tally()
    for block in blocks_of(race, 300)[:2]:
        begun = simulation.merged(begun, count_block(race, draw, 1, block))
    assert simulate_on_spark(spark, race, draw, 300, tally=begun) == alone


def test_what_is_sent_to_workers_comes_out_the_same():
    race, draw = race_of("es-congreso-2016", 0.1)
    race_there, draw_there = pickle.loads(pickle.dumps((race, draw)))
    (block,) = blocks_of(race, 30)
    assert count_block(race_there, draw_there, 1, block) == count_block(race, draw, 1, block)


def test_laws_and_formulas_travel_as_what_they_say():
    law = find_law("de-bundestag@2023-06-14")
    assert pickle.loads(pickle.dumps(law)) == law
    formula = pickle.loads(pickle.dumps(parse_formula("max(7.5%, 1/20) * 40")))
    assert (formula.text, formula.constant) == ("max(7.5%, 1/20) * 40", 3)


SIMULATE = ("simulate", "kz-mazhilis-2021", "--sample", "300", "--draws", "500", "--json")


def test_the_command_gives_the_same_on_spark_and_keeps_it(spark, hemicycle: Command, monkeypatch, tmp_path):
    alone = hemicycle(*SIMULATE).json
    monkeypatch.setattr(sessions, "spark_at", lambda master: nullcontext(spark))
    kept = ("--keep", str(tmp_path / "draws.json"))
    assert hemicycle(*SIMULATE, "--spark", "local[2]", *kept).json == alone
    assert hemicycle(*SIMULATE, *kept).json == alone


def test_spark_without_its_extra_is_refused(hemicycle: Command, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    refused = hemicycle(*SIMULATE, "--spark", "local[2]")
    assert refused.status == 2
    assert refused.err.endswith("found no PySpark; expected the extra: pip install 'hemicycle[spark]'\n")


def test_spark_without_java_is_refused(hemicycle: Command, monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = hemicycle(*SIMULATE, "--spark", "local[2]")
    assert refused.status == 2
    assert refused.err.endswith("found no Java; expected Java 17 or later, on the PATH or in JAVA_HOME\n")


def test_a_master_that_is_none_is_refused_in_one_line(spark):
    """In a process of its own: in this one there is a session already."""
    words = [sys.executable, "-m", "hemicycle", *SIMULATE, "--spark", "nowhere"]
    ran = subprocess.run(words, capture_output=True, text=True, check=False, env=os.environ)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert "found 'nowhere', where Spark says: Master must" in ran.stderr
