"""The frame of the site's pages: masthead, ways to everywhere, languages, colophon."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from hemicycle.publish.language.language import Said
from hemicycle.publish.pages.environment import render
from hemicycle.publish.pictures.canvas import Picture, as_svg, page_style
from hemicycle.web.answer import HTML, Answer
from hemicycle.web.pages.place import Place

TEMPLATES = Path(__file__).parent.parent / "templates"


def page(
    place: Place, template: str, title: str | Said, *, status: int = 200, lasting: bool = True, **values: Any
) -> Answer:
    """Set a page of the site."""
    html = render(template, place.lang, TEMPLATES, place=place, title=title, **values)
    return Answer(str(html).encode(), HTML, status, lasting=lasting and status == 200)


def inline(picture: Picture) -> Markup:
    """Set a picture into a page, which says what it shows in words of its own beside it."""
    svg = as_svg(picture, styled=False).strip()
    start = svg.index(">", svg.index("<svg"))
    named = svg.index(' role="img"')
    # Its words are English, and the page's own stand beside it: it is for the eye alone.
    head = svg[:named] + ' aria-hidden="true" class="hemicycle"' + svg[start:]
    return Markup(_without_words(head))


def _without_words(svg: str) -> str:
    for tag in ("title", "desc"):
        start, end = svg.find(f"<{tag} "), svg.find(f"</{tag}>")
        if start >= 0:
            svg = svg[:start] + svg[end + len(tag) + 3 :]
    return svg


def colours(pictures: Iterable[Picture]) -> Markup:
    """The rules for colours of parties in pictures of a page; those of the palette are in the style sheet."""
    return Markup("<style>{}</style>").format(Markup(page_style(pictures)))
