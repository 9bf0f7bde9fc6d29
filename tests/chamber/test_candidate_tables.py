from __future__ import annotations

import datetime as dt

import pytest

from hemicycle.chamber.candidates import age_on, check_parties, read_candidates, same_name
from hemicycle.source.mistake import BadInput


def refused(path) -> list[str]:
    with pytest.raises(BadInput) as error:
        read_candidates(path)
    return [str(mistake).partition(": ")[0].rpartition("/")[2] + "|" + str(mistake) for mistake in error.value.mistakes]


def test_a_table_without_positions_is_in_the_order_of_its_rows(written):
    lists = read_candidates(written("c.csv", "party,candidate\na,Anna\nb,Bela\na,Cyril\n"))
    assert [each.name for each in lists.of("*", "a")] == ["Anna", "Cyril"]
    assert [each.position for each in lists.of("*", "a")] == [1, 2]
    assert lists.parties == ["a", "b"]


def test_positions_decide_where_the_table_has_them(written):
    lists = read_candidates(written("c.csv", "party,position,candidate\na,3,Anna\na,1,Bela\na,2,Cyril\n"))
    assert [each.name for each in lists.of("*", "a")] == ["Bela", "Cyril", "Anna"]


def test_columns_go_by_the_names_people_give_them(written):
    text = "List,Position,Name,Birth date,Sex,Withdrawn,Deceased\na,1,Anna,1990-02-01,female,2020-12-01,\n"
    (anna,) = read_candidates(written("c.csv", text)).of("*", "a")
    assert (anna.born, anna.gender, anna.withdrew, anna.died) == (
        dt.date(1990, 2, 1),
        "f",
        dt.date(2020, 12, 1),
        None,
    )
    assert anna.gone == dt.date(2020, 12, 1)


def test_one_column_under_two_names_is_refused(written):
    (said,) = refused(written("c.csv", "party,list,candidate\na,a,Anna\n"))
    assert "the columns 'party' and 'list', which are the same" in said


def test_names_in_three_scripts_are_read_as_they_stand(written):
    rows = "kk,Қайрат Әбенов\nen,Grace O’Hara\nar,محمد علي\nja,田中 角栄\nel,Ελένη Ζήση\n"
    lists = read_candidates(written("c.csv", f"party,candidate\n{rows}"))
    assert [each[0].name for each in lists.by_list.values()] == [row.split(",")[1] for row in rows.splitlines()]


def test_a_letter_of_another_script_inside_a_word_is_a_slip(written):
    (said,) = refused(written("c.csv", "party,candidate\na,Иван Пeтров\n"))
    assert "line 2" in said
    assert "'Пeтров', with the Cyrillic 'П' and the Latin 'e'" in said


def test_a_double_name_may_have_a_word_in_each_script(written):
    (one,) = read_candidates(written("c.csv", "party,candidate\na,Смит Smith-Джонс\n")).of("*", "a")
    assert one.name == "Смит Smith-Джонс"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,1,Anna,2001-02-29,f,", "'2001-02-29'; expected a day that exists"),
        ("a,1,Anna,1.2.1990,f,", "'1.2.1990'; expected a day that exists"),
        ("a,1,Anna,1850-02-01,f,", "expected the birthday of somebody alive"),
        ("a,1,Anna,2999-02-01,f,", "expected the birthday of somebody alive"),
        ("a,1,Anna,1990-02-01,q,", "column gender: found 'q'; expected f, m, x"),
        ("a,0,Anna,1990-02-01,f,", "expected a place on the list, from 1"),
        ("a,x,Anna,1990-02-01,f,", "column position: found 'x'"),
        (",1,Anna,1990-02-01,f,", "expected the list the person is on"),
        ("a,1,,1990-02-01,f,", "expected the name of a person"),
        ("a,1,12,1990-02-01,f,", "expected the name of a person"),
        ("a,1,Anna,1990-02-01,f,1980-01-01", "expected a day after the birth on 1990-02-01"),
    ],
)
def test_a_row_that_cant_be_is_refused_with_its_line(written, row, said):
    (told,) = refused(written("c.csv", f"party,position,candidate,born,gender,died\n{row}\n"))
    assert "c.csv, line 2" in told
    assert said in told


def test_every_bad_line_is_told_in_one_go(written):
    text = "party,position,candidate,born\na,1,Anna,\na,1,Bela,\na,2,Anna,\nb,1,Dora,1990-13-01\n"
    lines = refused(written("c.csv", text))
    assert [line.partition(",")[2].split(",")[0].strip()[:6] for line in lines] == ["line 3", "line 4", "line 5"]
    assert "the place 1 of the list 'a' again (first in line 2)" in lines[0]
    assert "'Anna' again (first in line 2)" in lines[1]


def test_a_person_on_two_lists_is_refused_however_the_name_is_written(written):
    (said,) = refused(written("c.csv", "party,candidate\na,Zoë  Müller\nb,ZOË MÜLLER\n"))
    assert "first on 'a', line 2" in said
    assert "namesakes with their days of birth" in said


def test_namesakes_are_told_apart_by_their_birthdays(written):
    text = "party,candidate,born\na,Anna Kim,1990-01-01\nb,Anna Kim,1970-01-01\n"
    assert len(read_candidates(written("c.csv", text)).by_list) == 2


def test_one_party_may_put_somebody_up_in_two_districts(written):
    text = "district,party,candidate\nNorth,a,Anna Kim\nSouth,a,Anna Kim\n"
    assert len(read_candidates(written("c.csv", text)).by_list) == 2


def test_a_column_that_nothing_reads_is_named(written):
    lists = read_candidates(written("c.csv", "party,candidate,shoe size,disability\na,Anna,38,yes\n"), ["disability"])
    assert lists.unused == ("shoe_size",)
    assert lists.of("*", "a")[0].traits == {"disability": True}


def test_an_unknown_list_is_refused_with_those_there_are(written):
    lists = read_candidates(written("c.csv", "party,candidate\nnur-ottan,Anna\n"))
    with pytest.raises(
        BadInput, match=r"line 2, column party: found the unknown list 'nur-ottan'; expected nur-otan\?"
    ):
        check_parties(lists, ["nur-otan", "auyl"])


def test_an_age_is_complete_on_the_birthday():
    born = dt.date(1992, 1, 10)
    assert age_on(born, dt.date(2021, 1, 9)) == 28
    assert age_on(born, dt.date(2021, 1, 10)) == 29


def test_who_was_born_on_a_leap_day_is_a_year_older_on_the_first_of_march():
    born = dt.date(1992, 2, 29)
    assert age_on(born, dt.date(2021, 2, 28)) == 28
    assert age_on(born, dt.date(2021, 3, 1)) == 29
    assert age_on(born, dt.date(2020, 2, 29)) == 28


def test_the_same_name_looks_the_same_in_any_form_of_unicode():
    assert same_name("Zoe\u0308  M") == same_name("zo\u00eb m")
