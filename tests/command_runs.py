"""What a run of the command leaves behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Ran:
    """Exit status and both outputs of a run."""

    status: int
    out: str
    err: str

    @cached_property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Ran]


def joined(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())
