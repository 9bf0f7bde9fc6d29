"""The look of the project's own pages: their faces, and the paper, ink and accent of the pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from hemicycle.publish.pages import fonts
from hemicycle.publish.pictures.palette import INKS


def setup(app: Sphinx) -> dict[str, bool]:
    """Serve the faces beside the pages, with the style sheet that names them."""
    app.connect("config-inited", serve)
    app.connect("build-finished", name_faces)
    app.connect("html-page-context", be_reachable, priority=900)
    return {"parallel_read_safe": True}


def serve(app: Sphinx, config: Config) -> None:
    """Have the faces copied, their style sheet named on each page, and the theme's colours set."""
    config.html_static_path.append(str(fonts.FOLDER))
    app.add_css_file("faces.css")
    for mode in ("light", "dark"):
        config.html_theme_options[f"{mode}_css_variables"] = colours(
            **{name: getattr(INKS[name], mode) for name in ("paper", "ink", "quiet", "grid", "axis", "accent")}
        )


def name_faces(app: Sphinx, error: Exception | None) -> None:
    """Write the style sheet of the faces beside them."""
    if error is None:
        sheet = Path(app.outdir) / "_static" / "faces.css"
        sheet.write_text(fonts.faces(lambda file: file), encoding="utf-8")


def be_reachable(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Let keys scroll what is wider than the screen, and give headings of the contents a level, for screen readers."""
    body = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    context["body"] = body.replace('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper')
    contents = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = contents.replace('role="heading"', 'role="heading" aria-level="2"')


def colours(*, paper: str, ink: str, quiet: str, grid: str, axis: str, accent: str) -> dict[str, str]:
    """Give the colours of the theme's parts; what is set off from the paper has a little of the ink in it."""

    def shade(part: int) -> str:
        return f"color-mix(in srgb, {paper}, {ink} {part}%)"

    return {
        "color-background-primary": paper,
        "color-background-secondary": shade(3),
        "color-background-hover": shade(7),
        "color-background-border": grid,
        "color-foreground-primary": ink,
        "color-foreground-secondary": quiet,
        "color-foreground-muted": quiet,
        "color-foreground-border": axis,
        "color-brand-primary": accent,
        "color-brand-content": accent,
        "color-brand-visited": accent,
        "color-code-background": shade(4),
        "color-code-foreground": ink,
        "color-inline-code-background": shade(6),
        "color-api-background": shade(4),
        "color-api-pre-name": quiet,
        "color-api-name": accent,
        "color-table-border": grid,
        "color-sidebar-link-text--top-level": ink,
    }
