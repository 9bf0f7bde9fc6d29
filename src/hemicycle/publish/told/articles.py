"""Articles as each language cites them: Art. 97-1(3), ст. 97-1, п. 3, 97-1-бап, 3-тармақ.

Citations of the documents are read by one form, an article or a paragraph with its parts in brackets; what has another
form stays as it is. Numbers are never changed.
"""

from __future__ import annotations

import re

from hemicycle.publish.language.language import Language

_PARTS = r"(?P<parts>(?:\([0-9a-z-]{1,5}\))*)"
_ARTICLE = re.compile(rf"(?P<constitution>Constitution )?Art\. (?P<number>\d+(?:-\d+)?){_PARTS}(?P<behind> \(.+\))?")
_PARAGRAPH = re.compile(
    rf"(?P<constitution>Constitution )?§ (?P<number>\d+[a-z]?(?:-\d+)?){_PARTS}(?P<behind> \(.+\))?"
)
# What stands behind a citation: how far its text was read.
_BEHIND = re.compile(r"read in the print of (?P<year>\d{4})")


def article(cite: str, language: Language) -> str:
    """Cite an article in a language; a citation of another form stays as it is."""
    if language.code == "en":
        return cite
    if found := _ARTICLE.fullmatch(cite):
        return _article(found, language) or cite
    if found := _PARAGRAPH.fullmatch(cite):
        return _paragraph(found, language) or cite
    return cite


def _article(found: re.Match[str], language: Language) -> str | None:
    parts = re.findall(r"\(([^)]+)\)", found["parts"])
    behind = _read(found["behind"], language)
    if behind is None or len(parts) > 2:
        return None
    if not parts:
        text = language.say("Art. {number}", number=found["number"])
    elif len(parts) == 1 and not parts[0][0].isdigit():
        text = language.say("Art. {number}, letter {part}", number=found["number"], part=parts[0])
    elif len(parts) == 1:
        text = language.say("Art. {number}({part})", number=found["number"], part=parts[0])
    elif not parts[1][0].isdigit():
        text = language.say("Art. {number}({part}), letter {sub}", number=found["number"], part=parts[0], sub=parts[1])
    else:
        text = language.say("Art. {number}({part})({sub})", number=found["number"], part=parts[0], sub=parts[1])
    if found["constitution"]:
        text = language.say("Constitution, {article}", article=text)
    return text + behind


def _paragraph(found: re.Match[str], language: Language) -> str | None:
    """Cite a paragraph: its sign needs no word; only what stands around it does."""
    behind = _read(found["behind"], language)
    if behind is None:
        return None
    text = f"§ {found['number']}{found['parts']}"
    if found["constitution"]:
        text = language.say("Constitution, {article}", article=text)
    return text + behind


def _read(behind: str | None, language: Language) -> str | None:
    """Say how far the text was read; None for words that aren't known here."""
    if not behind:
        return ""
    said = behind.strip(" ()")
    if said == "text not read":
        told = language.say("text not read")
    elif found := _BEHIND.fullmatch(said):
        told = language.say("read in the print of {year}", year=found["year"])
    else:
        return None
    return f" ({told})"
