"""The report on an election: one file that stands alone, as HTML, and the same set in pages as PDF."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from hemicycle.publish.account import Account
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages.election import election_head, election_sections
from hemicycle.publish.pages.environment import render
from hemicycle.publish.pages.fonts import as_data, subsets_of
from hemicycle.publish.pages.style import stylesheet

SLIDER = Path(__file__).parent / "slider.js"


def report_html(account: Account, lang: Language) -> str:
    """Write the report as one HTML file that asks for nothing else."""
    head, sections = election_head(account, lang), election_sections(account, lang)
    letters = "".join([str(head.title), str(head.sentence), *(section.html for section in sections)])
    style = Markup(stylesheet(as_data, subsets_of(letters)))
    script = Markup(SLIDER.read_text(encoding="utf-8"))
    return str(render("report.html", lang, head=head, sections=sections, style=style, script=script))
