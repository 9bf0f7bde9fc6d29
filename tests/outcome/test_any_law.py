import re
from random import Random

import pytest
from cases import WHOLE

from hemicycle.count.votes import Votes
from hemicycle.law.catalogue import DOCUMENTS, read_law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.source.mistake import BadInput

PACKAGED = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.rglob("*.yaml"))]
WORD = re.compile(r"[\w%/.\-]+(?:\([^)]*\))?")
# What may stand where another word stood: names, numbers, formulas, methods, levels.
WORDS = re.split(
    r";\s+",
    "votes; valid; first; held; lists; passed; second; single_member; registered; runoff; constituency; nation; all; "
    "lot; hare; most votes; 0; 1; 2; -1; 98; 7%; 1/2; 100%; total(votes); total(lists); most(votes); count(passed); "
    "known(first); max(votes, 2); sum(votes, passed); floor(votes / 3); votes / valid",
)


def changed(random, text):
    """Put other words into the steps of a law."""
    head, tiers, steps = text.partition("tiers:")
    for _ in range(random.randint(1, 3)):
        word = random.choice(list(WORD.finditer(steps[:1500])))
        steps = steps[: word.start()] + random.choice(WORDS) + steps[word.end() :]
    return head + tiers + steps


def drawn_votes(random):
    ballots = {"votes": {(WHOLE, party): random.choice([0, 1, random.randint(0, 100), 5000]) for party in "abcd"}}
    if random.random() < 0.5:
        ballots["first"] = {(f"d{i}", party): random.randint(0, 9) for i in range(3) for party in "abc"}
    if random.random() < 0.3:
        ballots["runoff"] = {("d1", "a"): 3, ("d1", "b"): 4}
    return Votes(ballots)


def drawn_facts(random):
    if random.random() < 0.5:
        return Facts()
    order = {(WHOLE, party): place for place, party in enumerate("abcd")}
    return Facts(numbers={"registered": order, "assembly_seats": {(WHOLE, "z"): 9}})


@pytest.mark.parametrize("seed", range(8))
def test_any_change_to_a_law_ends_in_an_outcome_or_in_one_message(seed, tmp_path):
    random = Random(seed)
    path = tmp_path / "law.yaml"
    counted = 0
    for _ in range(120):
        path.write_text(changed(random, random.choice(PACKAGED)), encoding="utf-8")
        try:
            law = read_law(path)
        except BadInput:
            continue
        for _ in range(3):
            try:
                outcome = elect(law, drawn_votes(random), drawn_facts(random))
            except BadInput:
                continue
            counted += 1
            assert outcome.as_json()["status"] in ("decided", "lots needed", "undetermined")
            assert outcome.explain()
    assert counted > 100
