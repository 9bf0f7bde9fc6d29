"""The site as files: whole or not at all, and every way in it leads to a file that is there or planned."""

import re
from urllib.parse import unquote

import pytest

from hemicycle.publish.language.language import language
from hemicycle.source.mistake import BadInput
from hemicycle.web import files

# Of the whole site one election, one law, and the pages that speak of a server.
PARTS = ("laws/il-knesset", "elections/il-knesset-2013", "assets/")
PAGES = ("index.html", "en/about/index.html", "kk/what-if/index.html", "ru/votes/index.html")


def wanted(path):
    return path in PAGES or any(part in path for part in PARTS)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "public"
    told = []
    assert files.build(folder, told.append, wanted) == sum(path.is_file() for path in folder.rglob("*"))
    assert told == sorted(told)
    return folder


@pytest.fixture(scope="module")
def planned():
    return {path for batch in files.pieces() for path, _ in batch}


def test_every_way_leads_to_a_file_of_the_site(built, planned):
    checked = 0
    for page in built.rglob("*.html"):
        for way in re.findall(r'(?:href|src)="([^"#]+)', page.read_text(encoding="utf-8")):
            if way.startswith(("https:", "data:")):
                continue
            assert not way.startswith("/"), (page, way)
            target = (page.parent / unquote(way)).resolve().relative_to(built)
            assert str(target) in planned, (page, way)
            checked += 1
    assert checked > 200


def test_pages_that_need_a_server_say_so(built):
    told = "This page needs a server to count. In these files, the page of each election has a slider that needs none."
    assert language("kk").say(told) in (built / "kk/what-if/index.html").read_text(encoding="utf-8")
    votes = (built / "ru/votes/index.html").read_text(encoding="utf-8")
    assert language("ru").say("This page needs a server to count. On your own machine:") in votes
    assert "<form" not in votes


def test_the_slider_of_an_election_needs_none(built):
    page = (built / "en/elections/il-knesset-2013/index.html").read_text(encoding="utf-8")
    assert 'class="stretches"' in page
    assert "assets/slider.js" in page


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match="isn't empty"):
        files.build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_site_that_can_t_be_finished_leaves_nothing(tmp_path, monkeypatch):
    def broken(part, told, only):
        (part / "half.html").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_write", broken)
    with pytest.raises(BadInput, match="No space left"):
        files.build(tmp_path / "public")
    assert list(tmp_path.iterdir()) == []


def test_the_folder_one_is_in_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="the folder you are in"):
        files.build(files.Path())
    assert tmp_path.is_dir()
