"""What observers found: each finding as that of its body, in the sense of its words; none is weighed or counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from hemicycle.elections.findings import Finding, read_findings
from hemicycle.publish.brief.sentence import Fact, Sentence, Telling

# What is told: findings on the contest, with the same bodies' verdicts on the whole; verdicts where none speaks of it.
DAYS = 14
WHOLE, CONTEST = "overall", ("political context", "campaign")


def observers(telling: Telling) -> Iterator[Sentence]:
    """Tell what each body found in the days around the vote, for an earlier stage by its day; what came before."""
    heard = _heard(telling)
    told = _by_body(heard)
    if told:
        text = telling.lang.say("Observers' findings, retold.")
        yield telling.sentence(text, Fact("bodies of observers", list(told), _ledger(telling)))
    for body, findings in told.items():
        found = " ".join(telling.data(each.found) for each in findings)
        text = telling.lang.say("{body}: {found}", body=telling.data(body, short=True), found=found)
        yield telling.sentence(text, *(_fact(telling, each) for each in findings))
    yield from _recalled(telling)
    yield from _in_ledger(telling, [body for body in dict.fromkeys(each.body for each in heard) if body not in told])


def _heard(telling: Telling) -> list[Finding]:
    """Take what had been found by the day of the stage, or in the days after the vote, in the order of time."""
    account = telling.account
    # Statements come within days of the vote; final reports, months later, are for longer texts.
    until = account.election.date + dt.timedelta(days=DAYS)
    if account.stage.stage != "final" and account.stage.on:
        until = account.stage.on
    found = [each for each in account.election.findings if each.when <= until.isoformat()[: len(each.when)]]
    return sorted(found, key=lambda each: each.when)


def _by_body(findings: Sequence[Finding]) -> dict[str, tuple[Finding, ...]]:
    """For each body the findings that are told: the first one of each area that is."""
    contest = any(each.area in CONTEST for each in findings)
    told: dict[str, tuple[Finding, ...]] = {}
    for body in dict.fromkeys(each.body for each in findings):
        by_area = {each.area: each for each in reversed(findings) if each.body == body}
        if not contest or any(area in by_area for area in CONTEST):
            told[body] = tuple(by_area[area] for area in (WHOLE, *CONTEST) if area in by_area)
    return {body: chosen for body, chosen in told.items() if chosen}


def _recalled(telling: Telling) -> Iterator[Sentence]:
    """Tell what a report of the time recalled of observers before."""
    for each in telling.account.election.record.recalled:
        if each.about == "observers":
            record = f"{telling.file('election.yaml')}: recalled"
            yield telling.sentence(telling.data(each.says), Fact("recalled", each.says, record, each.sources))


def _in_ledger(telling: Telling, others: Sequence[str]) -> Iterator[Sentence]:
    """Tell what else the ledger holds: bodies that aren't told here, and elections before."""
    election = telling.account.election
    days = sorted({each.election for each in read_findings(election.folder.parent) if each.election < election.date})
    if not election.archived or not days:
        return
    if others:
        text = telling.lang.count(
            "The ledger adds {n} body and {earlier} elections since {year}.",
            "The ledger adds {n} bodies and {earlier} elections since {year}.",
            len(others),
            earlier=len(days),
            year=str(days[0].year),
        )
    else:
        text = telling.lang.count(
            "The ledger holds {n} earlier election, of {year}.",
            "The ledger holds {n} earlier elections since {year}.",
            len(days),
            year=str(days[0].year),
        )
    facts = [Fact("earlier elections in the ledger", [day.isoformat() for day in days], _ledger(telling))]
    if others:
        facts.insert(0, Fact("other bodies in the ledger", list(others), _ledger(telling)))
    yield telling.sentence(text, *facts)


def _ledger(telling: Telling) -> str:
    chamber = telling.account.election.folder.parent
    return telling.country_file(f"{chamber.name}/findings.csv")


def _fact(telling: Telling, finding: Finding) -> Fact:
    return Fact(f"{finding.body}, {finding.when}, {finding.area}", finding.found, _ledger(telling), finding.sources)
