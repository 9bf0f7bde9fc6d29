from __future__ import annotations

from command_runs import Command

from hemicycle.cli import COMMANDS, whole_app

# Elections to the Mazhilis since the law of 2004 with their dates and the version then in force.
ELECTIONS = {
    "kz-mazhilis-2004": ("2004-09-19", "kz-mazhilis@2004-04-14"),
    "kz-mazhilis-2007": ("2007-08-18", "kz-mazhilis@2007-06-19"),
    "kz-mazhilis-2012": ("2012-01-15", "kz-mazhilis@2009-02-09"),
    "kz-mazhilis-2016": ("2016-03-20", "kz-mazhilis@2009-02-09"),
    "kz-mazhilis-2021": ("2021-01-10", "kz-mazhilis@2020-05-25"),
    "kz-mazhilis-2023": ("2023-03-19", "kz-mazhilis@2023-01-01"),
}


def fits(text: str) -> bool:
    return max(map(len, text.splitlines())) <= 80


def test_elections_for_programs(hemicycle: Command):
    ran = hemicycle("elections", "--json")
    assert ran.status == 0
    found = {entry["election"]: (entry["date"], entry["law"]) for entry in ran.json}
    assert ELECTIONS.items() <= found.items()
    assert all("final" in entry["stages"] and entry["title"] for entry in ran.json)


def test_elections_for_people(hemicycle: Command):
    ran = hemicycle("elections")
    assert (ran.status, ran.err) == (0, "")
    for election, (date, law) in ELECTIONS.items():
        (line,) = [line for line in ran.out.splitlines() if line.startswith(election)]
        assert date in line
        assert law.partition("@")[2] in line
    assert fits(ran.out)


def test_laws_for_programs(hemicycle: Command):
    ran = hemicycle("laws", "--json")
    assert ran.status == 0
    seats = {entry["version"]: (entry["from"], entry["until"], entry["seats"]) for entry in ran.json}
    assert seats["kz-mazhilis@2020-05-25"] == ("2020-05-25", "2021-05-23", 107)
    assert seats["kz-mazhilis@2023-01-01"][2] == 98
    assert {law for _, law in ELECTIONS.values()} <= set(seats)


def test_laws_for_people(hemicycle: Command):
    ran = hemicycle("laws", "kz-mazhilis")
    assert (ran.status, ran.err) == (0, "")
    (line,) = [line for line in ran.out.splitlines() if line.startswith("kz-mazhilis@2020-05-25")]
    assert line.split()[1:3] == ["2021-05-23", "107"]
    assert fits(ran.out)


def test_all_laws_for_people(hemicycle: Command):
    ran = hemicycle("laws")
    assert (ran.status, ran.err) == (0, "")
    (line,) = [line for line in ran.out.splitlines() if line.startswith("es-congreso")]
    assert "350" in line.split()
    assert fits(ran.out)


def test_every_command_starts_from_the_files_that_have_it():
    app = whole_app()
    files: dict[str, set[str]] = {}
    for command in app.registered_commands:
        name = command.name or command.callback.__name__.replace("_", "-")
        files.setdefault(name, set()).add(command.callback.__module__.rpartition(".")[2])
    for group in app.registered_groups:
        for command in group.typer_instance.registered_commands:
            files.setdefault(group.name, set()).add(command.callback.__module__.rpartition(".")[2])
    listed = {word: {file for file, words in COMMANDS.items() if word in words} for word in files}
    assert listed == files
