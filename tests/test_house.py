import subprocess
import sys
from pathlib import Path

import pytest

import hemicycle

SOURCE = Path(hemicycle.__file__).parent
# Countries whose elections or laws stand in the archive, the catalogue or the tests; each with its chamber.
COUNTRIES = ("kazakh", "mazhilis", "germany", "bundestag", "norway", "storting", "denmark", "folketing")
COUNTRIES += ("sweden", "riksdag", "israel", "knesset", "spain", "congreso", "czech", "slovak", "poland", "sejm")


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_python_names_a_country(path):
    import ast

    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            text = node.value
        elif isinstance(node, ast.Name):
            text = node.id
        words = text.casefold()
        # The examples in messages and help are those of the first case.
        words = words.replace("kz-mazhilis", "")
        assert not any(country in words for country in COUNTRIES), (path, text)


def test_files_fit_in_one_reading():
    longest = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert {path.name: lines for path, lines in longest.items() if lines > 500} == {}


def test_importing_the_library_loads_nothing_heavy():
    code = (
        "import sys, hemicycle; print(sorted({'pydantic', 'duckdb', 'z3', 'rich', 'typer', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_counting_known_votes_needs_no_solver_and_no_database():
    code = (
        "import sys, hemicycle; hemicycle.election('kz-mazhilis-2021').elect().margins; "
        "print(sorted({'duckdb', 'z3', 'rich', 'typer', 'narwhals'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_examples_in_the_front_door_s_docstring_are_true():
    import doctest

    assert doctest.testmod(hemicycle).failed == 0
