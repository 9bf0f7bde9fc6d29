"""Pages about the site: its sources and method, its API, and what isn't there."""

from __future__ import annotations

from hemicycle.web.answer import Answer
from hemicycle.web.pages.frame import page
from hemicycle.web.pages.place import Asked


def about(asked: Asked) -> Answer:
    """Say what this is, where its figures are from, and how to check it."""
    from hemicycle.elections.archive import ARCHIVE, election_ids, read_election, read_sources
    from hemicycle.publish.language.names import country_name

    countries = []
    for folder in sorted(path.parent for path in ARCHIVE.glob("*/sources.csv")):
        found = [read_election(name) for name in election_ids() if name.startswith(f"{folder.name}-")]
        if found:
            countries.append((country_name(found[0], asked.lang), list(read_sources(folder).values())))
    countries.sort(key=lambda each: str(each[0]))
    return page(asked.place, "about.html", asked.lang.say("Sources and method"), countries=countries)


def api(asked: Asked) -> Answer:
    """Tell the API, operation by operation, with the examples of its description."""
    from hemicycle.web.api.description import description

    told = description()
    operations = [
        (method.upper(), address, operation)
        for address, methods in told["paths"].items()
        for method, operation in methods.items()
    ]
    groups: dict[str, list[object]] = {}
    for each in operations:
        groups.setdefault(each[2]["tags"][0], []).append(each)
    return page(asked.place, "api.html", asked.lang.say("For programs"), groups=groups, pretty=_pretty)


def missing(asked: Asked, status: int = 404, detail: str = "") -> Answer:
    """Say that there is nothing here, or what went wrong, in the site's own look."""
    say = asked.lang.say
    title = {
        404: say("There is nothing at this address"),
        429: say("Too many requests at once"),
        503: say("This takes too long at the moment"),
    }.get(status, say("This can't be shown"))
    return page(asked.place, "missing.html", title, status=status, lasting=False, detail=detail)


def _pretty(value: object) -> str:
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
