"""The command as people run it, in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

HEMICYCLE = [sys.executable, "-m", "hemicycle"]


@pytest.fixture(scope="module")
def page() -> str:
    ran = subprocess.run([*HEMICYCLE, "elect", "kz-mazhilis-2021"], capture_output=True, check=False)
    assert ran.stderr == b""
    assert ran.returncode == 0
    return ran.stdout.decode("utf-8")


def test_the_official_seats_stand_in_the_first_sentence_and_in_the_table(page: str):
    text = " ".join(page.split())
    assert "Nur Otan 76, Ak Zhol 12, People's Party of Kazakhstan 10" in text
    assert re.search(r"Nur Otan +5,148,074 +71\.09 .* 76\n", page)
    assert re.search(r"Ak Zhol +792,828 +10\.95 .* 12\n", page)
    assert re.search(r"People's Party of Kazakhstan +659,019 +9\.10 .* 10\n", page)
    assert re.search(r"Auyl +383,023 +5\.29 .* 0\n", page)
    assert re.search(r"Adal +258,618 +3\.57 .* 0\n", page)
    assert re.search(r"of 107 seats +107\n", page)


def test_every_step_stands_beside_its_articles(page: str):
    for article in ("Art. 97-1(1)", "Art. 43(5)", "Art. 97-1(3)", "Art. 97-1(4)", "Art. 9(1)(2)"):
        assert article in page
    assert re.search(r"Threshold: 7 % of 7,241,562 valid votes = 506,909\.34 .*Art\. 97-1\(1\)\n", page)
    assert "short by 123,887" in page
    # short by 248,292 may be broken over two lines
    assert "(short by 248,292)" in " ".join(re.sub(r"  +Art\. .*", "", page).split())


def test_the_law_of_the_day_and_the_sources_are_named(page: str):
    assert "law: kz-mazhilis@2020-05-25" in page
    assert "\nSources\n" in page


def test_the_page_fits_eighty_columns(page: str):
    assert max(map(len, page.splitlines())) <= 80


def test_no_line_ends_in_blanks(page: str):
    assert not [line for line in page.splitlines() if line != line.rstrip()]


def test_the_half_circle_has_a_mark_for_every_seat(page: str):
    marks = [
        mark for line in page.splitlines() if re.fullmatch(r" +[^\w\s]( +[^\w\s])*", line) for mark in line.split()
    ]
    assert len(marks) == 76 + 12 + 10 + 9
    assert sorted(marks.count(mark) for mark in set(marks)) == [9, 10, 12, 76]


def test_a_reader_that_goes_away_leaves_no_traceback():
    child = subprocess.Popen([*HEMICYCLE, "elect", "kz-mazhilis-2021"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    said = child.stderr.read().decode()
    child.stderr.close()
    assert said == ""
    # what a shell reports of a program whose reader has gone
    assert child.wait(timeout=30) == 141


def test_bad_input_leaves_one_message_and_no_traceback():
    ran = subprocess.run([*HEMICYCLE, "elect", "kz-mazhilis-1999"], capture_output=True, check=False, encoding="utf-8")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    assert "found" in ran.stderr
    assert "expected" in ran.stderr
