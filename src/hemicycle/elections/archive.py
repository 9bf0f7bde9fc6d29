"""Elections of the archive: found by id, read, and counted at any of their stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from hemicycle.count.files import read_folder, read_stage
from hemicycle.count.votes import PartlyKnown, Votes, exact_votes
from hemicycle.elections.findings import Finding, read_findings
from hemicycle.elections.record import Archived, Sourced, Stage
from hemicycle.law.catalogue import find_law
from hemicycle.law.document import Law
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome, Seat
from hemicycle.outcome.seats import seats_from
from hemicycle.source.documents import read_document
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.schema import validate
from hemicycle.source.tables import read_table

ARCHIVE = Path(__file__).parent
# What stages known in part leave open, by folder and stage, as the laws of their days have it.
_COUNTED_IN_PART: dict[tuple[Path, str], Outcome] = {}


@dataclass(frozen=True)
class Election:
    """An election of the archive, or of a user's folder, which may be `ruled_by` a law of its own."""

    id: str
    folder: Path
    record: Archived
    ruled_by: Law | None = None

    @property
    def title(self) -> str:
        """What the election is called."""
        return self.record.title

    @property
    def date(self) -> dt.date:
        """The day of the vote."""
        return self.record.date

    @property
    def stages(self) -> list[str]:
        """The stages of the result that are known, in the order of time."""
        return [stage.stage for stage in self.record.stages]

    @cached_property
    def law(self) -> Law:
        """The law in force on the day of the vote."""
        return self.ruled_by or find_law(self.record.law, self.date)

    def stage(self, name: str) -> Stage:
        """Find a stage by its name, or by the start of it where only one begins so."""
        found = [stage for stage in self.record.stages if stage.stage == name]
        found = found or [stage for stage in self.record.stages if stage.stage.startswith(name)]
        if len(found) != 1:
            what = f"the unknown stage {name!r}" if not found else f"{name!r}, which begins several stages"
            raise BadInput(Mistake(f"--stage of {self.id}", what, nearest(name, self.stages)))
        return found[0]

    def votes(self, stage: str = "final") -> Votes | PartlyKnown:
        """Read what is known at a stage: the votes, or shares of them."""
        found = self.stage(stage)
        if found.knows == "votes":
            return read_folder(self.folder)
        return read_stage(self.folder, found.stage)

    def exact_votes(self, stage: str = "final") -> Votes:
        """Read the votes of a stage. Raises BadInput for one that is known only in shares."""
        return exact_votes(self.votes(stage), self.id)

    def elect(self, stage: str = "final", law: Law | None = None, told: Callable[[int], None] | None = None) -> Outcome:
        """Count a stage of the election under the law of its day, or under another.

        A stage that is known in part takes seconds, and so is counted once; `told` hears nothing then.
        """
        found = self.stage(stage)
        law, place = law or self.law, (self.folder, found.stage)
        # A folder of a user's may change, and be counted under any law.
        same = self.archived and law is self.law
        if same and place in _COUNTED_IN_PART:
            return _COUNTED_IN_PART[place]
        votes, facts = self.votes(found.stage), self.record.as_facts()
        outcome = seats_from(law, votes, facts, election=self.id, stage=found.stage, told=told)
        if same and found.knows != "votes":
            _COUNTED_IN_PART[place] = outcome
        return outcome

    def sources(self, keys: Sequence[str]) -> list[str]:
        """Write out sources by their keys: title and address."""
        return list(sources_of(self.country, keys).values())

    @property
    def archived(self) -> bool:
        """Whether it is in the archive, rather than in a folder of a user's."""
        return ARCHIVE in self.folder.parents

    @property
    def country(self) -> Path:
        """The folder of the country in the archive, which holds its parties and sources."""
        return self.folder.parent.parent if self.archived else ARCHIVE / self.law.law.partition("-")[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What observers found at this election, each as theirs: its rows of the chamber's ledger."""
        return tuple(each for each in read_findings(self.folder.parent) if each.election == self.date)

    @property
    def source_keys(self) -> list[str]:
        """List the keys of all sources that the record names, in the order of their first use."""
        record = self.record
        parts: list[Sourced | Finding] = [
            *record.stages,
            *record.figures.values(),
            *record.lists.values(),
            *record.did_not_stand,
            *record.recalled,
            *([record.results_by_station] if record.results_by_station else []),
            *record.preferred,
            *self.findings,
        ]
        return list(dict.fromkeys(key for part in parts for key in part.sources))

    @cached_property
    def official_seats(self) -> tuple[Seat, ...]:
        """Read the official seats by district, tier and party, those without seats left out; none if not known."""
        if not (self.folder / "seats.csv").is_file():
            return ()
        rows = read_table(self.folder / "seats.csv", ["district", "party", "seats", "tier"])
        return tuple(
            Seat(row["district"], row["tier"], row["party"], row.count("seats")) for row in rows if row.count("seats")
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: what it is called, and its address on the web, empty for what is in print only."""

    title: str
    address: str

    def __str__(self) -> str:
        return f"{self.title}: {self.address}" if self.address else self.title


def read_sources(country: Path) -> dict[str, Source]:
    """Read the sources of a country, by their keys; none for one without a table of them."""
    path = country / "sources.csv"
    rows = read_table(path, ["key", "title", "host", "path"]) if path.is_file() else []
    return {row["key"]: Source(row["title"], f"{row['host']}{row['path']}" if row["host"] else "") for row in rows}


def sources_of(country: Path, keys: Iterable[str]) -> dict[str, str]:
    """Write out sources of a country by their keys: title and address. Keys that it lacks are left out."""
    known = read_sources(country)
    return {key: str(known[key]) for key in keys if key in known}


def election_ids() -> list[str]:
    """Name the elections of the archive: `kz-mazhilis-2021`."""
    return sorted(_folders())


def before(election: Election) -> list[str]:
    """Name the earlier elections of the same chamber, the latest first."""
    chamber = {name: folder for name, folder in _folders().items() if folder.parent == election.folder.parent}
    earlier = [name for name, folder in chamber.items() if folder.name < election.folder.name]
    return sorted(earlier, key=lambda name: chamber[name].name, reverse=True)


@lru_cache(maxsize=1)
def _folders() -> dict[str, Path]:
    """Find the folder of every election. A year with several elections needs the whole date in the id."""
    by_year: dict[str, list[Path]] = {}
    for path in sorted(ARCHIVE.glob("*/*/*/election.yaml")):
        country, chamber, date = path.parent.relative_to(ARCHIVE).parts
        by_year.setdefault(f"{country}-{chamber}-{date[:4]}", []).append(path.parent)
    return {
        (name if len(folders) == 1 else f"{name}{folder.name[4:]}"): folder
        for name, folders in by_year.items()
        for folder in folders
    }


def facts_of(law: str, date: dt.date, lists: Iterable[str]) -> tuple[str, Facts] | None:
    """Find the facts that the archive holds of an election: the same law, the same day, the same lists.

    Returns the election's id with its facts, or None where the archive has no such election.
    """
    for name, folder in _folders().items():
        if folder.name == date.isoformat():
            election = read_election(name)
            votes = election.votes() if election.record.law == law else None
            if isinstance(votes, Votes) and set(votes.by_list()) == set(lists):
                return name, election.record.as_facts()
    return None


def read_election(name: str) -> Election:
    """Read an election by its id. Raises BadInput for one that the archive lacks."""
    folders = _folders()
    if name not in folders:
        raise BadInput(Mistake("the archive", f"no election {name!r}", nearest(name, folders)))
    folder = folders[name]
    record = validate(Archived, read_document(folder / "election.yaml"))
    return Election(name, folder, record)
