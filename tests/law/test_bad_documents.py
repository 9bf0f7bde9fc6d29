from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from council_act import COUNCIL_ACT
from law_texts import changed, line_of, text_of, written

from hemicycle.law.catalogue import read_law
from hemicycle.source.mistake import BadInput, Mistake

TEXT = text_of("2020-05-25")
ALLOT = "allot: {who: passed, seats: 98, method: hare, ties: [-registered]}"


def mistakes_in(path: Path) -> tuple[Mistake, ...]:
    with pytest.raises(BadInput) as refused:
        read_law(path)
    return refused.value.mistakes


class Slip(NamedTuple):
    """One slip of the pen: what is written instead of what, the line it is found in, and what is said."""

    old: str
    new: str
    found: str
    expected: str
    in_line_of: str = ""

    @property
    def place(self) -> str:
        return self.in_line_of or self.new


SLIPS = {
    "unknown kind of step": Slip(
        "- compute: {is: assembly_seats}",
        "- reckon: {is: assembly_seats}",
        "the unknown key 'reckon'",
        "admit",
    ),
    "misspelt kind of step": Slip("- compute: {is:", "- conpute: {is:", "the unknown key 'conpute'", "compute?"),
    "misspelt key of the law": Slip("\nchamber:", "\nchambre:", "the unknown key 'chambre'", "chamber?", "chambre:"),
    "misspelt key of a step": Slip("    as: passed", "    has: passed", "the unknown key 'has'", "as"),
    "misspelt key of an action": Slip("largest: 1", "largst: 1", "the unknown key 'largst'", "largest?"),
    "misspelt key of a list of facts": Slip(
        "    prefers: the", "    prefer: the", "the unknown key 'prefer'", "prefers?"
    ),
    "no article": Slip(
        "    cites: [Art. 97-1(1), Art. 43(5)]\n",
        "",
        "no 'cites'",
        "the key 'cites', the articles",
        "- admit: {votes: 7%, of: valid}",
    ),
    "an empty list of articles": Slip(
        "cites: [Art. 97-1(1), Art. 43(5)]", "cites: []", "a list of 0", "at least 1 of them"
    ),
    "a blank article": Slip("cites: [Art. 97-1(1), Art. 43(5)]", 'cites: [""]', "nothing", "some text"),
    "no title": Slip("\ntitle: Con", "\n# title: Con", "no 'title'", "the key 'title'", "law: kz-mazhilis"),
    "a share of 700%": Slip("votes: 7%", "votes: 700%", "'700%'", "a share from 0 to 100%"),
    "a share just above the whole": Slip("votes: 7%", "votes: 100.01%", "'100.01%'", "a share from 0 to 100%"),
    "a share below nothing": Slip("votes: 7%", "votes: -5%", "'-5%'", "a share from 0 to 100%"),
    "a share that is no number": Slip("votes: 7%", "votes: valid", "'valid'", "a plain number such as 7%"),
    "a share in words": Slip("votes: 7%", "votes: seven per cent", "'seven per cent'", "a formula"),
    "a formula with a power": Slip("98 - total(lists)", "98 ** total(lists)", "don't have", "a formula"),
    "a formula that divides by zero": Slip("by: 7/10 * votes", "by: 7/0", "divides by zero", "a formula"),
    "an unknown name": Slip("of: valid", "of: issued", "the unknown name 'issued' in 'issued'", "valid"),
    "an unknown name in a formula": Slip(
        "98 - total(lists)", "98 - total(list)", "the unknown name 'list' in '98 - total(list)'", "lists?"
    ),
    "an unknown name in a tie rule": Slip(
        "ties: [-registered]", "ties: [-registred]", "the unknown name 'registred'", "registered?"
    ),
    "an unknown set": Slip(ALLOT, ALLOT.replace("passed", "past"), "the unknown set 'past'", "passed"),
    "an unknown set in a condition": Slip(
        "when: count(passed) > 1", "when: count(entered) > 1", "the unknown set 'entered'", "passed"
    ),
    "a set that a later step makes": Slip(
        "- admit: {except: passed, largest: 1}",
        "- admit: {except: second, largest: 1}",
        "the unknown set 'second'",
        "passed",
    ),
    "a set read as a number": Slip("98 - total(lists)", "98 - total(passed)", "the unknown name 'passed'", "one of"),
    "a number per list where no list is meant": Slip(
        "seats: 98 - total(lists)",
        "seats: 98 - lists",
        "'lists', which is a number per list,",
        "total(lists) or sum(lists, a set)",
    ),
    "votes of a list in a condition": Slip(
        "when: count(passed) > 1", "when: votes > 1", "'votes', which is a number per list,", "total(votes)"
    ),
    "a total of what has no lists": Slip(
        "of: valid", "of: total(valid)", "total(valid), but 'valid' has no lists,", "valid"
    ),
    "an unknown level": Slip(
        "{votes: 7%, of: valid}", "{at: oblast, votes: 7%, of: valid}", "the unknown level 'oblast'", "nation"
    ),
    "an unknown level in a formula": Slip(
        "of: valid", "of: valid@oblast", "the unknown level 'oblast' in 'valid@oblast'", "nation"
    ),
    "an unknown ballot": Slip(
        "{votes: 7%, of: valid}",
        "{ballot: second_votes, votes: 7%}",
        "the unknown ballot 'second_votes'",
        "votes",
    ),
    "an unknown method": Slip("method: hare", "method: hair", "'hair'", "'hare' or 'most votes'"),
    "an unknown treatment of remainders": Slip(
        "remainders: none", "remainders: some", "'some'", "'largest', 'averages' or 'none'"
    ),
    "tiers that do not add up": Slip(
        "\nseats: 107", "\nseats: 108", "108 seats, and tiers of 98 + 9", "the same sum", "seats: 108"
    ),
    "a tier with too few seats": Slip(
        "  seats: 9\n", "  seats: 8\n", "107 seats, and tiers of 98 + 8", "the same sum", "seats: 107"
    ),
    "seats that are no number": Slip("\nseats: 107", "\nseats: many", "'many'", "a whole number", "seats: many"),
    "no seats at all": Slip("\nseats: 107", "\nseats: 0", "'0'", "greater than or equal to 1", "seats: 0"),
    "an unknown kind of silence": Slip("law: silent", "law: quiet", "'quiet'", "'silent', 'unclear' or 'not read'"),
    "an unknown rule on members": Slip("rule: seating", "rule: sitting", "'sitting'", "seating?"),
    "a date that is none": Slip(
        "until: 2021-05-23}", "until: 2021-02-30}", "'2021-02-30'", "a date such as 2021-01-10", "in_force:"
    ),
    "a date in another order": Slip(
        "from: 2020-05-25", "from: 25.05.2020", "'25.05.2020'", "a date such as 2021-01-10", "in_force:"
    ),
    "a version that ends before it starts": Slip(
        "until: 2021-05-23}",
        "until: 2020-05-24}",
        "a version that ends on 2020-05-24, before it starts",
        "a later day",
        "in_force:",
    ),
    "a version without a first day": Slip(
        "{from: 2020-05-25, until: 2021-05-23}", "{until: 2021-05-23}", "no 'from'", "the key 'from'", "in_force:"
    ),
    "an id that is no id": Slip(
        "law: kz-mazhilis\n", "law: Mazhilis\n", "'Mazhilis'", "text of the form", "law: Mazhilis"
    ),
    "a step of two kinds": Slip(
        "    as: passed\n",
        "    compute: {is: votes}\n    as: passed\n",
        "admit and compute",
        "one of admit",
        "- admit:",
    ),
    "a step of no kind": Slip(
        "  - compute: {is: assembly_seats}\n    cites:",
        "  - cites:",
        "no kind of step",
        "one of admit, compute, allot",
        "  - cites:",
    ),
    "a base without a share": Slip(
        "{votes: 7%, of: valid}", "{of: valid}", "a base (of) without a share", "also votes or above"
    ),
    "rules after the lot": Slip(
        "ties: [-registered]", "ties: [lot, -registered]", "rules after the lot", "the lot last"
    ),
    "steps that are no list": Slip(
        "  steps:\n  - compute: {is: assembly_seats}\n",
        "  steps:\n    compute: {is: assembly_seats}\n",
        "a mapping with compute",
        "a list",
        "  steps:\n    compute",
    ),
    "an action that is a word": Slip(
        "- compute: {is: assembly_seats}", "- compute: assembly_seats", "'assembly_seats'", "a mapping"
    ),
    "no steps": Slip(
        "\nmembers:",
        "\n- {tier: more, label: more, seats: 0, steps: []}\nmembers:",
        "a list of 0",
        "at least 1",
        "more,",
    ),
    "a name with a hyphen": Slip("as: second", "as: second-list", "'second-list'", "a word of letters, digits and _"),
    # the file is no tree of keys and values
    "a key twice": Slip(
        "\nchamber: Mazhilis",
        "\nchamber: Mazhilis\nchamber: Kurultai",
        f"the key 'chamber' again (first in line {line_of('chamber:', TEXT)})",
        "each key once",
        "chamber: Kurultai",
    ),
    "a key twice in a step": Slip(
        "    as: passed", "    as: passed\n    as: over", "the key 'as' again", "each key once", "as: over"
    ),
    "an alias": Slip(
        "cites: [Art. 97-1(1), Art. 43(5)]",
        "cites: &first [Art. 97-1(1)]\n    applies: *first",
        "an alias (*name)",
        "the part written out",
        "applies: *first",
    ),
    "a key that is a list": Slip("\nchamber: M", "\n? [a]\n: M", "a key that isn't a word", "a word", "? [a]"),
    "a bracket left open": Slip("cites: [Art. 88]", "cites: [Art. 88", "expected ',' or ']'", "a YAML document"),
    "a quote left open": Slip("\nnote: >-\n", '\nnote: ">-\n', "", "a YAML document"),
    "a tab in front": Slip("\ntiers:\n", "\ntiers:\n\t", "cannot start any token", "a YAML document"),
    "an alias of nothing": Slip("label: party lists", "label: *lists", "undefined alias", "a YAML document"),
}
BROKEN = {"a bracket left open", "a quote left open", "a tab in front"}  # noticed only in a line further down


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_one_message_with_its_line(name: str, tmp_path: Path):
    slip = SLIPS[name]
    text = changed(TEXT, (slip.old, slip.new))
    path = written(tmp_path, text)
    (mistake,) = mistakes_in(path)
    assert mistake.file == str(path)
    assert slip.found in mistake.found
    assert slip.expected in mistake.expected
    line = line_of(slip.place.strip("\n"), text)
    assert mistake.line is not None
    assert mistake.line == line if name not in BROKEN else line <= mistake.line <= text.count("\n") + 1


