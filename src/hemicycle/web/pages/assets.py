"""Files of the site's own: style sheet, fonts, scripts. Nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path

from hemicycle.publish.pages.fonts import FOLDER as FONTS
from hemicycle.publish.pages.report import SLIDER
from hemicycle.publish.pages.style import stylesheet
from hemicycle.publish.pictures import palette
from hemicycle.web.answer import SVG, Answer

_OWN = Path(__file__).parent.parent / "assets"
_RULES = Path(__file__).parent.parent / "templates" / "site.css"
_KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": SVG,
    ".woff2": "font/woff2",
}


def asset_names() -> list[str]:
    """Name the files."""
    own = [path.name for path in _OWN.iterdir() if path.suffix in _KINDS]
    fonts = [f"fonts/{path.name}" for path in FONTS.iterdir() if path.suffix in _KINDS]
    return sorted([*own, *fonts, "style.css", "slider.js"])


def asset(name: str) -> Answer | None:
    """Give a file by its name; None for one that isn't of the site's own."""
    return asset_named(name) if name in asset_names() else None


def asset_named(name: str) -> Answer:
    """Give a file of the site's own."""
    if name == "style.css":
        rules = (stylesheet(lambda file: f"fonts/{file}"), palette.style(), _RULES.read_text(encoding="utf-8"))
        return Answer("\n".join(rules).encode(), "text/css; charset=utf-8")
    path = SLIDER if name == "slider.js" else FONTS / name.removeprefix("fonts/") if "/" in name else _OWN / name
    return Answer(path.read_bytes(), _KINDS[path.suffix])
