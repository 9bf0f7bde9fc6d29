"""Where a page stands, and the way from it to others: relative, so that pages work from any folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from hemicycle.publish.language.language import Language


@dataclass(frozen=True, slots=True)
class Place:
    """A page's place: its language, and its path within it, which is empty or ends with a slash.

    A page that lies `in_files` has no server to ask.
    """

    lang: Language
    path: str
    in_files: bool = False

    def to(self, path: str, code: str = "", **query: object) -> str:
        """Find the way to another page, in this language or another."""
        asked = f"?{urlencode(query)}" if query else ""
        return self._up + f"{code or self.lang.code}/{quote(path)}" + ("index.html" if self.in_files else "") + asked

    def own(self, file: str) -> str:
        """Find the way to a file of the site's own, such as its style sheet."""
        return f"{self._up}assets/{file}"

    def api(self, path: str, spoken: str = "") -> str:
        """Find the way to an answer of the API; where it lies in files, its kind is in its name, and a language."""
        suffix = ""
        if self.in_files and not path.endswith((".csv", ".json", ".zip")):
            suffix = f".{spoken}.txt" if spoken else ".json"
        return f"{self._up}api/v1/{quote(path)}{suffix}"

    @property
    def _up(self) -> str:
        return "../" * (1 + self.path.count("/"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is asked: its place, and the words of its address, each once or several times."""

    place: Place
    query: Mapping[str, tuple[str, ...]]

    @property
    def lang(self) -> Language:
        """The reader's language."""
        return self.place.lang

    def one(self, name: str, default: str = "") -> str:
        """The last word under a name, as browsers mean it."""
        return self.query.get(name, (default,))[-1].strip()