def test_the_document_without_a_slip_is_a_law(tmp_path: Path):
    assert read_law(written(tmp_path, TEXT)).id == "kz-mazhilis@2020-05-25"
    assert read_law(written(tmp_path, COUNCIL_ACT, "small.yaml")).id == "xx-council@2000-01-01"


def test_the_place_inside_the_document_is_named(tmp_path: Path):
    (mistake,) = mistakes_in(written(tmp_path, changed(TEXT, ("votes: 7%", "votes: 700%"))))
    assert mistake.at == "tiers[0].steps[0].admit.votes"
    assert str(mistake) == (
        f"{tmp_path / 'law.yaml'}, line {line_of('votes: 7%', TEXT)}, tiers[0].steps[0].admit.votes: "
        "found '700%'; expected a share from 0 to 100%"
    )


@pytest.mark.parametrize("name", ["admitted", "votes", "valid", "held", "lists", "nation", "all", "lot"])
def test_a_name_that_is_taken_can_not_be_made_again(name: str, tmp_path: Path):
    admits = "- admit: {}\n    cites: [s. 1]\n  - admit: {}\n    as: NAME\n    cites: [s. 1]\n  - allot: {who: all"
    text = changed(COUNCIL_ACT, ("- allot: {who: all", admits.replace("NAME", name)))
    (mistake,) = mistakes_in(written(tmp_path, text))
    assert (mistake.found, mistake.expected) == (f"the name {name!r} again", "a name of its own")
    assert mistake.line == line_of(f"as: {name}", text)


