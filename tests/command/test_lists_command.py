from __future__ import annotations

from command_runs import Command

IN_2021 = ("--law", "kz-mazhilis", "--date", "2021-01-10")


def verdicts(checks: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    return {(each["party"], each["rule"]): each["verdict"] for each in checks if each["verdict"] != "told"}


def test_the_lists_of_2021_are_checked_by_their_numbers(hemicycle: Command):
    ran = hemicycle("lists", "check", "kz-mazhilis-2021", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert (ran.json["law"], ran.json["kept"]) == ("kz-mazhilis@2020-05-25", True)
    quota = {party: said for (party, rule), said in verdicts(ran.json["checks"]).items() if rule == "list quota"}
    assert quota == {
        "nur-otan": "kept",
        "ak-zhol": "kept",
        "people-s-party": "kept",
        "adal": "kept",
        "auyl": "not known",
    }
    nur_otan = [
        each["says"] for each in ran.json["checks"] if (each["party"], each["rule"]) == ("nur-otan", "list quota")
    ]
    assert nur_otan == [
        "Women and persons under 29: 40 of 126 names, 31.7 %; at least 38 needed (30 %), by the numbers alone"
    ]


def test_the_lists_of_2023_are_checked_by_their_numbers(hemicycle: Command):
    found = verdicts(hemicycle("lists", "check", "kz-mazhilis-2023", "--json").json["checks"])
    assert found["amanat", "list length"] == "kept"
    assert {party: said for (party, rule), said in found.items() if rule == "list quota" and said == "kept"} == {
        "amanat": "kept",
        "people-s-party": "kept",
        "auyl": "kept",
    }


def test_deposits_of_2021_hang_on_2016_by_lineage(hemicycle: Command):
    checks = hemicycle("lists", "check", "kz-mazhilis-2021", "--json").json["checks"]
    told = {each["party"]: each["says"] for each in checks if each["rule"] == "deposit"}
    assert told["people-s-party"] == "No deposit, 7.14 % at kz-mazhilis-2016"
    assert told["auyl"].startswith("Full deposit, 285 minimum wages, 2.01 %")
    assert told["adal"].startswith("Full deposit, 240 minimum wages, 0.29 %")


def test_a_table_of_candidates(hemicycle: Command, written):
    rows = "".join(
        f"{place},Person {chr(64 + place)},1970-01-01,{'f' if place < 3 else 'm'}\n" for place in range(1, 9)
    )
    table = written(
        "list.csv", "list,position,name,birth date,gender\n" + "".join(f"green,{row}\n" for row in rows.splitlines())
    )
    ran = hemicycle("lists", "check", table, *IN_2021, "--json")
    assert (ran.status, ran.json["kept"]) == (1, False)
    assert verdicts(ran.json["checks"])["green", "list quota"] == "broken"
    out = hemicycle("lists", "check", table, *IN_2021).out
    assert "✗  List quota" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_table_of_numbers(hemicycle: Command, written):
    table = written("numbers.csv", "party,candidates,quota_group,gone\nnur-otan,126,40,63\nauyl,128,39,\n")
    ran = hemicycle("lists", "check", table, *IN_2021, "--previous", "kz-mazhilis-2016", "--json")
    found = verdicts(ran.json["checks"])
    assert ran.status == 1
    assert found["nur-otan", "list falls"] == "kept"
    assert found["auyl", "list length"] == "broken"
    assert found["auyl", "list quota"] == "kept"


def test_who_left_before_the_registration_is_not_on_the_list(hemicycle: Command, written):
    rows = "green,Anna,f,2020-12-01\n" + "".join(f"green,Person {letter},m,\n" for letter in "BCD")
    table = written("list.csv", "party,candidate,gender,withdrew\n" + rows)
    for day, names in (("2020-11-30", "4 names"), ("2020-12-01", "3 names")):
        checks = hemicycle("lists", "check", table, *IN_2021, "--registered", day, "--json").json["checks"]
        (length,) = [each["says"] for each in checks if each["rule"] == "list length"]
        assert length.startswith(names)


def test_a_column_no_rule_reads_is_told(hemicycle: Command, written):
    ran = hemicycle("lists", "check", written("l.csv", "party,candidate,hobby\ngreen,Anna,chess\n"), *IN_2021)
    assert ran.err == "hemicycle: no rule of kz-mazhilis@2020-05-25 reads the columns hobby\n"


def test_bad_tables_are_refused_with_every_line(hemicycle: Command, written):
    table = written("l.csv", "party,candidate,born\na,Anna,1990-02-30\nb,Bela,\nc,BELA,\n")
    ran = hemicycle("lists", "check", table, *IN_2021)
    assert (ran.status, ran.out) == (2, "")
    assert "l.csv, line 2, column born: found '1990-02-30'" in ran.err
    assert "l.csv, line 4, column candidate: found 'BELA' again (first on 'b', line 3)" in ran.err


def test_a_table_needs_its_law_and_day(hemicycle: Command, written):
    ran = hemicycle("lists", "check", written("l.csv", "party,candidate\na,Anna\n"))
    assert ran.status == 2
    assert "expected --law, such as --law kz-mazhilis, and --date" in ran.err


def test_numbers_that_cant_be_are_refused(hemicycle: Command, written):
    for row, said in (
        ("a,10,11,", "column quota_group: found '11'; expected at most 10"),
        ("a,x,,", "column candidates: found 'x'"),
        (",5,,", "expected the list that the numbers are of"),
    ):
        ran = hemicycle("lists", "check", written("n.csv", f"party,candidates,quota_group,gone\n{row}\n"), *IN_2021)
        assert ran.status == 2
        assert said in ran.err
    twice = hemicycle("lists", "check", written("n.csv", "party,candidates\na,1\na,2\n"), *IN_2021)
    assert "the list 'a' again (first in line 2)" in twice.err
