"""The report on an election: one file that stands alone, as HTML, and the same set in pages as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from hemicycle.publish.account import Account
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages.drawings import picture_style
from hemicycle.publish.pages.election import election_head, election_sections
from hemicycle.publish.pages.environment import render
from hemicycle.publish.pages.fonts import as_data, subsets_of
from hemicycle.publish.pages.style import stylesheet
from hemicycle.source.mistake import BadInput, Mistake

_TAGGED = "pdf/ua-1"
SLIDER = Path(__file__).parent / "slider.js"


def report_html(account: Account, lang: Language) -> str:
    """Write the report as one HTML file that asks for nothing else."""
    head, sections = election_head(account, lang), election_sections(account, lang)
    letters = "".join([str(head.title), str(head.sentence), *(section.html for section in sections)])
    style = Markup(stylesheet(as_data, subsets_of(letters)) + picture_style(account))
    script = Markup(SLIDER.read_text(encoding="utf-8"))
    return str(render("report.html", lang, head=head, sections=sections, style=style, script=script))


def report_pdf(account: Account, lang: Language) -> bytes:
    """Set the report in pages as a tagged PDF, for readers of every kind, with its fonts in it.

    Raises BadInput where the libraries that set pages are missing from the machine.
    """
    try:
        from weasyprint import HTML
    except OSError as error:
        found = f"no library to set pages with ({str(error).partition(':')[0]})"
        raise BadInput(
            Mistake("a report as PDF", found, "Pango installed on the machine, or a name ending in .html")
        ) from None

    return bytes(HTML(string=report_html(account, lang), url_fetcher=_only_data).write_pdf(pdf_variant=_TAGGED))


def _only_data(url: str, *more: Any, **options: Any) -> Any:
    """Give what an address in the page holds itself, and ask nobody for anything."""
    from weasyprint import default_url_fetcher

    if not url.startswith("data:"):
        raise ValueError(f"a report asks for nothing, and so not for {url}")
    return default_url_fetcher(url, *more, **options)
