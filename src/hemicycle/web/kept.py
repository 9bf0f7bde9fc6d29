"""Answers that are kept: the archive doesn't change while a site runs, so what was worked out once is given again."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass

from hemicycle.web.answer import Answer

# Below this, packing costs more than it saves; pictures and fonts of other kinds are packed already.
_WORTH_PACKING = 1_000
_PACKED = ("text/", "application/json", "application/problem+json", "image/svg+xml")

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Form:
    """An answer ready to be sent: its headers and its bytes, as they are or packed, and its validator."""

    status: int
    headers: Headers
    body: bytes
    etag: bytes


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer in both of its forms; `packed` is None where packing isn't worth it."""

    plain: Form
    packed: Form | None

    @property
    def size(self) -> int:
        """How much memory it takes, about."""
        return len(self.plain.body) + (len(self.packed.body) if self.packed else 0) + 1_000

    def form(self, accepts: bytes) -> Form:
        """Choose the form for a client by its Accept-Encoding."""
        if self.packed is None or b"gzip" not in accepts or b"gzip;q=0" in accepts.replace(b" ", b""):
            return self.plain
        return self.packed


def ready(answer: Answer) -> Ready:
    """Make an answer ready to be sent."""
    etag = answer.etag.encode()
    own = [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
    if answer.lasting:
        # A client asks each time whether it has changed, which is answered in no time.
        own += [(b"etag", etag), (b"cache-control", b"public, max-age=60, must-revalidate")]
    elif b"cache-control" not in dict(own):
        own.append((b"cache-control", b"no-store"))
    kind = [(b"content-type", answer.media_type.encode())]
    packable = answer.media_type.startswith(_PACKED) and len(answer.body) >= _WORTH_PACKING
    if packable:
        own.append((b"vary", b"accept-encoding"))
    plain = Form(answer.status, [*kind, (b"content-length", b"%d" % len(answer.body)), *own], answer.body, etag)
    if not packable:
        return Ready(plain, None)
    body = gzip.compress(answer.body, compresslevel=6, mtime=0)
    # Packed bytes are others, and a strong validator says so.
    other = etag[:-1] + b'-z"'
    headers = [
        *kind,
        (b"content-length", b"%d" % len(body)),
        *((name, other if name == b"etag" else value) for name, value in own),
    ]
    headers.append((b"content-encoding", b"gzip"))
    return Ready(plain, Form(answer.status, headers, body, other))


class Kept:
    """A store of answers up to a size; those not asked for longest go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._answers: OrderedDict[str, Ready] = OrderedDict()

    def get(self, key: str) -> Ready | None:
        """Find an answer that is kept."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def keep(self, key: str, answer: Ready) -> None:
        """Keep an answer."""
        before = self._answers.pop(key, None)
        self._size += answer.size - (before.size if before else 0)
        self._answers[key] = answer
        while self._size > self._most and self._answers:
            _, gone = self._answers.popitem(last=False)
            self._size -= gone.size
