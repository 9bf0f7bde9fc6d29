"""The ways to pages: which address is which page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hemicycle.publish.language.language import language
from hemicycle.source.mistake import BadInput
from hemicycle.web.answer import Answer
from hemicycle.web.count_replayed import MADE_UP, Replayed
from hemicycle.web.pages import about, election, home, law, live, party, votes, what_if
from hemicycle.web.pages.place import Asked, Place
from hemicycle.web.problem import is_absence, plainly

# By the first word of a path and the number of words behind it.
_PAGES: Mapping[tuple[str, int], Callable[..., Answer]] = {
    ("", 0): home.home,
    ("elections", 1): election.election,
    ("laws", 0): law.laws,
    ("laws", 1): law.law,
    ("parties", 1): party.party,
    ("about", 0): about.about,
    ("votes", 0): votes.votes,
    ("what-if", 0): what_if.what_if,
    ("api", 0): about.api,
}


def answer(
    code: str,
    path: str,
    query: tuple[tuple[str, tuple[str, ...]], ...] = (),
    in_files: bool = False,
    count: Replayed = MADE_UP,
) -> Answer:
    """Answer for a page by its language and its path, which ends with a slash or is empty."""
    asked = Asked(Place(language(code), path, in_files), dict(query))
    try:
        return _found(asked, path.removesuffix("/").split("/"), count)
    except BadInput as error:
        status = 404 if all(map(is_absence, error.mistakes)) else 422
        return about.missing(asked, status, "" if status == 404 else plainly(str(error)))


def _found(asked: Asked, words: list[str], count: Replayed) -> Answer:
    first, rest = words[0], words[1:]
    match first, rest:
        case "live", []:
            return live.live(asked, count)
        case "live", [state]:
            return live.live(asked, count, state)
        case "elections", [name, "report"]:
            return election.report(asked, name)
        case "elections", [name, stage]:
            return election.election(asked, name, stage)
        case "laws", [name, span] if "..." in span:
            return law.difference(asked, name, span)
        case "laws", [name, day]:
            return law.law(asked, name, day)
    build = _PAGES.get((first, len(rest)))
    return build(asked, *rest) if build else about.missing(asked)


def counted(code: str, sent: votes.Sent) -> Answer:
    """Answer a reader who sent votes."""
    return votes.counted(Asked(Place(language(code), "votes/"), {}), sent)


def now(code: str, place: int, count: Replayed) -> Answer:
    """Give one state of a count that is replayed, to stand in its page."""
    return live.now(Asked(Place(language(code), "live/"), {}), place, count)


def nothing(code: str, depth: int, status: int = 404, detail: str = "") -> Answer:
    """Say that there is nothing at an address so many steps below the root, or what else is wrong with it."""
    asked = Asked(Place(language(code), "/" * (depth - 2) if depth > 1 else ""), {})
    return about.missing(asked, status, "" if status == 404 else detail)
