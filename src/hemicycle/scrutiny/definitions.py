"""What each figure of a contest is: its name, its formula in words, its unit, and the paper it comes from.

In the formulas v is a list's share of the votes for lists, s its share of the seats that those votes filled, and
sums go over all lists.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure: the name that programs use and those people read, its formula, source and unit.

    `short` is its title for a narrow table, `paper` the source in short. `unit` is `%`, `points` (percentage points),
    or empty for a plain number.
    """

    name: str
    title: str
    short: str
    formula: str
    paper: str
    source: str
    unit: str = ""


_LAAKSO = (
    "Laakso and Taagepera 1979",
    (
        "M. Laakso and R. Taagepera (1979), 'Effective' Number of Parties: A Measure with Application to West Europe, "
        "Comparative Political Studies 12(1), 3-27"
    ),
)
_GOLOSOV = (
    "Golosov 2010",
    "G. V. Golosov (2010), The Effective Number of Parties: A New Approach, Party Politics 16(2), 171-192",
)
_HERFINDAHL = (
    "Hirschman 1964",
    (
        "A. O. Hirschman (1964), The Paternity of an Index, American Economic Review 54(5), 761-762; used of parties "
        "by D. W. Rae (1967), The Political Consequences of Electoral Laws, as fractionalisation, which is 1 less it"
    ),
)
_GALLAGHER = (
    "Gallagher 1991",
    "M. Gallagher (1991), Proportionality, Disproportionality and Electoral Systems, Electoral Studies 10(1), 33-51",
)
_LOOSEMORE = (
    "Loosemore and Hanby 1971",
    (
        "J. Loosemore and V. J. Hanby (1971), The Theoretical Limits of Maximum Distortion: Some Analytic Expressions "
        "for Electoral Systems, British Journal of Political Science 1(4), 467-477"
    ),
)
_RAE = (
    "Rae 1967, with lists below 0.5 % counted too",
    (
        "D. W. Rae (1967), The Political Consequences of Electoral Laws, Yale University Press; Rae left out lists "
        "below 0.5 % of the votes, here all count"
    ),
)
_PEDERSEN = (
    "Pedersen 1979",
    (
        "M. N. Pedersen (1979), The Dynamics of European Party Systems: Changing Patterns of Electoral Volatility, "
        "European Journal of Political Research 7(1), 1-26"
    ),
)
_BUTLER = (
    "Butler and Van Beek 1990",
    (
        "D. Butler and S. D. Van Beek (1990), Why Not Swing? Measuring Electoral Change, PS: Political Science and "
        "Politics 23(2), 178-184"
    ),
)
_LIJPHART = (
    "Lijphart 1997",
    "A. Lijphart (1997), The Difficult Science of Electoral Systems, Electoral Studies 16(1), 73-77",
)
_TAAGEPERA = (
    "Taagepera 2002",
    "R. Taagepera (2002), Nationwide Threshold of Representation, Electoral Studies 21(3), 383-401",
)
_JONES = (
    "Jones and Mainwaring 2003",
    (
        "M. P. Jones and S. Mainwaring (2003), The Nationalization of Parties and Party Systems: An Empirical Measure "
        "and an Application to the Americas, Party Politics 9(2), 139-166"
    ),
)
_BOCHSLER = (
    "Bochsler 2010",
    (
        "D. Bochsler (2010), Measuring Party Nationalisation: A New Gini-Based Indicator that Corrects for the Number "
        "of Units, Electoral Studies 29(1), 155-168"
    ),
)
_COUNT = ("a plain count", "a plain count from votes and seats")

BANZHAF = (
    "J. F. Banzhaf III (1965), Weighted Voting Doesn't Work: A Mathematical Analysis, Rutgers Law Review 19(2), 317-343"
)
SHAPLEY = (
    "L. S. Shapley and M. Shubik (1954), A Method for Evaluating the Distribution of Power in a Committee System, "
    "American Political Science Review 48(3), 787-792"
)

