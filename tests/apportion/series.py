from __future__ import annotations

from fractions import Fraction

from hemicycle.apportion.divisor import NAMED, Divisors, Linear, Powers

# The series under test, by the names they have in the reference.
SERIES: dict[str, Divisors] = {
    "dhondt": NAMED["dhondt"],
    "sainte-lague": NAMED["sainte-lague"],
    "sainte-lague from 1.4": Linear(10, 20, 14, 10),
    "sainte-lague from 1.2": Linear(10, 20, 12, 10),
    "danish": NAMED["danish"],
    "imperiali": NAMED["imperiali"],
    "adams": NAMED["adams"],
    "macau": NAMED["macau"],
    "dean": NAMED["dean"],
    "huntington-hill": NAMED["huntington-hill"],
    "to the power 0.9": Powers(Fraction(9, 10)),
    "to the power 0.9 from 1.5": Powers(Fraction(9, 10), Fraction(3, 2)),
}
