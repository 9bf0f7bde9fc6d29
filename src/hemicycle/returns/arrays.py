"""Returns as arrays: the units of each station as text, its numbers as columns; NaN is a number nobody gave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.collected import rows_of
from hemicycle.returns.refusals import Frame

Floats = NDArray[np.float64]
Station = tuple[str, ...]


def arrays_of(frame: Frame, levels: Sequence[str], numbers: Sequence[str]) -> tuple[list[Station], Floats]:
    """Bring rows of returns to memory: a tuple of `levels` for each, and an array of shape (rows, numbers)."""
    wanted = frame.select(*levels, *numbers)
    if wanted.implementation.is_duckdb():
        columns = wanted.to_native().fetchnumpy()
        names = [[str(each or "") for each in np.ma.filled(columns[level], "")] for level in levels]
        values = [np.ma.filled(np.ma.asarray(columns[name]).astype(np.float64), np.nan) for name in numbers]
        rows = len(columns[(*levels, *numbers)[0]])
        return list(zip(*names, strict=True)), _stacked(values, rows)
    found = rows_of(wanted)
    units = [tuple(str(row[level] or "") for level in levels) for row in found]
    values = [np.array([np.nan if row[name] is None else float(row[name]) for row in found]) for name in numbers]
    return units, _stacked(values, len(found))


def _stacked(columns: Sequence[Floats], rows: int) -> Floats:
    return np.stack(columns, axis=1) if columns else np.empty((rows, 0))