DEFINITIONS = (
    Definition(
        "enp_votes", "Effective number of parties, votes", "Effective parties, votes", "1 / sum of v²", *_LAAKSO
    ),
    Definition(
        "enp_seats", "Effective number of parties, seats", "Effective parties, seats", "1 / sum of s²", *_LAAKSO
    ),
    Definition(
        "golosov_votes",
        "Golosov's number, votes",
        "Golosov's number, votes",
        "sum of v / (v + v1² - v²), v1 being the largest share",
        *_GOLOSOV,
    ),
    Definition(
        "golosov_seats",
        "Golosov's number, seats",
        "Golosov's number, seats",
        "sum of s / (s + s1² - s²), s1 being the largest share",
        *_GOLOSOV,
    ),
    Definition("herfindahl", "Herfindahl-Hirschman index, votes", "Herfindahl index, votes", "sum of v²", *_HERFINDAHL),
    Definition(
        "herfindahl_seats", "Herfindahl-Hirschman index, seats", "Herfindahl index, seats", "sum of s²", *_HERFINDAHL
    ),
    Definition(
        "margin",
        "First list ahead of the second",
        "First over second",
        "largest v less the second largest v",
        *_COUNT,
        "points",
    ),
    Definition(
        "gallagher", "Gallagher's least squares", "Gallagher", "root of half the sum of (v - s)²", *_GALLAGHER, "points"
    ),
    Definition(
        "loosemore_hanby", "Loosemore and Hanby", "Loosemore-Hanby", "half the sum of |v - s|", *_LOOSEMORE, "points"
    ),
    Definition("rae", "Rae", "Rae", "sum of |v - s| / number of lists with votes or seats", *_RAE, "points"),
    Definition("sainte_lague", "Sainte-Laguë index", "Sainte-Laguë", "sum of (v - s)² / v", *_GALLAGHER, "%"),
    Definition(
        "wasted_votes",
        "Votes for lists without a seat",
        "Votes without a seat",
        "votes for lists that won none of the seats that the votes filled / votes for lists",
        *_COUNT,
        "%",
    ),
    Definition(
        "wasted_in_districts",
        "Votes without a seat in their district",
        "... in their district",
        "votes for lists that won no seat in the district where they were cast / votes for lists",
        *_COUNT,
        "%",
    ),
    Definition(
        "threshold_loss",
        "Votes lost under a threshold",
        "Lost under threshold",
        "votes for lists that a threshold of the law turned away and that won no seat / votes for lists; where the "
        "threshold is one of districts, the list's votes there",
        *_COUNT,
        "%",
    ),
    Definition(
        "legal_threshold",
        "Legal threshold",
        "Legal threshold",
        "the lowest share of the country's votes that the law asks of a list, those on majorities left out",
        "the law",
        "the law document",
        "%",
    ),
    Definition(
        "effective_threshold",
        "Effective threshold of a district",
        "A district's threshold",
        "75 % / (M + 1), M being the seats of a district on average",
        *_LIJPHART,
        "%",
    ),
    Definition(
        "nationwide_threshold",
        "Effective threshold of the country",
        "Country's threshold",
        "75 % / ((M + 1) root of E), E being the number of districts",
        *_TAAGEPERA,
        "%",
    ),
    Definition(
        "volatility", "Pedersen's volatility", "Volatility", "half the sum of |v now - v before|", *_PEDERSEN, "points"
    ),
    Definition(
        "volatility_apart",
        "Pedersen's volatility, mergers apart",
        "Volatility, apart",
        "the same, only the largest predecessor continued",
        *_PEDERSEN,
        "points",
    ),
    Definition(
        "swing",
        "Butler's swing to the first list",
        "Swing to the first",
        "(gain of the first list - gain of the second) / 2, gains being v now - v before",
        *_BUTLER,
        "points",
    ),
    Definition(
        "nationalisation",
        "Nationalisation of the party system",
        "Nationalisation",
        "mean of (1 - Gini coefficient of a list's shares over the districts), weighted by the lists' votes",
        *_JONES,
    ),
    Definition(
        "nationalisation_standardised",
        "Nationalisation, standardised",
        "... standardised",
        "the same with districts weighted by votes, each list's figure to the power 1 / log10(E), E being the "
        "effective number of districts by votes",
        *_BOCHSLER,
    ),
)
