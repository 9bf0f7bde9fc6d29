from __future__ import annotations

from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st

# The same cases in every run, on slow machines too.
repeatable = settings(deadline=None, derandomize=True, database=None, max_examples=250)

COUNTS = (
    st.integers(0, 30)
    | st.integers(1, 5_000_000)
    | st.integers(2**53 - 3, 2**53 + 3)
    | st.integers(2**63 - 3, 2**63 + 3)
    | st.integers(0, 10**30)
)


@st.composite
def votes(draw: Callable, least: int = 1, most: int = 7, smallest: int = 0) -> list[int]:
    """Votes with many equal and nearly equal numbers among them."""
    pool = draw(st.lists(COUNTS, min_size=1, max_size=4))
    lists = draw(st.lists(st.tuples(st.sampled_from(pool), st.integers(-1, 1)), min_size=least, max_size=most))
    return [max(number + step, smallest) for number, step in lists]


SEATS = st.integers(0, 12) | st.integers(0, 110)
SOME_SEATS = st.integers(1, 12) | st.integers(1, 110)
