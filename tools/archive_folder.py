r"""Writes a folder of results into the archive, in the archive's format (docs/archive.md).

    python tools/archive_folder.py FOLDER --law es-congreso --date 2016-06-26 \\
        --office "Junta Electoral Central" --through "test data of a public package, figures only"

Rows are put in order (districts as they come, lists by falling votes), columns that hold results or estimates
are left out, tiers are called as in the law, and the two sources go into the country's sources.csv.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path

from hemicycle.elections.archive import ARCHIVE
from hemicycle.law.catalogue import find_law
from hemicycle.law.document import Law
from hemicycle.outcome.numbers import day
from hemicycle.source.words import slug

BALLOTS = {
    "votes.csv": "votes.csv",
    "votes_first.csv": "votes_first.csv",
    "votes_constituency.csv": "votes_first.csv",
    "votes_electorate.csv": "votes_first.csv",
}
COMPUTED = {"seats_computed", "fixed_seats_computed", "step1_seats", "seats_total"}

Rows = list[dict[str, str]]


def main() -> None:
    """Read the arguments and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--law", required=True)
    parser.add_argument("--date", required=True, type=dt.date.fromisoformat)
    parser.add_argument("--chamber", help="the folder of the archive, where it isn't that of the law")
    parser.add_argument("--facts", type=Path)
    parser.add_argument("--office", required=True, help="the office that published the result")
    parser.add_argument("--through", required=True, help="where the figures were taken from")
    parser.add_argument("--note", action="append", default=[])
    arguments = parser.parse_args()
    law = find_law(arguments.law, arguments.date)
    country, chamber = law.law.split("-", 1)
    folder = ARCHIVE / country / (arguments.chamber or chamber) / arguments.date.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{chamber.upper()}-{arguments.date}"
    keys = (f"{stem}-OFFICE", f"{stem}-FIGURES")
    _sources(ARCHIVE / country / "sources.csv", dict(zip(keys, (arguments.office, arguments.through), strict=True)))
    _tables(arguments.folder, folder, law, keys)
    _record(folder / "election.yaml", arguments, law, keys)


def _sources(path: Path, titles: dict[str, str]) -> None:
    """Add sources to those of a country."""
    rows = _read(path) if path.exists() else []
    known = {row["key"]: row for row in rows}
    for key, title in titles.items():
        known[key] = {"key": key, "title": title, "host": "", "path": ""}
    _write(path, ["key", "title", "host", "path"], [known[key] for key in sorted(known)])


def _tables(source: Path, folder: Path, law: Law, keys: tuple[str, str]) -> None:
    for name, called in BALLOTS.items():
        if (source / name).is_file():
            rows = _read(source / name)
            places = {district: i for i, district in enumerate(dict.fromkeys(row["district"] for row in rows))}
            rows.sort(key=lambda row: (places[row["district"]], -int(row["votes"])))
            last = [column for column in ("district", "party", "candidate", "votes") if column in rows[0]]
            upper = [column for column in rows[0] if column not in last]
            _write(folder / called, [*upper, *last], rows)
    if (source / "districts.csv").is_file():
        rows = _read(source / "districts.csv")
        _write(folder / "districts.csv", [column for column in rows[0] if column not in COMPUTED], rows)
    if (source / "counts.csv").is_file():
        _write(folder / "counts.csv", ["district", "item", "number"], _read(source / "counts.csv"))
    if (source / "ballots.csv.gz").is_file():
        _write(folder / "candidates.csv", ["code", "candidate", "group"], _read(source / "candidates.csv"))
        with gzip.open(source / "ballots.csv.gz", "rt", encoding="utf-8") as packed:
            ballots = list(csv.DictReader(packed))
        for row in ballots:
            row["preferences"] = row["preferences"].replace(">", " ")
        _write(folder / "ballots.csv", ["count", "preferences"], ballots)
    elif (source / "candidates.csv").is_file():
        rows = _read(source / "candidates.csv")
        _write(folder / "candidates.csv", list(rows[0]), rows)
    official = list(_seats(source, law, keys))
    if official:
        _write(folder / "seats.csv", ["district", "party", "seats", "tier", "sources"], official)


def _seats(source: Path, law: Law, keys: tuple[str, str]) -> Iterable[dict[str, str]]:
    """Call tiers as the law does; what belongs to none of them is a number over all tiers.

    Without a table of seats, the elected are counted where the candidates are known.
    """
    if not (source / "seats.csv").is_file():
        elected: dict[tuple[str, str], int] = {}
        if (source / "candidates.csv").is_file():
            for row in _read(source / "candidates.csv"):
                if row.get("elected") == "1":
                    elected[row["district"], row["party"]] = elected.get((row["district"], row["party"]), 0) + 1
        for (district, party), seats in elected.items():
            tier = law.tiers[0].tier
            yield {"district": district, "party": party, "seats": str(seats), "tier": tier, "sources": keys[0]}
        return
    tiers = {slug(name): tier.tier for tier in law.tiers for name in (tier.tier, tier.label)}
    for row in _read(source / "seats.csv"):
        yield {**row, "tier": tiers.get(slug(row["tier"]), "all"), "sources": keys[0]}


def _record(path: Path, arguments: argparse.Namespace, law: Law, keys: tuple[str, str]) -> None:
    country, _ = law.law.split("-", 1)
    chamber = path.parent.parent.name
    lines = [
        f"election: {country}-{chamber}-{arguments.date.year}",
        f"title: {law.chamber}, election of {day(arguments.date)}",
        f"country: {law.country}",
        f"chamber: {law.chamber}",
        f"date: {arguments.date}",
        f"law: {law.law}",
        "stages:",
        f"  - {{stage: final, by: {_quoted(arguments.office)}, knows: votes, sources: [{', '.join(keys)}]}}",
    ]
    text = "\n".join(lines) + "\n"
    if arguments.facts is not None:
        facts = arguments.facts.read_text(encoding="utf-8").strip()
        if not facts.endswith("{}"):
            text += facts + "\n"
    if arguments.note:
        text += "notes:\n" + "".join(f"  - {_quoted(note)}\n" for note in arguments.note)
    path.write_text(text, encoding="utf-8")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
