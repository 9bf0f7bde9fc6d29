from __future__ import annotations

import pytest

from hemicycle.apportion.quota import by_quota

# Elections to the Mazhilis of Kazakhstan: Central Election Commission, final results.
# Votes, whole quotas and seats of the lists that took part in the allotment.
ELECTIONS = {
    2004: {
        "Otan": (2_883_706, 6, 7),
        "Ak Zhol": (572_672, 1, 1),
        "Asar": (541_239, 1, 1),
        "AIST": (336_177, 0, 1),
    },
    2012: {
        "Nur Otan": (5_621_436, 82, 83),
        "Ak Zhol": (518_405, 7, 8),
        "Communist People's Party": (498_788, 7, 7),
    },
    2016: {
        "Nur Otan": (6_183_757, 83, 84),
        "Ak Zhol": (540_406, 7, 7),
        "Communist People's Party": (537_123, 7, 7),
    },
    2021: {
        "Nur Otan": (5_148_074, 76, 76),
        "Ak Zhol": (792_828, 11, 12),
        "People's Party": (659_019, 9, 10),
    },
    2023: {
        "Amanat": (3_431_510, 39, 40),
        "Auyl": (693_938, 8, 8),
        "Respublica": (547_154, 6, 6),
        "Ak Zhol": (535_139, 6, 6),
        "People's Party": (432_920, 5, 5),
        "Social Democrats": (331_058, 3, 4),
    },
}
HOUSES = {2004: 10, 2012: 98, 2016: 98, 2021: 98, 2023: 69}


@pytest.mark.parametrize("year", ELECTIONS)
def test_lists_have_the_seats_that_were_declared(year: int):
    votes, whole, seats = (list(column) for column in zip(*ELECTIONS[year].values(), strict=True))
    result = by_quota(votes, HOUSES[year])
    assert (result.whole, result.seats, result.tie, result.unfilled) == (whole, seats, None, 0)
