"""Answers: what the site gives back, made of bytes alone, so that they can be kept, sent from a process, or written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec

from hemicycle.source.mistake import BadInput

JSON = "application/json"
HTML = "text/html; charset=utf-8"
CSV = "text/csv; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
ZIP = "application/zip"
SVG = "image/svg+xml"

_Given = ParamSpec("_Given")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its status, what kind of content it is, and the content. One that is `lasting` may be kept."""

    body: bytes
    media_type: str = JSON
    status: int = 200
    lasting: bool = True
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """A strong validator: it stands for these very bytes."""
        return f'"{hashlib.blake2b(self.body, digest_size=12).hexdigest()}"'


def of_json(value: Any, *, lasting: bool = True) -> Answer:
    """Make an answer of JSON values."""
    return Answer(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), lasting=lasting)


def answering(work: Callable[_Given, Answer]) -> Callable[_Given, Answer]:
    """Let work that is refused for its input answer with the problem, so that nothing but answers leaves it."""

    @wraps(work)
    def answered(*args: _Given.args, **kwargs: _Given.kwargs) -> Answer:
        from hemicycle.web.problem import refused

        try:
            return work(*args, **kwargs)
        except BadInput as error:
            return refused(error)

    return answered