def test_several_mistakes_are_told_together_in_the_order_of_the_lines(tmp_path: Path):
    text = changed(
        TEXT,
        ("law: silent\n  we: the seats", "law: quiet\n  we: the seats"),
        ("method: hare", "method: hair"),
        ("\nchamber:", "\nchambre:"),
        ("votes: 7%", "votes: 700%"),
        ("rule: vacancy", "rule: vacancies"),
    )
    mistakes = mistakes_in(written(tmp_path, text))
    # the misspelt key is one mistake, the key that is missing instead another
    told = [mistake for mistake in mistakes if "no 'chamber'" not in mistake.found]
    assert [mistake.found for mistake in told] == [
        "the unknown key 'chambre'",
        "'700%'",
        "'hair'",
        "'vacancies'",
        "'quiet'",
    ]
    assert [mistake.line for mistake in told] == [
        line_of(part, text) for part in ("chambre:", "700%", "hair", "vacancies", "quiet")
    ]
    assert [mistake.line for mistake in mistakes] == sorted(mistake.line or 0 for mistake in mistakes)


def test_several_wrong_names_are_told_together_in_the_order_of_the_lines(tmp_path: Path):
    text = changed(
        TEXT, ("\nseats: 107", "\nseats: 106"), ("98 - total(lists)", "98 - total(list)"), ("of: valid", "of: vallid")
    )
    mistakes = mistakes_in(written(tmp_path, text))
    assert [mistake.line for mistake in mistakes] == [
        line_of(part, text) for part in ("seats: 106", "vallid", "total(list)")
    ]


