"""The report on an election: one file that stands alone, as HTML, and the same set in pages as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from hemicycle.publish.account import Account
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages.election import election_head, election_sections, election_style
from hemicycle.publish.pages.environment import render
from hemicycle.publish.pages.fonts import as_data, name_apart, subsets_of
from hemicycle.publish.pages.style import paper_style, stylesheet
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    import pydyf

_TAGGED = "pdf/ua-1"
SLIDER = Path(__file__).parent / "slider.js"


def report_html(account: Account, lang: Language) -> str:
    """Write the report as one HTML file that asks for nothing else."""
    return _report(account, lang, SLIDER.read_text(encoding="utf-8"))


def report_pdf(account: Account, lang: Language) -> bytes:
    """Set the report in pages as a tagged PDF (PDF/UA), with its fonts in it.

    Raises BadInput where the libraries that set pages are missing from the machine.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        found = f"no library to set pages with ({str(error).partition(':')[0]})"
        expected = "Pango installed on the machine, or a name ending in .html"
        raise BadInput(Mistake("a report as PDF", found, expected)) from None

    page = HTML(
        string=name_apart(_report(account, lang, on_paper=True)), url_fetcher=URLFetcher(allowed_protocols=("data",))
    )
    return bytes(page.write_pdf(pdf_variant=_TAGGED, finisher=_scope_headers))


def _report(account: Account, lang: Language, script: str = "", *, on_paper: bool = False) -> str:
    head, sections = election_head(account, lang), election_sections(account, lang, on_paper=on_paper)
    letters = "".join([str(head.title), str(head.sentence), *(section.html for section in sections)])
    subsets = subsets_of(letters)
    style = paper_style(subsets) if on_paper else stylesheet(as_data, subsets)
    values = {"style": Markup(style + election_style(account)), "script": Markup(script)}
    return str(render("report.html", lang, head=head, sections=sections, **values))


def _scope_headers(document: Any, pdf: pydyf.PDF) -> None:
    """Say of each table's heads whether they are a column's or a row's: those of its first line are columns'."""
    for each in pdf.objects:
        if getattr(each, "get", None) and each.get("S") == "/TH" and "ID" in each:
            _, line, _ = each["ID"].string.split("-")
            each["A"]["Scope"] = "/Column" if line == "0" else "/Row"
