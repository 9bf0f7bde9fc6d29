"""Compares the messages of the source with the catalogues: what is missing, what nobody uses.

    python tools/messages.py            lists missing and unused messages of every language; status 1 if there are any
    python tools/messages.py --of kk    the same for one language

Messages are what `say` and `count` are called with, in Python files and in Jinja templates.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Container, Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[1] / "src" / "hemicycle"
CATALOGUES = SOURCE / "publish" / "language" / "catalogues"
COMMON = "common.po"
KEYWORDS = {"say": None, "count": (1, 2)}
TEMPLATES = (".html", ".jinja", ".j2", ".txt", ".xml")

# Files without these call nothing of a language; `count` alone is also a method of texts and tables.
SPOKEN = re.compile(r"\bsay\(|(?:lang\w*|tongue)\.count\(|\{\{\s*count\(")

# A message, or its two English forms.
Message = str | tuple[str, ...]


def main() -> int:
    """Print what is missing and what is unused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    languages = sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())
    parser.add_argument("--of", choices=languages)
    chosen = parser.parse_args().of
    used = messages_of_source()
    wrong = 0
    for language in [chosen] if chosen else languages:
        known = catalogue(language, used)
        missing = {message: where for message, where in used.items() if not all(known.get(message, ("",)))}
        unused = [message for message in known if message not in used]
        for message, where in missing.items():
            print(f"{language}: missing: {message!r}  ({where})")
        for message in unused:
            print(f"{language}: unused: {message!r}")
        wrong += len(missing) + len(unused)
    print(f"{len(used):,} messages, {wrong:,} missing or unused", file=sys.stderr)
    return 1 if wrong else 0


def messages_of_source() -> dict[Message, str]:
    """Extract all messages of the source: each with a place where it is used."""
    found: dict[Message, str] = {}
    for path in sorted(SOURCE.rglob("*")):
        method = "python" if path.suffix == ".py" else "jinja2" if path.suffix in TEMPLATES else ""
        if method and SPOKEN.search(path.read_text(encoding="utf-8")):
            for line, message in _extracted(path, method):
                found.setdefault(message, f"{path.relative_to(SOURCE)}:{line}")
    return found


def _extracted(path: Path, method: str) -> Iterator[tuple[int, Message]]:
    for line, message, _, _ in extract_from_file(method, path, keywords=KEYWORDS):
        if isinstance(message, tuple):
            if all(message):
                yield line, tuple(message)
        elif message:
            yield line, message


def catalogue(language: str, used: Container[Message]) -> dict[Message, tuple[str, ...]]:
    """Read all catalogues of a language: each message with its forms; words that all share only where they are used.

    Raises ValueError for a message given twice, or marked as fuzzy.
    """
    known: dict[Message, tuple[str, ...]] = {}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as file:
            for each in read_po(file, locale=language):
                if not each.id:
                    continue
                message = tuple(each.id) if isinstance(each.id, tuple | list) else each.id
                if message in known:
                    raise ValueError(f"{path}: {message!r} stands in another catalogue too")
                if each.fuzzy:
                    raise ValueError(f"{path}: {message!r} is fuzzy")
                if path.name == COMMON and message not in used:
                    continue
                known[message] = tuple(each.string) if isinstance(each.string, tuple | list) else (each.string,)
    return known


if __name__ == "__main__":
    sys.exit(main())
