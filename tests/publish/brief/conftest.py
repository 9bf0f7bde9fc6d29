"""The briefs of the archive, made once for all tests that read them."""

import pytest

from hemicycle.elections.archive import election_ids, read_election
from hemicycle.publish.account import account_of
from hemicycle.publish.brief import brief_of
from hemicycle.publish.language.language import LANGUAGES, Language


def pytest_collection_modifyitems(items):
    """Let one worker have all that read the briefs of the archive."""
    for item in items:
        if "accounts" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("briefs"))


@pytest.fixture(scope="session")
def accounts():
    """Every election at every stage, but for stages whose seats take a long search."""
    elections = [read_election(name) for name in election_ids()]
    return {
        (each.id, stage): account_of(each, stage)
        for each in elections
        for stage in each.stages
        if stage != "first-report"
    }


@pytest.fixture(scope="session")
def briefs(accounts):
    """The briefs of all accounts in all languages."""
    return {
        (name, stage, code): brief_of(account, Language(code))
        for (name, stage), account in accounts.items()
        for code in LANGUAGES
    }
