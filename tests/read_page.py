"""A page as a test reads it: its elements, ids, texts and addresses, and whether every element is closed."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input", "wbr"}
# Elements of SVG may close themselves.
_ASKING = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "image": "href",
    "use": "href",
}


class ReadPage(HTMLParser):
    """What stands in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{each}> is never closed" for each in self._open]

    @property
    def ids(self) -> list[str]:
        """All ids, in their order."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def asked_for(self) -> list[str]:
        """Addresses that a browser would ask for by itself."""
        return [
            attributes[_ASKING[tag]]
            for tag, attributes in self.elements
            if tag in _ASKING and not attributes.get(_ASKING[tag], "data:").startswith("data:")
        ]

    @property
    def links(self) -> list[str]:
        """Addresses that a reader may go to."""
        return [attributes.get("href", "") for tag, attributes in self.elements if tag == "a"]

    def count(self, tag: str) -> int:
        """How many elements of a kind there are."""
        return sum(1 for each, _ in self.elements if each == tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> where <{self._open[-1] if self._open else 'nothing'}> is open")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("style", "script"):
            self.text += data
