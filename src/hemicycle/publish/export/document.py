"""An election as one JSON document: its record, its law, its votes and what they come to; written and read back.

The document follows `election.schema.json` (`hemicycle.publish.export.schema`). Counts are whole numbers, and where
a law takes a number with decimals, an exact fraction as text: `7/5`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hemicycle.count.votes import Paper, Votes
from hemicycle.elections.record import Record
from hemicycle.law.catalogue import law_in
from hemicycle.law.document import Law
from hemicycle.outcome.numbers import exact
from hemicycle.publish.export.material import Material
from hemicycle.source.documents import Document, parse_document
from hemicycle.source.files import read_text
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.schema import validate

FORMAT = "hemicycle-election/1"
SCHEMA_FILE = "election.schema.json"
# Tables that the document tells in a form of its own.
_TOLD = frozenset(
    {
        "votes.csv",
        "votes_first.csv",
        "votes_constituency.csv",
        "votes_electorate.csv",
        "votes_runoff.csv",
        "votes_repeat.csv",
        "districts.csv",
        "counts.csv",
        "ballots.csv",
        "result.csv",
    }
)


@dataclass(frozen=True, slots=True)
class Held:
    """What an election document holds that a count needs."""

    election: str
    record: Record
    law: Law
    votes: Votes


def write_election_json(material: Material) -> bytes:
    """Write an election as JSON."""
    tree = {
        "$schema": SCHEMA_FILE,
        "format": FORMAT,
        "election": material.id,
        "title": material.title,
        "law": {"id": material.law.id, "document": parse_document(material.law_text, material.law.id).tree},
        "record": material.tree,
        "votes": _votes(material.votes),
        "outcome": material.outcome.as_json(),
        "tables": {
            name.removesuffix(".csv"): [dict(zip(grid.columns, row, strict=True)) for row in grid.rows]
            for name, grid in material.tables.items()
            if name not in _TOLD
        },
    }
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def _votes(votes: Votes) -> dict[str, Any]:
    return {
        "measure": votes.measure,
        "ballots": {
            ballot: [
                {"district": district, "party": party, "votes": exact(number)}
                for (district, party), number in cells.items()
            ]
            for ballot, cells in votes.ballots.items()
        },
        "counts": {
            name: [{"district": district, "number": exact(number)} for district, number in numbers.items()]
            for name, numbers in votes.counts.items()
        },
        "units": [{"level": level, "unit": unit, "within": within} for (level, unit), within in votes.parents.items()],
        "ranked": [_papers(district, papers) for district, papers in votes.ranked.items()],
    }


def _papers(district: str, papers: Iterable[Paper]) -> dict[str, Any]:
    """Write ranked papers by the places of candidates in a list of them, counted from 1."""
    listed = list(papers)
    places = {name: place for place, name in enumerate(dict.fromkeys(c for p in listed for c in p.ranking), 1)}
    return {
        "district": district,
        "candidates": list(places),
        "papers": [
            {"copies": paper.copies, "ranking": " ".join(str(places[name]) for name in paper.ranking)}
            for paper in listed
        ],
    }


def holds_election_json(source: str) -> bool:
    """Tell an election document from other JSON by its first lines."""
    path = Path(source)
    if not source.casefold().endswith(".json") or not path.is_file():
        return False
    with path.open("rb") as file:
        return f'"format": "{FORMAT}"'.encode() in file.read(256)


def read_election_json(path: Path) -> Held:
    """Read an election document. Raises BadInput where it isn't one, with what is missing or wrong."""
    name = str(path)
    try:
        tree = json.loads(read_text(path))
        law = Document(f"{name}, law.document", tree["law"]["document"], {})
        record = Document(f"{name}, record", tree["record"], {})
        return Held(tree["election"], validate(Record, record), law_in(law), _votes_in(tree["votes"]))
    except json.JSONDecodeError as error:
        raise BadInput(Mistake(name, f"no JSON ({error.msg})", "an election document", error.lineno)) from None
    except RecursionError:
        raise BadInput(Mistake(name, "JSON nested too deeply", "an election document")) from None
    except KeyError as error:
        raise BadInput(Mistake(name, f"a document without {error}", f"the keys of {SCHEMA_FILE}")) from None
    except (IndexError, TypeError, AttributeError, ValueError, ZeroDivisionError) as error:
        raise BadInput(Mistake(name, f"a part of the wrong kind ({error})", f"the kinds of {SCHEMA_FILE}")) from None


def _votes_in(tree: Mapping[str, Any]) -> Votes:
    return Votes(
        {
            ballot: {(row["district"], row["party"]): _number(row["votes"]) for row in rows}
            for ballot, rows in tree["ballots"].items()
        },
        {name: {row["district"]: _number(row["number"]) for row in rows} for name, rows in tree["counts"].items()},
        {(row["level"], row["unit"]): row["within"] for row in tree["units"]},
        {each["district"]: tuple(_ranking(each, paper) for paper in each["papers"]) for each in tree["ranked"]},
        tree["measure"],
    )


def _ranking(each: Mapping[str, Any], paper: Mapping[str, Any]) -> Paper:
    candidates = ("", *each["candidates"])
    return Paper(_number(paper["copies"]), tuple(candidates[int(place)] for place in paper["ranking"].split()))


def _number(value: Any) -> Any:
    """Read a number of 0 or more: whole, or an exact fraction as text."""
    if isinstance(value, bool) or not isinstance(value, int | str) or Fraction(value) < 0:
        raise ValueError(f"{value!r} for a number of 0 or more")
    return value if isinstance(value, int) else Fraction(value)
