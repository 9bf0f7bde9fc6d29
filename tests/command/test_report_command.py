"""The command that writes a report: whole or not at all, and one clear line where it can't."""

import sys

import pytest
from command_runs import Command


def test_a_report_is_written_as_one_file(hemicycle: Command, tmp_path):
    path = tmp_path / "report.html"
    ran = hemicycle("report", "nl-tweedekamer-2023", "-o", path, "--lang", "ru")
    assert ran.status == 0
    assert ran.out == ""
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["kz-mazhilis-2021", "-o", "report.doc"], "a name ending in .html or .pdf"),
        (["kz-mazhilis-2021", "-o", "no-such/report.html"], "a folder that isn't there"),
        (["kz-mazhilis-2021", "-o", "report.html", "--lang", "xx"], "--lang"),
        (["kz-mazhilis-2021", "-o", "report.html", "--stage", "none"], "unknown stage"),
        (["kz-mazhilis-2021", "-o", "report.html", "--law", "kz-mazhilis"], "which has its own"),
        (["xx-house-2020", "-o", "report.html"], "no election"),
        (["no-such-folder/", "-o", "report.html"], "without its law and date"),
        ([__file__, "-o", "report.html"], "the folder that its votes.csv stands in"),
    ],
)
def test_what_can_t_be_reported_is_one_line_and_no_file(hemicycle: Command, tmp_path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)
    ran = hemicycle("report", *args)
    assert ran.status == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_without_the_libraries_that_set_pages_one_line_says_what_to_do(hemicycle: Command, tmp_path, monkeypatch):
    class Missing:
        """A package whose native library is not there."""

        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0': no such file")

    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    ran = hemicycle("report", "nl-tweedekamer-2023", "-o", tmp_path / "report.pdf")
    assert ran.status == 2
    assert "Pango" in ran.err
    assert not list(tmp_path.iterdir())
