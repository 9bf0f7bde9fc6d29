from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from command_runs import Command, joined

CHAPTER = Path(__file__).parents[2] / "docs" / "brief.md"
CASE = ("brief", "kz-mazhilis-2021", "--stage", "preliminary")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Nur Otan 76, Ak Zhol 12 and People's Party 10; their rounding leaves no other answer"),
        ("ru", "«Nur Otan» (76), «Ак жол» (12), Народная партия (10); другого ответа их округление не оставляет"),
        ("kk", "«Nur Otan» (76), «Ақ жол» (12), Халық партиясы (10); дөңгелектеу басқа жауап қалдырмайды"),
    ],
)
def test_a_brief_is_plain_text_in_lines_of_80(hemicycle: Command, lang: str, words: str):
    ran = hemicycle(*CASE, "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    assert words in joined(ran.out)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_sentences_are_numbered_with_their_records_and_sources(hemicycle: Command):
    out = hemicycle(*CASE, "--sources").out
    numbers = [int(found) for found in re.findall(r"^(\d+)\. ", out, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    text = joined(out)
    assert "share of the valid votes: nur-otan = 71.0900 %; kz/mazhilis/2021-01-10/shares.csv [IFB-PRE" in text
    assert "seats: nur-otan = 76 (76 of 98); kz-mazhilis@2020-05-25, counted from" in text
    assert "IFB-PRE Informburo, 11 January 2021" in text


def test_json_has_the_same_sentences_and_their_facts(hemicycle: Command):
    plain, found = hemicycle(*CASE).out, hemicycle(*CASE, "--json").json
    text = " ".join(sentence["text"] for paragraph in found["paragraphs"] for sentence in paragraph)
    assert joined(plain) == joined(f"{found['title']} {text}")
    assert (found["election"], found["stage"], found["language"]) == ("kz-mazhilis-2021", "preliminary", "en")
    assert 200 <= found["words"] <= 300
    facts = [fact for paragraph in found["paragraphs"] for each in paragraph for fact in each["facts"]]
    assert {"figure", "value", "unit", "numerator", "denominator", "record", "sources"} == set(facts[0])
    assert facts[0]["value"] == "7109/10000"
    assert {key for fact in facts for key in fact["sources"]} == set(found["sources"])


def test_a_brief_goes_into_a_file(hemicycle: Command, tmp_path: Path):
    ran = hemicycle(*CASE, "--lang", "kk", "-o", tmp_path / "brief.txt")
    assert (ran.status, ran.out) == (0, "")
    assert "Мәжіліс" in (tmp_path / "brief.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("lists", "some"), [("abc", True), ("a", False)])
def test_seats_that_the_law_gives_to_nobody_are_some_or_all(hemicycle: Command, tmp_path: Path, lists: str, some: bool):
    # 98 seats by Hare among three equal lists: 32 each, and two that the law gives to nobody; one list alone has none.
    rows = "".join(f"{each},1000\n" for each in lists)
    (tmp_path / "votes.csv").write_text(f"party,votes\n{rows}", encoding="utf-8")
    out = joined(hemicycle("brief", tmp_path, "--law", "kz-mazhilis", "--date", "2021-01-10").out)
    assert ("does not say who gets some of the seats." in out) is some
    assert ("does not say who gets the seats." in out) is not some


@pytest.mark.parametrize("place", ["", ".", "/", "no-such/brief.txt"])
def test_a_place_that_is_no_file_is_refused_in_one_line(hemicycle: Command, tmp_path: Path, monkeypatch, place: str):
    monkeypatch.chdir(tmp_path)
    refused = hemicycle(*CASE, "-o", place)
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert "a place that can't be written" in refused.err
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a machine without pipes in its file system")
def test_a_pipe_is_written_to_and_not_replaced(hemicycle: Command, tmp_path: Path):
    pipe = tmp_path / "brief.txt"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert hemicycle(*CASE, "-o", pipe).status == 0
        assert b"Nur Otan" in os.read(reader, 10_000)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_needs_its_law_and_day(hemicycle: Command, tmp_path: Path):
    (tmp_path / "votes.csv").write_text("party,votes\na,600\nb,400\n", encoding="utf-8")
    refused = hemicycle("brief", tmp_path)
    assert refused.status == 2
    assert "--law and --date" in refused.err
    told = hemicycle("brief", tmp_path, "--law", "kz-mazhilis", "--date", "2021-01-10", "--lang", "ru")
    assert told.status == 0
    assert "Мажилис" in told.out
    assert "600 из 1 000 действительных голосов" in joined(told.out)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("brief", "kz-mazhilis-1921"), "no election 'kz-mazhilis-1921'"),
        ((*CASE, "--lang", "xx"), "'xx'"),
        (("brief", "kz-mazhilis-2021", "--stage", "third"), "the unknown stage 'third'"),
        ((*CASE, "--law", "kz-mazhilis"), "for an election of the archive"),
    ],
)
def test_what_is_not_there_is_refused_in_one_message(hemicycle: Command, args: tuple[str, ...], says: str):
    refused = hemicycle(*args)
    assert (refused.status, refused.out) == (2, "")
    assert says in refused.err
    assert "Traceback" not in refused.err


def test_the_commands_of_the_chapter_run_and_print_what_it_shows(hemicycle: Command, tmp_path: Path, monkeypatch):
    text = CHAPTER.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "votes.csv").write_text("party,votes\nGreens,620\nBlues,380\n", encoding="utf-8")
    ran = []
    for line in re.findall(r"^hemicycle .*", text, re.MULTILINE):
        ran.append(hemicycle(*shlex.split(line)[1:]))
        assert ran[-1].status == 0, (line, ran[-1].err)
    shown = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    assert shown
    for block in shown:
        assert any(block.strip() in each.out for each in ran), block
