"""Colours for light and dark paper, and the patterns that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

# The project's own faces where a page or a machine has them, else what the reader's has.
FACES = ("Source Sans 3", "Source Serif 4")
SANS = f"'{FACES[0]}', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', sans-serif"
SERIF = f"'{FACES[1]}', Georgia, 'Noto Serif', 'Liberation Serif', 'Times New Roman', serif"


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour on light paper and on dark paper, as #rrggbb."""

    light: str
    dark: str


PAPER = Ink("#fffefa", "#17191c")

# Okabe and Ito's colours, the pale ones darkened for light paper and the deep ones lightened for dark paper, so that
# each stands out from its paper by 3 to 1 at least. They tell lists apart last: position and label do first.
PARTIES = (
    Ink("#0072b2", "#4da6e0"),
    Ink("#b87400", "#e69f00"),
    Ink("#008a64", "#1fb78b"),
    Ink("#b5578c", "#dd94bd"),
    Ink("#2b8fc7", "#7cc8f0"),
    Ink("#cb5500", "#f0803c"),
    Ink("#7d7d1e", "#b8b84a"),
    Ink("#882255", "#d0709d"),
)

INKS = {
    "paper": PAPER,
    "ink": Ink("#1d1f21", "#ececea"),
    "quiet": Ink("#5d6063", "#a9acb0"),
    "grid": Ink("#e3e1da", "#33373c"),
    "axis": Ink("#8f9194", "#7f848a"),
    "accent": Ink("#a8200d", "#ff8a75"),
    **{f"list-{place}": ink for place, ink in enumerate(PARTIES)},
}

# What an ink has at least against its paper, as WCAG 2.1 asks of graphics.
CONTRAST = 3
_HUE = "hue-"
# Colours are alike if they differ by less than this in lightness, and in blue against yellow (of 255).
_AS_LIGHT, _AS_BLUE = 1.35, 60

# Lines and dots of each pattern in a square of eight units, drawn in the colour of the list.
PATTERNS = (
    "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4",
    "M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4",
    "M0,4 h8",
    "M4,0 v8",
    "M0,4 h8 M4,0 v8",
    "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4 M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4",
    "M1,3 h2 M5,7 h2",
    "M3,1 v2 M7,5 v2",
)


def of_list(place: int) -> str:
    """Name the ink of the list at a place, from 0; the palette begins anew after eight."""
    return f"list-{place % len(PARTIES)}"


def fallback(parties: Iterable[str]) -> dict[str, str]:
    """Give inks of the palette to parties that bring no colour: each its own place, or the next that is free.

    A party's place follows from its name, so that it looks the same at every election as far as others allow.
    """
    inks: dict[str, str] = {}
    for party in parties:
        first = sha256(party.encode()).digest()[0]
        places = [of_list(first + step) for step in range(len(PARTIES))]
        inks[party] = next((ink for ink in places if ink not in inks.values()), places[0])
    return inks


def hue(colour: str, dark: str = "") -> str:
    """Name the ink of a colour of one's own, #rrggbb, made to stand out from each paper where it doesn't yet."""
    light = _until_seen(colour, PAPER.light, "#000000")
    dark = _until_seen(dark or colour, PAPER.dark, "#ffffff")
    return f"{_HUE}{light[1:]}-{dark[1:]}"


def is_hue(name: str) -> bool:
    """Tell whether an ink is a colour of somebody's own rather than one of the palette."""
    return name.startswith(_HUE)


def ink_named(name: str) -> Ink:
    """Find an ink by its name. Raises KeyError for one that nobody has made."""
    if is_hue(name):
        _, light, dark = name.split("-")
        return Ink(f"#{light}", f"#{dark}")
    return INKS[name]


def contrast(one: str, other: str) -> float:
    """Compute how much a colour stands out from another: from 1 to 21, by WCAG 2.1."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def alike(one: str, other: str) -> bool:
    """Tell whether two inks are hard to tell apart without red and green: as light, and as blue or yellow."""
    first, second = ink_named(one).light, ink_named(other).light
    return contrast(first, second) < _AS_LIGHT and abs(_blueness(first) - _blueness(second)) < _AS_BLUE


def _blueness(colour: str) -> float:
    red, green, blue = _parts(colour)
    return blue - (red + green) / 2


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _until_seen(colour: str, paper: str, towards: str) -> str:
    """Mix a colour with as little as needed of another to stand out from the paper."""
    for step in range(101):
        mixed = [
            round(own + (other - own) * step / 100) for own, other in zip(_parts(colour), _parts(towards), strict=True)
        ]
        found = "#" + "".join(f"{part:02x}" for part in mixed)
        if contrast(found, paper) >= CONTRAST:
            break
    return found


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def style(hues: Iterable[str] = ()) -> str:
    """Write the style sheet of pictures, with these colours beside the palette's.

    Dark paper is for screens only, so that prints stay light.
    """
    inks = INKS | {name: ink_named(name) for name in sorted(set(hues))}
    light = "".join(_rules(name, ink.light) for name, ink in inks.items())
    dark = "".join(_rules(name, ink.dark) for name, ink in inks.items())
    return (
        f".hemicycle{{max-width:100%;height:auto}}.hemicycle text{{font-family:{SANS};"
        f"font-variant-numeric:tabular-nums lining-nums}}.hemicycle .serif{{font-family:{SERIF}}}"
        f".hemicycle [aria-hidden]{{user-select:none}}"
        f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
    )


def _rules(name: str, colour: str) -> str:
    return f".hemicycle .fill-{name}{{fill:{colour}}}.hemicycle .line-{name}{{stroke:{colour}}}"
