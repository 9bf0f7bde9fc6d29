"""The templates of pages: always escaped, with the sentences, numbers and days of the reader's language at hand.

In a template `say` and `count` are the language's, so that extraction finds their messages as it does in the code.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from hemicycle.publish.language.language import LANGUAGES, Language, Said, language

TEMPLATES = Path(__file__).parent / "templates"


@cache
def templates(code: str, *folders: Path) -> Environment:
    """Give the templates in a language; those of further folders stand beside these, and before them."""
    lang = language(code)
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_as_set,
    )
    words: dict[str, Any] = {
        name: getattr(lang, name) for name in ("say", "count", "number", "fixed", "signed", "percent", "day", "listed")
    }
    made.globals.update(words, lang=lang, LANGUAGES=LANGUAGES)
    made.filters["said"] = lambda text: said(text, lang)
    return made


def _as_set(value: Any) -> Any:
    """Set signs as print does: an arrow as one, and a dash on the line of the word before it."""
    if not isinstance(value, str):
        return value
    return value.replace(" -> ", " → ").replace(" -&gt; ", " → ").replace(" – ", "\N{NO-BREAK SPACE}– ")


def render(template: str, lang: Language, *folders: Path, **values: Any) -> Markup:
    """Set a template in a language."""
    return Markup(templates(lang.code, *folders).get_template(template).render(**values))


def said(text: str | Said, lang: Language) -> Markup:
    """Set a text of the archive, and mark it where it stands in another language than the page."""
    if not isinstance(text, Said) or text.code == lang.code:
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(text.code, text.text)
