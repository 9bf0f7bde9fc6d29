from __future__ import annotations

from drawn import outside, overlapping

from hemicycle.publish.pictures.canvas import Shape
from hemicycle.publish.pictures.rounding import picture_of_rounding
from hemicycle.returns.read import read_returns
from hemicycle.returns.synthetic import Country
from hemicycle.returns.synthetic_file import write_country
from hemicycle.scrutiny.rounding import rounding
from hemicycle.scrutiny.rounding_controls import beside_controls


def test_every_control_and_unit_has_a_dot_and_the_description_has_the_numbers(tmp_path):
    write_country(tmp_path / "returns.csv", Country(stations=800, regions=5, seed=4))
    returns = read_returns(str(tmp_path / "returns.csv"))
    compared = beside_controls(rounding(returns, "list-1", by="region"), made_up=30)
    picture = picture_of_rounding(compared, "list-1")
    assert overlapping(picture) == []
    assert outside(picture) == []
    dots = [each for each in picture.elements if isinstance(each, Shape) and each.tag == "circle"]
    assert len(dots) == 30 + 5 + 1
    z = f"{abs(compared.found.whole.z):.2f}"
    assert sum(f"z +{z}" == dot.title or f"z −{z}" == dot.title for dot in dots) == 1
    assert z in picture.description
    assert f"below 0.05 in {compared.rejected} of them" in picture.description
