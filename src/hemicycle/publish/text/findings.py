"""The ledger of findings on a terminal: elections in the order of time, areas, bodies side by side."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from hemicycle.elections.findings import Finding
from hemicycle.publish.text.scrutiny import show_sections, show_sources
from hemicycle.scrutiny.overview import findings_section


def show_ledger(console: Console, ledger: Mapping[str, tuple[Finding, ...]], sources: Mapping[str, str]) -> None:
    """Print the findings of each election, by its id; each finding is its body's own, and is not weighed."""
    console.print("Each finding is that body's own, in our words. Nothing here is computed from them.")
    for election, found in ledger.items():
        console.print()
        console.print(Text(election, style="bold"))
        if found:
            show_sections(console, [findings_section(found)])
        else:
            console.print("  The ledger has no finding of this area.")
    show_sources(console, sources)
