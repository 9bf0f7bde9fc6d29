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
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
