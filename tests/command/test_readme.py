import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_output_in_the_readme_is_the_output():
    shown = re.search(r"```text\n(.*?)```", README, re.DOTALL)[1]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "hemicycle", "elect", "kz-mazhilis-2021"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert done.stdout.startswith(shown)
    assert done.stdout.removeprefix(shown).lstrip().startswith("Sources\n")


def test_the_first_two_blocks_are_the_two_commands():
    main, check = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[:2]
    assert main.count("\n") == check.count("\n") == 1
    assert main.strip().endswith("hemicycle elect kz-mazhilis-2021")
    assert check.strip() == "./test"


def test_every_link_inside_the_project_leads_somewhere():
    pages = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")] + sorted((ROOT / "docs").rglob("*.md"))
    for page in pages:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_every_command_in_the_readme_is_one_that_exists():
    from typer.main import get_command

    from hemicycle.cli import whole_app

    known = get_command(whole_app())
    for line in re.findall(r"^\.venv/bin/hemicycle (.+)$", README, re.MULTILINE):
        words = line.split()
        command = known.commands[words[0]]
        if words[0] == "law":
            assert words[1] in command.commands
