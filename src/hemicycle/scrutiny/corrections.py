"""Many tests at once, and what is left of each when all are counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def benjamini_hochberg(log10_p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjust p-values, given as log10, so that those below a rate hold false discoveries at that rate at most.

    Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995). Also log10, in the same order.
    """
    tests = len(log10_p)
    order = np.argsort(log10_p)
    by_rank = log10_p[order] + np.log10(tests / np.arange(1, tests + 1))
    adjusted = np.empty(tests)
    adjusted[order] = np.minimum(np.minimum.accumulate(by_rank[::-1])[::-1], 0.0)
    return adjusted