def test_the_text_of_the_error_has_a_line_for_each_mistake(tmp_path: Path):
    path = written(tmp_path, changed(TEXT, ("votes: 7%", "votes: 700%"), ("method: hare", "method: hair")))
    with pytest.raises(BadInput) as refused:
        read_law(path)
    lines = str(refused.value).splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{path}, line ") and "; expected " in line for line in lines)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("", "an empty file", "some content"),
        (" \n\n\t\n", "an empty file", "some content"),
        ("# nothing but a remark\n", "an empty document", "a mapping"),
        ("---\n", "nothing", "a mapping"),
        ("- law: kz-mazhilis\n- seats: 107\n", "a list of 2", "a mapping"),
        ("kz-mazhilis\n", "'kz-mazhilis'", "a mapping"),
        ("a: 1\n---\na: 2\n", "but found another document", "a YAML document"),
        ("a: " + "[" * 3000 + "]" * 3000, "nested too deeply", "a document people can read"),
        ("{a: " * 3000 + "1" + "}" * 3000, "nested too deeply", "a document people can read"),
    ],
    ids=["empty", "blank", "remark", "dashes", "list", "word", "two documents", "deep lists", "deep mappings"],
)
def test_what_is_no_document_at_all(text: str, found: str, expected: str, tmp_path: Path):
    path = written(tmp_path, text)
    (mistake,) = mistakes_in(path)
    assert mistake.file == str(path)
    assert found in mistake.found
    assert expected in mistake.expected


def test_a_directory_is_no_document(tmp_path: Path):
    (tmp_path / "law.yaml").mkdir()
    (mistake,) = mistakes_in(tmp_path / "law.yaml")
    assert (mistake.found, mistake.expected) == ("a directory", "a file")


def test_a_missing_file_is_no_document(tmp_path: Path):
    (mistake,) = mistakes_in(tmp_path / "nowhere.yaml")
    assert (mistake.found, mistake.expected) == ("no such file", "a file that exists")


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8-sig", "UTF-8 with a byte-order mark"),
        ("utf-16", "UTF-16 text"),
        ("utf-16-le", "zero bytes"),
        ("utf-32", "UTF-32 text"),
        ("windows-1251", "Windows-1251 text"),
    ],
)
def test_a_document_in_another_encoding(encoding: str, found: str, tmp_path: Path):
    path = tmp_path / "law.yaml"
    path.write_bytes(changed(COUNCIL_ACT, ("Council Act", "Закон о выборах")).encode(encoding))
    (mistake,) = mistakes_in(path)
    assert found in mistake.found
    assert "UTF-8" in mistake.expected


def test_words_that_a_yaml_version_would_turn_into_something_else_stay_words(tmp_path: Path):
    text = changed(
        COUNCIL_ACT, ("title: Council Act", "title: no"), ("act: Act No 1", "act: 1.0"), ("[the act]", "[0o17, null]")
    )
    law = read_law(written(tmp_path, text))
    assert (law.title, law.act, law.read_in) == ("no", "1.0", ("0o17", "null"))
