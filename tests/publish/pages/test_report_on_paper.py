"""The report as PDF: tagged, in its language, with bookmarks, and Kazakh letters that can be read again."""

import io

import pytest
from pdfua import Severity, Validator
from pypdf import PdfReader
from reports_made import CASE, account

from hemicycle.publish.language.language import language
from hemicycle.publish.pages.report import report_pdf

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    path = tmp_path_factory.mktemp("paper") / "report.pdf"
    path.write_bytes(report_pdf(account(CASE, "preliminary"), language("kk")))
    return path


@pytest.fixture(scope="module")
def read(pages):
    return PdfReader(io.BytesIO(pages.read_bytes()))


@pytest.fixture(scope="module")
def texts(read):
    return [page.extract_text() for page in read.pages]


def test_a_check_of_pdf_ua_finds_nothing(pages):
    found = Validator().validate(pages).findings
    assert [str(each) for each in found if each.severity in (Severity.ERROR, Severity.WARNING)] == []


def test_the_document_says_its_language_and_its_title(read):
    assert read.trailer["/Root"]["/Lang"] == "kk"
    assert "Мәжіліс" in read.metadata.title
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_sections_are_bookmarks(read):
    top = read.outline[0].title
    sections = [each.title for each in read.outline[1] if not isinstance(each, list)]
    assert "Мәжіліс" in top
    assert any("Қорытынды" in each for each in sections)


def test_kazakh_letters_are_read_again(texts):
    text = " ".join(texts)
    words = ("Мәжіліс", "Қазақстан", "бөлуге", "«Ақ жол»", "Ұсынымдар", "жүздеген", "халқы")
    assert [word for word in words if word not in text] == []
    for letter in "әғқңөұүі":
        assert letter in text
    assert "71,09" in text


def test_every_page_has_its_number_and_no_slider(texts):
    assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert "Page Up" not in " ".join(texts)


def test_fonts_lie_in_the_document(read):
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in read.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    }
    assert all("+" in font for font in fonts)
    assert any("Source-Serif-4" in font for font in fonts)
    assert any("Source-Sans-3" in font for font in fonts)
