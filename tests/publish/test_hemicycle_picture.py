from __future__ import annotations

from itertools import combinations, pairwise
from math import atan2, hypot, pi

import pytest
from drawn import LONG_NAMES, SVG, Drawn, drawn, outside, overlapping
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.publish.pictures.arcs import arcs
from hemicycle.publish.pictures.hemicycle import Block, picture_of_hemicycle, seat_blocks, thumbnail
from hemicycle.publish.pictures.palette import fallback, hue, of_list
from hemicycle.publish.pictures.sheet import About

ABOUT = About("Election to the Council of 1 May", {}, ("Votes: final",))
NAMES = (*LONG_NAMES.values(), "B", "C")


@st.composite
def chambers(draw: st.DrawFn, most: int = 3000) -> list[Block]:
    """Chambers of 3 to `most` seats: up to sixteen blocks, some with vacancies, the last of them apart or not."""
    sizes = draw(st.lists(st.integers(1, most // 16), min_size=1, max_size=16))
    if sum(sizes) < 3:
        sizes[0] += 3
    vacant = draw(st.lists(st.integers(0, 3), min_size=len(sizes), max_size=len(sizes)))
    apart = draw(st.integers(0, 2))
    return [
        Block(NAMES[place], size - min(size, empty), of_list(place), min(size, empty), place >= len(sizes) - apart)
        for place, (size, empty) in enumerate(zip(sizes, vacant, strict=True))
    ]


def two(one: int, other: int) -> list[Block]:
    return [Block("A", one, "list-0"), Block("B", other, "list-1")]


def seats_of(found: Drawn) -> list[tuple[str, float, float, float]]:
    """Read the seats back: the title of their group, where they are, and their radius with its line."""
    seats = []
    for group in found.root.iter(f"{SVG}g"):
        for circle in group.iter(f"{SVG}circle"):
            x, y, radius = (float(circle.get(name)) for name in ("cx", "cy", "r"))
            seats.append((group.findtext(f"{SVG}title"), x, y, radius + float(circle.get("stroke-width", 0)) / 2))
    return seats


@settings(max_examples=50, deadline=None)
@given(st.integers(3, 3000))
def test_every_seat_has_a_place_and_no_two_touch(seats):
    found = arcs(seats)
    assert len(found.spots) == seats
    rows: dict[float, list] = {}
    for spot in found.spots:
        rows.setdefault(spot.radius, []).append(spot)
    within = [hypot(one.x - other.x, one.y - other.y) for row in rows.values() for one, other in pairwise(row)]
    between = [other - one for one, other in pairwise(sorted(rows))]
    assert min(within + between) > 2 * found.seat
    assert 0 < found.seat <= 0.5
    assert all(spot.y >= -1e-9 for spot in found.spots)


@pytest.mark.parametrize("seats", [3, 7, 10, 11, 25, 49, 107, 150])
def test_places_of_any_two_seats_are_apart_when_all_are_measured(seats):
    found = arcs(seats)
    assert min(hypot(one.x - other.x, one.y - other.y) for one, other in combinations(found.spots, 2)) > 2 * found.seat


@pytest.mark.parametrize("seats", [3, 8, 12, 20, 33, 61, 77, 107, 150, 349, 650, 1201, 2980, 3000])
def test_seats_are_about_as_far_apart_in_a_row_as_the_rows_are(seats):
    found = arcs(seats)
    rows: dict[float, int] = {}
    for spot in found.spots:
        rows[spot.radius] = rows.get(spot.radius, 0) + 1
    apart = [pi * radius / (count - 1) for radius, count in rows.items() if count > 1]
    assert min(apart) > 0.75
    assert max(apart) < 1.35


@settings(max_examples=25, deadline=None)
@given(chambers(800))
def test_a_picture_has_one_shape_for_each_seat_inside_its_frame(blocks):
    picture = picture_of_hemicycle(ABOUT, "Council", blocks)
    seats = seats_of(drawn(picture))
    assert len(seats) == sum(block.places for block in blocks)
    for _, x, y, radius in seats:
        assert radius <= x <= picture.width - radius
        assert radius <= y <= picture.height - radius


@settings(max_examples=25, deadline=None)
@given(chambers(300))
def test_nothing_that_is_written_meets_other_words_or_leaves_the_picture(blocks):
    picture = picture_of_hemicycle(ABOUT, "Council", blocks, ["From left to right by seats"])
    assert overlapping(picture) == []
    assert outside(picture) == []


@settings(max_examples=25, deadline=None)
@given(chambers(800))
def test_names_are_said_once_beside_the_arcs_or_below(blocks):
    found = drawn(picture_of_hemicycle(ABOUT, "Council", blocks))
    assert [group.findtext(f"{SVG}title").startswith(block.name[:9]) for group, block in
            zip(found.root.iter(f"{SVG}g"), blocks, strict=True)]  # fmt: skip
    words = [text for block in blocks for text in found.words if text == block.count]
    assert len(words) >= len({block.count for block in blocks})


@settings(max_examples=40, deadline=None)
@given(chambers())
def test_a_block_is_one_wedge_and_blocks_follow_each_other_from_left_to_right(blocks):
    seated = seat_blocks(blocks)
    turns = [[spot.turn for spot in spots] for _, spots in seated.spots]
    assert [block for block, _ in seated.spots] == blocks
    assert all(max(one) <= min(other) for one, other in pairwise(turns))


@settings(max_examples=40, deadline=None)
@given(chambers())
def test_the_mark_has_as_many_seats_before_it_as_are_more_than_half(blocks):
    seated = seat_blocks(blocks)
    turns = sorted(float(spot.turn) for _, spots in seated.spots for spot in spots)
    assert seated.majority == len(turns) // 2 + 1
    assert all(turn <= seated.mark for turn in turns[: seated.majority])
    assert all(turn >= seated.mark for turn in turns[seated.majority :])


@settings(deadline=None)
@given(st.integers(10, 1000), st.integers(1, 60))
def test_a_gap_stands_between_bodies_and_nowhere_else(seats, own):
    together = seat_blocks([Block("A", seats, "list-0"), Block("B", own, "list-1")])
    apart = seat_blocks([Block("A", seats, "list-0"), Block("B", own, "list-1", apart=True)])

    def between(seated):
        (_, one), (_, other) = seated.spots
        return float(min(spot.turn for spot in other) - max(spot.turn for spot in one))

    assert len(together.arcs.spots) == seats + own
    assert between(apart) > 1 / (seats + own)
    assert between(apart) > between(together)


def test_seats_are_read_back_in_the_order_of_their_angle():
    seats = seats_of(drawn(picture_of_hemicycle(ABOUT, "Council", two(60, 47))))
    middle = 240
    base = max(y for _, _, y, _ in seats)
    angles = [round(atan2(base - y, middle - x), 3) for _, x, y, _ in seats]
    assert max(angles[:60]) <= min(angles[60:])


def test_the_description_tells_seats_from_left_to_right_and_who_has_more_than_half():
    blocks = [
        Block("Left", 20, "list-0", 1),
        Block("Right", 30, "list-1"),
        Block("Judges", 9, "list-2", apart=True),
    ]
    said = drawn(picture_of_hemicycle(ABOUT, "Council", blocks)).description
    assert "From left to right: Left 20 of 60 seats and 1 vacant; Right 30; set apart, Judges 9." in said
    assert "31 of 60 seats are more than half: nobody has them alone." in said
    assert (
        "Right has them alone" in drawn(thumbnail("Council", [*blocks[:1], Block("Right", 31, "list-1")])).description
    )


def test_a_seat_says_who_sits_there_and_a_vacant_one_is_a_ring():
    blocks = [Block("Left", 2, "list-0", 1, members=("Anna Berg", None)), Block("Right", 2, "list-1")]
    found = drawn(picture_of_hemicycle(ABOUT, "Council", blocks))
    left, right = found.root.iter(f"{SVG}g")
    assert [each.findtext(f"{SVG}title") for each in left][1:] == ["Anna Berg, Left", "Left", "Left: vacant"]
    assert left.findtext(f"{SVG}title") == "Left: 2 seats, 1 vacant"
    assert [each.get("fill") for each in left.iter(f"{SVG}circle")] == [None, None, "none"]
    assert [each.get("fill") for each in right.iter(f"{SVG}circle")] == [None, None]
    assert "Rings: vacant." in found.words


def test_neighbours_of_one_colour_are_told_apart_by_a_mark():
    blocks = [Block(name, 20, hue("#aa0000")) for name in "ABC"]
    found = drawn(picture_of_hemicycle(ABOUT, "Council", blocks))
    holes = [{each.get("fill") for each in group.iter(f"{SVG}circle")} for group in found.root.iter(f"{SVG}g")]
    assert holes == [{None}, {"none"}, {None}]


@pytest.mark.parametrize("seats", [3, 107, 650, 3000])
def test_a_thumbnail_has_no_words_and_one_path_for_each_block(seats):
    found = drawn(thumbnail("Council", two(seats - seats // 3, seats // 3)))
    paths = list(found.root.iter(f"{SVG}path"))
    assert found.words == []
    assert [path.get("d").count("h0") for path in paths] == [seats - seats // 3, seats // 3]
    assert "A: " in paths[0].findtext(f"{SVG}title")
    assert len(found.text) < 3500 + 14 * seats


def test_two_seats_have_no_line_since_both_are_needed():
    found = drawn(picture_of_hemicycle(ABOUT, "Council", two(1, 1)))
    assert not found.all("line", "line-accent")
    assert not any(words.startswith("The line") for words in found.words)
    assert "2 seats" in found.words
    assert drawn(picture_of_hemicycle(ABOUT, "Council", two(2, 1))).all("line", "line-accent")


def test_a_chamber_without_seats_is_not_drawn():
    with pytest.raises(ValueError, match="no seats"):
        thumbnail("Council", [Block("A", 0, "list-0")])


def test_a_party_without_a_colour_looks_the_same_whatever_others_stand():
    alone = fallback(["Greens"])
    assert fallback(["Greens", "Blues", "Reds"])["Greens"] == alone["Greens"]
    assert len(set(fallback([f"list {place}" for place in range(8)]).values())) == 8
