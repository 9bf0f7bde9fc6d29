"""The documentation builds without a warning, asks nothing of the network, and all its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from chapters import CHAPTERS, DOCS
from typer.main import get_command

from hemicycle.cli import whole_app

pytestmark = pytest.mark.xdist_group("docs")

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"')
FETCHED = re.compile(
    r'<(?:link|script|img|source|iframe|object|video|audio)\b[^>]*?\s(?:href|src|srcset|data)="([^"]+)"'
)
FETCHED_BY_STYLE = re.compile(r"""(?:url\(|@import\s+)\s*["']?([^"')\s;]+)""")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages."""
    out = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", str(DOCS), str(out)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, str]:
    """The text of each page, without its comments."""
    return {page: COMMENT.sub("", page.read_text(encoding="utf-8")) for page in site.rglob("*.html")}


def test_nothing_is_fetched_from_elsewhere(site: Path, pages: dict[Path, str]):
    fetched = {target for text in pages.values() for target in FETCHED.findall(text)}
    for sheet in site.rglob("*.css"):
        fetched |= {*FETCHED_BY_STYLE.findall(sheet.read_text(encoding="utf-8"))}
    assert len(fetched) > 5
    assert not [target for target in fetched if re.match(r"(?!data:)\w+:|//", target)]


def test_the_index_leads_to_every_chapter(site: Path, pages: dict[Path, str]):
    linked = {*LINK.findall(pages[site / "index.html"])}
    for chapter in CHAPTERS:
        name = Path(chapter).stem
        assert name == "index" or f"{name}.html" in linked, f"name {chapter} in a toctree of docs/index.md"


def test_every_link_leads_to_a_place_that_is_there(site: Path, pages: dict[Path, str]):
    places = {page: {*re.findall(r'\sid="([^"]+)"', text)} for page, text in pages.items()}
    for page, text in pages.items():
        for target in {*LINK.findall(text)}:
            if re.match(r"https?:", target):
                continue
            path, _, place = unquote(target).partition("#")
            found = (page.parent / path).resolve() if path else page
            assert found in places or found.is_file(), (page.relative_to(site), target)
            assert not place or place in places[found], (page.relative_to(site), target)


def test_the_page_of_the_command_has_every_command(site: Path, pages: dict[Path, str]):
    text = pages[site / "reference" / "command.html"]
    for word in get_command(whole_app()).commands:
        assert f'id="hemicycle-{word}"' in text, word


def test_types_in_signatures_are_links(site: Path, pages: dict[Path, str]):
    text = pages[site / "reference" / "library.html"]
    assert 'href="outcome.html#hemicycle.outcome.outcome.Outcome"' in text
    assert 'href="count.html#hemicycle.count.tally.Tally"' in text
