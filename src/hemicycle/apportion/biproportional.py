"""Seats to districts and lists at once, by a divisor for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import sqrt
from typing import Any, NamedTuple

Matrix = Sequence[Sequence[Any]]

# Alternating scaling gives up after so many rounds, besides one for each seat it still misplaces, and in any case
# after so many. What it proposes is shortened by no more than this part of it.
ROUNDS, MOST = 20, 1000
NEAR = Fraction(1, 10**6)


class Biproportional(NamedTuple):
    """A biproportional apportionment.

    `seats`            seats of each column (list) in each row (district)
    `row_divisors`     exact divisors: each cell's weight, divided by those of its row and its column,
    `column_divisors`  is its seats after standard rounding; an exact half goes either way
    `ties`             cells (row, column) that have one seat more or less in another matrix that is as good
    """

    seats: list[list[int]]
    row_divisors: list[Fraction]
    column_divisors: list[Fraction]
    ties: tuple[tuple[int, int], ...]


def biproportional(
    weights: Sequence[Sequence[int | Fraction]], rows: Sequence[int], columns: Sequence[int]
) -> Biproportional:
    """Allot seats so that every row has those of `rows` and every column those of `columns`.

    The biproportional divisor method with standard rounding (Balinski and Demange, Algorithms for proportional
    matrices in reals and integers, 1989; Pukelsheim, Proportional Representation, chapters 14 and 15). Floats
    propose the row divisors by alternating scaling. From there on fractions decide, in the manner of tie and
    transfer: the columns are filled exactly, and seats go from rows with too many to rows with too few, each along
    the cells that become ties first. The matrix stays biproportional for the rows it has, and each transfer puts
    one seat right, so that it ends.

    Raises ValueError for rows and columns that add up to different houses, and for seats that no cell with a
    weight can take.
    """
    if sum(rows) != sum(columns):
        raise ValueError(f"{sum(rows)} seats in the rows together, and {sum(columns)} in the columns")
    scale = _proposed(weights, rows, columns)
    seats = _columns_filled(weights, scale, columns)
    _transfer(weights, seats, rows)
    factors, _ = _reach(weights, seats, dict(enumerate(scale)))
    down, across = [1 / factors[i] for i in range(len(rows))], [Fraction(1)] * len(columns)
    _shorten(weights, seats, down, across)
    return Biproportional(seats, down, across, _ties(weights, seats, down, across))


def _webster(shares: Sequence[Any], seats: int) -> list[int]:
    """Allot by the divisor method with standard rounding; nobody wins where all shares are zero."""
    total = sum(shares)
    if not total:
        return [0] * len(shares)
    given = [int((2 * seats * share + total) // (2 * total)) for share in shares]
    for _ in range(seats - sum(given)):
        given[max(range(len(shares)), key=lambda i: shares[i] / (2 * given[i] + 1))] += 1
    for _ in range(sum(given) - seats):
        holders = [i for i, won in enumerate(given) if won]
        given[min(holders, key=lambda i: shares[i] / (2 * given[i] - 1))] -= 1
    return given


def _bounds(shares: Sequence[Any], given: Iterable[int]) -> tuple[Any, Any]:
    """Find the least and the greatest divisor that round the shares to the seats given, None without a greatest."""
    held = list(zip(shares, given, strict=True))
    low = max((2 * share / (2 * won + 1) for share, won in held), default=0)
    return low, min((2 * share / (2 * won - 1) for share, won in held if won), default=None)


def _proposed(weights: Matrix, rows: Sequence[int], columns: Sequence[int]) -> list[Fraction]:
    """Propose a factor for each row, the inverse of its divisor, by discrete alternating scaling.

    Good ones leave little to transfer. Nothing else relies on them, so that floats may do it and it may give up:
    on ties it goes round in circles, and where the weights fit the seats badly it is slow.
    """
    top = max((weight for row in weights for weight in row), default=0) or 1
    shares = [[float(weight / top) for weight in row] for row in weights]
    across = [1.0] * len(columns)
    down = [1.0] * len(rows)
    rounds, misplaced = 0, sum(rows)
    while misplaced and rounds < min(ROUNDS + misplaced, MOST):
        rounds += 1
        for i, row in enumerate(shares):
            down[i] = _factor([share * factor for share, factor in zip(row, across, strict=True)], rows[i])[0]
        left = list(rows)
        for j in range(len(columns)):
            across[j], given = _factor([row[j] * factor for row, factor in zip(shares, down, strict=True)], columns[j])
            left = [seats - won for seats, won in zip(left, given, strict=True)]
        misplaced = sum(abs(number) for number in left) // 2
    divisors = [top / Fraction(factor) for factor in down]
    return [1 / _short(divisor * (1 - NEAR), divisor * (1 + NEAR)) for divisor in divisors]


def _factor(shares: list[float], seats: int) -> tuple[float, list[int]]:
    """Find a factor, within what floats bear, by which the shares round to the seats."""
    given = _webster(shares, seats)
    low, high = _bounds(shares, given)
    divisor = sqrt(low) * sqrt(2 * low if high is None else high)
    return 1 / min(max(divisor, 1e-150), 1e150) if divisor else 1.0, given


def _columns_filled(weights: Matrix, scale: list[Fraction], columns: Sequence[int]) -> list[list[int]]:
    """Fill each column by itself, exactly, from the weights scaled by row."""
    seats = [[0] * len(columns) for _ in weights]
    for j, house in enumerate(columns):
        given = _webster([row[j] * factor for row, factor in zip(weights, scale, strict=True)], house)
        if sum(given) != house:
            raise ValueError(f"column {j} has no weight in any row, and seats: {house}")
        for won, number in zip(seats, given, strict=True):
            won[j] = number
    return seats


def _reach(weights: Matrix, seats: Matrix, start: dict[int, Fraction]) -> tuple[dict[int, Any], dict[int, int]]:
    """Find the cheapest paths of a seat from the rows in `start`, with their prices there (Bellman and Ford).

    Returns the price of every row i and column j reached, which goes by ~j, and the step before it. While the
    seats are biproportional no round trip costs less than 1, so that cheapest paths exist. From all rows, the
    prices are factors of rows and divisors of columns that round to the seats.
    """
    prices, before, fresh = start.copy(), dict[int, int](), set(start)
    while fresh:
        touched = set()
        for here in fresh:
            for there, toll in _steps(weights, seats, here):
                price = prices[here] * toll
                if there not in prices or price < prices[there]:
                    prices[there], before[there] = price, here
                    touched.add(there)
        fresh = touched
    return prices, before


def _steps(weights: Matrix, seats: Matrix, here: int) -> Iterator[tuple[int, Fraction]]:
    """List the ways of a seat out of a row's cells into their columns, or out of a column into its cells' rows.

    Their price, by which the divisors have to move: weight / (seats - 1/2), and (seats + 1/2) / weight.
    """
    if here >= 0:
        for j, won in enumerate(seats[here]):
            if won:
                yield ~j, Fraction(2 * weights[here][j], 2 * won - 1)
    else:
        for i, row in enumerate(weights):
            if row[~here]:
                yield i, Fraction(2 * seats[i][~here] + 1, 2 * row[~here])


def _transfer(weights: Matrix, seats: list[list[int]], rows: Sequence[int]) -> None:
    """Move seats from rows with too many to rows with too few, one at a time, each on a cheapest path."""
    while True:
        excess = [sum(given) - due for given, due in zip(seats, rows, strict=True)]
        if not any(excess):
            return
        prices, before = _reach(weights, seats, {i: Fraction(1) for i, over in enumerate(excess) if over > 0})
        reached = [i for i in prices if i >= 0]
        ends = [i for i in reached if excess[i] < 0]
        if not ends:
            due = sum(rows[i] for i in reached)
            won = due + sum(excess[i] for i in reached)
            apart = sorted(~j for j in prices if j < 0)
            raise ValueError(
                f"columns {apart} have weights only in rows {sorted(reached)}, and {won} seats where those have {due}"
            )
        here = min(ends, key=prices.__getitem__)
        while here in before:
            there, here = here, before[here]
            if here < 0:
                seats[there][~here] += 1
            else:
                seats[here][~there] -= 1


def _shorten(weights: Matrix, seats: Matrix, down: list[Fraction], across: list[Fraction]) -> None:
    """Replace divisors, those of rows that fit the seats and any of columns, by short ones.

    The second round frees halves that only the cheapest paths made.
    """
    for _ in range(2):
        for j in range(len(across)):
            shares = [row[j] / divisor for row, divisor in zip(weights, down, strict=True)]
            across[j] = _short(*_bounds(shares, [given[j] for given in seats]))
        for i, row in enumerate(weights):
            shares = [weight / divisor for weight, divisor in zip(row, across, strict=True)]
            down[i] = _short(*_bounds(shares, seats[i]))


def _short(low: Fraction, high: Fraction | None) -> Fraction:
    """Pick a number between two others with as few digits as can be, or their own where they are equal."""
    high = high or 2 * low or Fraction(2)
    middle = Fraction(low + high) / 2
    step = Fraction(10) ** len(str(int(middle)))
    while low < high:
        number = round(middle / step) * step
        if low < number < high:
            return number
        step /= 10
    return middle


def _ties(weights: Matrix, seats: Matrix, down: list[Fraction], across: list[Fraction]) -> tuple[tuple[int, int], ...]:
    """Find the cells on a cycle of halves that a seat can go round, which leaves every row and column as it is.

    A half that was rounded up leads from its row to its column ~j, one that was rounded down from its column to its
    row. By complementary slackness other matrices differ in such halves only, whatever the divisors.
    """
    onward: dict[int, list[int]] = {}
    for i, row in enumerate(weights):
        for j, weight in enumerate(row):
            halves = 2 * weight / (down[i] * across[j])
            if halves == 2 * seats[i][j] - 1:
                onward.setdefault(i, []).append(~j)
            elif halves == 2 * seats[i][j] + 1:
                onward.setdefault(~j, []).append(i)
    within = {start: _led_to(start, onward) for start in onward}
    steps = [(start, end) for start, ends in onward.items() for end in ends if start in within.get(end, ())]
    return tuple(sorted((i, ~j) if j < 0 else (j, ~i) for i, j in steps))


def _led_to(start: int, onward: dict[int, list[int]]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        new = set(onward.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found
