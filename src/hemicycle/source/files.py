"""Bytes on disk to text, with the encodings that spreadsheets leave behind named in plain words."""

from __future__ import annotations

import codecs
from pathlib import Path

from hemicycle.source.mistake import BadInput, Mistake

_MARKS = (
    (codecs.BOM_UTF8, "UTF-8 with a byte-order mark", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "UTF-32 text", "utf-32"),
    (codecs.BOM_UTF32_BE, "UTF-32 text", "utf-32"),
    (codecs.BOM_UTF16_LE, "UTF-16 text", "utf-16"),
    (codecs.BOM_UTF16_BE, "UTF-16 text", "utf-16"),
)


def read_text(path: Path, encoding: str | None = None) -> str:
    """Read a file, also one packed by gzip, as UTF-8 or as the `encoding` that the caller names.

    Another encoding is never guessed: the message says what the bytes look like and how to say so.
    Raises BadInput also for a missing file, a directory and an empty file.
    """
    name = str(path)
    try:
        raw = path.read_bytes()
        if path.suffix == ".gz":
            import gzip

            raw = gzip.decompress(raw)
    except FileNotFoundError:
        raise BadInput(Mistake(name, "no such file", "a file that exists")) from None
    except IsADirectoryError:
        raise BadInput(Mistake(name, "a directory", "a file")) from None
    except (OSError, ValueError, EOFError) as error:
        raise BadInput(Mistake(name, f"a file that can't be read ({error})", "a readable file")) from None
    return decoded(name, raw, encoding)


def decoded(name: str, raw: bytes, encoding: str | None = None) -> str:
    """Turn the bytes of a file into text as `read_text` does; `name` is what messages call it."""
    if not raw.strip():
        raise BadInput(Mistake(name, "an empty file", "some content"))
    if encoding is None:
        _refuse_other_encodings(name, raw)
    try:
        return raw.decode(encoding or "utf-8")
    except (LookupError, UnicodeError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise _wrong_byte(name, raw, error, encoding) from None
        raise BadInput(
            Mistake(name, f"the unknown encoding {encoding!r}", "one such as utf-8, utf-16, windows-1251")
        ) from None


def _wrong_byte(name: str, raw: bytes, error: UnicodeDecodeError, encoding: str | None) -> BadInput:
    line = raw.count(b"\n", 0, error.start) + 1
    byte = f"the byte 0x{raw[error.start]:02X}"
    if encoding:
        return BadInput(Mistake(name, f"{byte}, which is not {encoding}", f"{encoding} text", line))
    looks = "Windows-1251 text" if _is_cyrillic(raw) else "text in another encoding"
    expected = "UTF-8; or name the encoding, such as --encoding windows-1251"
    return BadInput(Mistake(name, f"{byte}: {looks}", expected, line))


def _refuse_other_encodings(name: str, raw: bytes) -> None:
    for mark, looks, codec in _MARKS:
        if raw.startswith(mark):
            raise BadInput(Mistake(name, looks, f"plain UTF-8; or name the encoding: --encoding {codec}", 1))
    if b"\0" in raw[:4096]:
        raise BadInput(Mistake(name, "zero bytes: UTF-16 text or no text at all", "UTF-8; or --encoding utf-16", 1))


def _is_cyrillic(raw: bytes) -> bool:
    """Tell whether most high bytes are letters of Windows-1251."""
    high = [b for b in raw if b >= 0x80]
    return sum(b >= 0xC0 for b in high) * 2 > len(high)
