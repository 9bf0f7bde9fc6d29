"""The methods of a law in words: quotas, series of divisors."""

from __future__ import annotations

from hemicycle.law.steps import ByDivisors, ByQuota, Method, Power, Series

QUOTAS = {
    "hare": "Hare quota, votes divided by seats",
    "droop": "Droop quota, the next whole number above votes divided by seats and one",
    "hagenbach-bischoff": "Hagenbach-Bischoff quota, votes divided by seats and one",
    "imperiali": "Imperiali quota, votes divided by seats and two",
}
ROUNDED = {"nearest": "to the nearest whole number", "up": "up", "down": "down"}
_SERIES = {
    "dhondt": "D'Hondt's divisors 1, 2, 3 ...",
    "sainte-lague": "Sainte-Laguë's divisors 1, 3, 5 ...",
    "imperiali": "Imperiali's divisors 2, 3, 4 ...",
    "huntington-hill": "Huntington and Hill's divisors, the geometric means of neighbouring numbers",
    "danish": "the Danish divisors 1, 4, 7 ...",
    "adams": "Adams's divisors 0, 1, 2 ...",
    "dean": "Dean's divisors, the harmonic means of neighbouring numbers",
    "macau": "the divisors 1, 2, 4, 8 ...",
}


def method_told(method: Method | str | None) -> str:
    """Name a method: the Hare quota and largest remainders; D'Hondt's divisors 1, 2, 3 ..."""
    match method:
        case None:
            return "giving all to the one that takes part"
        case "hare":
            return "the Hare quota and largest remainders"
        case "most votes":
            return "most votes"
        case "biproportional":
            return "divisors for lists and for units, to standard rounding"
        case str():
            return _SERIES[method]
        case ByQuota(quota=quota, remainders=remainders):
            name = QUOTAS[quota].partition(",")[0] if isinstance(quota, str) else f"quota {quota}"
            rest = {"largest": " and largest remainders", "averages": " and largest averages", "none": ""}[remainders]
            return f"the {name}{rest}"
        case ByDivisors():
            return series_told(method)
    raise AssertionError(f"a method of no kind: {method}")


def series_told(method: ByDivisors) -> str:
    """Name a series of divisors."""
    match method.divisors:
        case Series(start=start, step=step, times=times):
            told = f"the divisors from {start}, each {f'{step} more' if step else f'{times} times the last'}"
        case Power(power=power):
            told = f"the divisors 1, 2, 3 ... to the power of {power}"
        case name:
            told = _SERIES[name]
    return f"{told}, the first replaced by {method.first}" if method.first else told
