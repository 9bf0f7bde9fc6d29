"""The site as files, for who has but a web server to put them on: all pages in all languages, the API's answers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from itertools import pairwise
from pathlib import Path

from hemicycle.publish.language.language import LANGUAGES
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.web.answer import Answer

Told = Callable[[int], None]
# A file by its path, and the work that fills it.
Piece = tuple[str, Callable[[], Answer]]


def build(folder: Path, told: Told = lambda pieces: None, only: Callable[[str], bool] = lambda path: True) -> int:
    """Write the site into a folder, whole or not at all; return how many files it has.

    `told` hears of the progress; `only` chooses files by their paths. Raises BadInput for a folder that isn't empty and
    for a place that can't be written.
    """
    if folder.resolve() == Path.cwd():
        raise BadInput(Mistake(str(folder), "the folder you are in", "a folder of its own, such as public"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(Mistake(str(folder), "a folder that isn't empty", "an empty one, or the name of a new one"))
    part = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        part.mkdir(parents=True)
        files = _write(part, told, only)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    except OSError as error:
        what = f"a place that can't be written ({error.strerror or error})"
        raise BadInput(Mistake(str(folder), what, "room for a folder")) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return files


def _write(part: Path, told: Told, only: Callable[[str], bool]) -> int:
    """Do the work in as many processes as the machine has, a batch of files each that share what they are made of."""
    batches = [chosen for batch in pieces() if (chosen := [each for each in batch if only(each[0])])]
    files = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        running = [pool.submit(_write_batch, part, batch) for batch in batches]
        try:
            for done in as_completed(running):
                files += done.result()
                told(files)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return files


def _write_batch(part: Path, batch: list[Piece]) -> int:
    written = 0
    for path, work in batch:
        answer = work()
        # What the archive lacks of an election has no file, nor has a state that a count never had.
        if answer.status == 200:
            target = part / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(answer.body)
            written += 1
    return written


def pieces() -> Iterator[list[Piece]]:
    """Go through all files in batches: those of one election or one law together."""
    from hemicycle.elections.archive import election_ids
    from hemicycle.law.catalogue import law_ids

    yield [*_pages([""]), ("index.html", partial(_first))]
    for name in election_ids():
        yield [*_pages(_paths_of_election(name)), *_answers_of_election(name)]
    for law in law_ids():
        yield [*_pages(_paths_of_law(law)), *_answers_of_law(law)]
    yield [*_pages(["laws/", "about/", "what-if/", "votes/", "api/", "live/", *_paths_of_count()]), *_assets()]
    yield [*_pages(_paths_of_parties()), *_other_answers()]


def _pages(paths: Iterable[str]) -> Iterator[Piece]:
    from hemicycle.web.pages.ways import answer

    for path in paths:
        for code in LANGUAGES:
            yield f"{code}/{path}index.html", partial(answer, code, path, (), in_files=True)


def _paths_of_election(name: str) -> list[str]:
    from hemicycle.elections.archive import read_election
    from hemicycle.publish.account import account_of

    found = read_election(name)
    usual = account_of(found).stage.stage
    return [f"elections/{name}/", *(f"elections/{name}/{each}/" for each in found.stages if each != usual)]


def _paths_of_law(law: str) -> list[str]:
    from hemicycle.law.catalogue import versions

    days = [str(each.in_force.start) for each in versions(law)]
    between = [f"{one}...{other}" for one, other in pairwise(days)]
    return [f"laws/{law}/", *(f"laws/{law}/{each}/" for each in (*days, *between))]


def _paths_of_count() -> list[str]:
    from hemicycle.web.count_replayed import STATES

    return [f"live/{place}/" for place in range(STATES)]


def _paths_of_parties() -> list[str]:
    from hemicycle.web.api.laws import known_parties

    return [f"parties/{each['party']}/" for each in known_parties()]


def _answers_of_election(name: str) -> list[Piece]:
    from hemicycle.elections.archive import read_election
    from hemicycle.elections.people import previous_election
    from hemicycle.web.api import elections

    at = f"api/v1/elections/{name}"
    found: list[Piece] = [
        (f"{at}.json", partial(elections.told, name)),
        (f"{at}/outcome.json", partial(elections.outcome, name, None)),
        (f"{at}/votes.csv", partial(elections.votes, name)),
        (f"{at}/export.zip", partial(elections.exported, name)),
        *((f"{at}/brief.{code}.txt", partial(elections.brief, name, None, code)) for code in LANGUAGES),
        (f"{at}/seats.csv", partial(elections.seats, name, None)),
        (f"{at}/chamber.json", partial(elections.chamber, name, None)),
        (f"{at}/contest.json", partial(elections.contest, name, "final")),
        (f"{at}/scrutiny.json", partial(elections.scrutiny, name)),
        (f"{at}/findings.json", partial(elections.findings, name)),
        (f"{at}/thresholds.json", partial(elections.thresholds, name)),
    ]
    before = previous_election(read_election(name))
    if before is not None:
        found.append((f"{at}/compare/{before.id}.json", partial(elections.compared, name, before.id)))
    return found


def _answers_of_law(law: str) -> list[Piece]:
    from hemicycle.law.catalogue import versions
    from hemicycle.web.api import laws

    found: list[Piece] = [(f"api/v1/laws/{law}.json", partial(laws.told, law))]
    for each in versions(law):
        at, day = f"api/v1/laws/{law}/{each.in_force.start}", each.in_force.start
        found += [
            (f"{at}.json", partial(laws.version, law, day)),
            (f"{at}/words.json", partial(laws.in_words, law, day)),
        ]
    return found


def _other_answers() -> list[Piece]:
    from hemicycle.web.api import description, elections, laws

    parties = [each["party"] for each in laws.known_parties()]
    return [
        ("api/v1/elections.json", partial(elections.listed, None, None, None, None, "")),
        ("api/v1/laws.json", laws.listed),
        ("api/v1/parties.json", laws.parties),
        ("api/v1/openapi.json", description.described),
        *((f"api/v1/parties/{each}.json", partial(laws.party, each)) for each in parties),
    ]


def _assets() -> list[Piece]:
    from hemicycle.web.pages.assets import asset_named, asset_names

    return [(f"assets/{name}", partial(asset_named, name)) for name in asset_names()]


def _first() -> Answer:
    """Write the first page, which leads to the languages; without a server nobody knows which one a reader wants."""
    ways = "".join(
        f'<p><a href="{code}/index.html" lang="{code}" hreflang="{code}">{name}</a></p>'
        for code, name in LANGUAGES.items()
    )
    return Answer(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hemicycle</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="assets/style.css"></head>'
        f"<body><main><h1>Hemicycle</h1>{ways}</main></body></html>".encode()
    )
