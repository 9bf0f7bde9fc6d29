"""An answer given to a client: whole, or that nothing has changed, with what every answer of the site carries."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from hemicycle.web.answer import Answer
from hemicycle.web.kept import Ready, ready

# Scripts, styles, pictures and fonts are the site's own; nothing may frame it, and it sends forms to itself alone.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFETY = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
KEEP = "hemicycle.keep"


class Given(Response):
    """A response that is one of our answers."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(content=b"", status_code=answer.status, media_type=answer.media_type)
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, and have it kept where it may be."""
        made = ready(self.answer)
        if self.answer.lasting and self.answer.status == 200 and KEEP in scope:
            scope[KEEP](made)
        await give(made, scope, send)


async def give(made: Ready, scope: Scope, send: Send, *, closing: bool = False) -> None:
    """Send an answer: 304 where the client has it, without its body where only its headers are asked for."""
    accepts = known = b""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepts = value
        elif name == b"if-none-match":
            known = value
    form = made.form(accepts)
    headers, status, body = form.headers, form.status, form.body
    if known and status == 200 and _has(known, form.etag):
        headers = [each for each in headers if each[0] not in (b"content-length", b"content-type", b"content-encoding")]
        status, body = 304, b""
    if closing:
        headers = [*headers, (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *SAFETY]})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _has(known: bytes, etag: bytes) -> bool:
    """Tell whether one of the validators a client knows is this one; a weak form of it will do for reading."""
    return known.strip() == b"*" or any(each.strip().removeprefix(b"W/") == etag for each in known.split(b","))


def is_for_programs(scope: Scope | dict[str, Any]) -> bool:
    """Tell a request of the API from one for a page."""
    return f"{scope['path']}/".startswith("/api/")
