"""Which tests returns allow: what each needs of them, what they lack, and the command that runs it.

A test that needs a number nobody gave is not run and not guessed; the reason is told instead.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hemicycle.count.check import Checked
from hemicycle.count.tally import Totals
from hemicycle.returns.fields import FIELDS
from hemicycle.returns.table import Returns


@dataclass(frozen=True, slots=True)
class Test:
    """A test of returns: its name, the question it answers, what it needs, and why it is off where it is.

    A need such as `issued|found` is met by either. Fewer stations than `fewest` say too
    little, which is a choice of ours.
    """

    name: str
    command: str
    asks: str
    needs: tuple[str, ...]
    fewest: int = 1
    of_leader: bool = True
    off: str = ""
    options: tuple[str, ...] = ()


TESTS = (
    Test(
        "protocols", "scrutiny protocols", "Do the numbers of each protocol agree with each other?", (), of_leader=False
    ),
    Test(
        "rounding",
        "scrutiny rounding",
        "Do whole percentages stand more often than chance allows?",
        ("registered", "issued|found", "found"),
        1_000,
    ),
    Test(
        "turnout",
        "scrutiny turnout",
        "How do the votes lie by turnout, beside clean elections?",
        ("registered", "found"),
        1_000,
    ),
    Test(
        "moments",
        "scrutiny moments",
        "How do turnout and share vary from station to station?",
        ("registered", "found"),
        1_000,
    ),
    Test(
        "digits",
        "scrutiny digits",
        "How often does each digit stand?",
        ("registered", "found"),
        1_000,
        off="off by default: the second digit follows the sizes of stations, and honest returns stray too",
    ),
    Test(
        "quick-count",
        "quick-count plan",
        "What would a sample of stations have told?",
        ("valid",),
        100,
        of_leader=False,
        options=("--size", "50"),
    ),
)


@dataclass(frozen=True, slots=True)
class Possible:
    """Whether returns allow a test: the command that runs it, or why they don't."""

    test: Test
    command: str
    lacking: str

    def as_json(self) -> dict[str, Any]:
        """The test for programs."""
        return {
            "test": self.test.name,
            "asks": self.test.asks,
            "possible": not self.lacking,
            "lacking": self.lacking or None,
            "off_by_default": self.test.off or None,
            "command": None if self.lacking else self.command,
        }


def possible_tests(returns: Returns, stations: int, source: str, profile: str | None, leader: str) -> list[Possible]:
    """Tell for each test whether these returns allow it, with the command that runs it."""
    found = []
    for test in TESTS:
        words = ["hemicycle", *test.command.split(), source, *test.options]
        words += ["--profile", profile] if profile else []
        words += ["--leader", leader] if test.of_leader else []
        found.append(Possible(test, shlex.join(words), "; ".join(_lacking(test, returns, stations))))
    return found


def _lacking(test: Test, returns: Returns, stations: int) -> Iterator[str]:
    for need in test.needs:
        names = need.split("|")
        if not any(name in returns.numbers for name in names):
            yield f"no number of {' or of '.join(FIELDS[name] for name in names)} is given"
    if stations < test.fewest:
        yield f"{stations:,} stations, and under {test.fewest:,} chance hides too much"


@dataclass(frozen=True, slots=True)
class Looked:
    """Returns looked at as a whole: what became of the rows, the rules, and the tests they allow."""

    returns: Returns
    whole: Totals
    checks: tuple[Checked, ...]
    tests: tuple[Possible, ...]
    leader: str

    def as_json(self) -> dict[str, Any]:
        """The overview for programs."""
        returns = self.returns
        return {
            "returns": returns.name,
            "profile": returns.profile.profile,
            **returns.accounted,
            "stations": self.whole.stations,
            "leader": self.leader,
            "rules": [
                {
                    "rule": each.check.number,
                    "title": each.check.title,
                    "stations": each.stations,
                    "marked": each.marked,
                    "not_asked": each.not_asked or None,
                }
                for each in self.checks
            ],
            "tests": [test.as_json() for test in self.tests],
        }


def look_at(returns: Returns, source: str, profile: str | None, leader: str | None) -> Looked:
    """Look at returns as a whole. Raises BadInput for a leader that isn't one of the lists.

    Without `leader` the list with the most votes is taken.
    """
    from hemicycle.count.check import check_returns
    from hemicycle.count.ruleset import find_rules
    from hemicycle.count.tally import tally
    from hemicycle.source.mistake import BadInput, Mistake, nearest

    whole = tally(returns).whole
    if leader is not None and leader not in whole.votes:
        raise BadInput(Mistake("--leader", repr(leader), nearest(leader, whole.votes)))
    leads = leader or max(whole.votes, key=lambda each: whole.votes[each])
    checks = check_returns(returns, find_rules("general"), 0)
    tests = possible_tests(returns, whole.stations, source, profile, leads)
    return Looked(returns, whole, checks, tuple(tests), leads)
