"""Which format a file has, and the one door to all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from hemicycle.returns.sheet import Sheet
from hemicycle.source.mistake import BadInput, Mistake

FORMATS = ("nist", "eml", "frictionless")


def is_exchanged(source: str) -> bool:
    """Tell a file of an exchange format from a table, by its ending."""
    return source.casefold().endswith((".json", ".xml")) and ".zip/" not in source.casefold()


def read_exchanged(source: str) -> Sheet:
    """Read NIST SP 1500-100 (JSON), EML 510 (XML) or a Frictionless data package (datapackage.json).

    Raises BadInput where the file isn't of the format that its ending says.
    """
    path = Path(source)
    if not path.is_file():
        raise BadInput(Mistake(source, "a directory" if path.is_dir() else "no such file", "a file that exists"))
    if path.name == "datapackage.json":
        from hemicycle.returns.exchange.frictionless import read_frictionless

        return read_frictionless(path)
    if path.suffix.casefold() == ".json":
        from hemicycle.returns.exchange.nist import read_nist

        return read_nist(path)
    from hemicycle.returns.exchange.eml import read_eml

    return read_eml(path)


def writer_of(form: str) -> tuple[Callable[[Sheet], Mapping[str, bytes]], Callable[[Sheet], tuple[str, ...]]]:
    """Find what writes a format, and what says which fields of a sheet it can't carry.

    The writer gives files by name; a format of one file calls it `""`. Raises BadInput for an unknown format.
    """
    match form:
        case "nist":
            from hemicycle.returns.exchange import nist

            return lambda sheet: {"": nist.write_nist(sheet)}, nist.left_out
        case "eml":
            from hemicycle.returns.exchange import eml

            return lambda sheet: {"": eml.write_eml(sheet)}, eml.left_out
        case "frictionless":
            from hemicycle.returns.exchange import frictionless

            return frictionless.write_frictionless, frictionless.left_out
    raise BadInput(Mistake("--to", repr(form), ", ".join((*FORMATS, "csv", "parquet", "xlsx"))))
