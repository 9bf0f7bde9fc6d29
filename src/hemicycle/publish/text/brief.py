"""A brief as plain text: paragraphs, or its sentences one by one with the records behind them."""

from __future__ import annotations

from fractions import Fraction
from textwrap import fill

from hemicycle.outcome.numbers import number, percent
from hemicycle.publish.brief import Brief, Fact

WIDTH = 80


def as_text(brief: Brief) -> str:
    """Write a brief as paragraphs under its heading."""
    paragraphs = (" ".join(sentence.text for sentence in each) for each in brief.paragraphs)
    return "\n\n".join(fill(each, WIDTH) for each in (brief.title, *paragraphs)) + "\n"


def with_sources(brief: Brief) -> str:
    """Write a brief sentence by sentence, below each the records that it tells, at the end their sources."""
    parts = [fill(brief.title, WIDTH)]
    for place, sentence in enumerate(brief.sentences, 1):
        head = f"{place}. "
        lines = [fill(sentence.text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head))]
        lines += [_wrapped(_told(fact), 6) for fact in sentence.facts]
        parts.append("\n".join(lines))
    listed = [_wrapped(f"{key}  {title}", 0) for key, title in brief.sources.items()]
    return "\n\n".join([*parts, *(["\n".join(listed)] if listed else [])]) + "\n"


def _wrapped(text: str, indent: int) -> str:
    """Wrap a record, whose ids and addresses are never broken."""
    first, later = " " * indent, " " * (indent + 2)
    return fill(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False, break_long_words=False
    )


def _told(fact: Fact) -> str:
    """Write a fact on a line: what it is, its value, what of what, where it stands, its sources."""
    value, unit = fact.value, f" {fact.unit}" if fact.unit else ""
    if fact.unit == "share":
        value, unit = percent(value, 4), ""
    elif isinstance(value, int | Fraction):
        value = number(value)
    elif isinstance(value, list):
        value = ", ".join(map(str, value))
    elif isinstance(value, dict):
        value = ", ".join(f"{name} {each}" for name, each in value.items())
    of = f" ({number(fact.numerator)} of {number(fact.denominator)})" if fact.denominator is not None else ""
    sources = f" [{' '.join(fact.sources)}]" if fact.sources else ""
    return f"{fact.figure} = {value}{unit}{of}; {fact.record}{sources}"
