"""Colours for light and dark paper, and the patterns that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

SANS = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', sans-serif"
SERIF = "Georgia, 'Noto Serif', 'Liberation Serif', 'Times New Roman', serif"


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


def style() -> str:
    """Write the style sheet of a picture; dark paper only on screens, so that prints stay light."""
    light = "".join(_rules(name, ink.light) for name, ink in INKS.items())
    dark = "".join(_rules(name, ink.dark) for name, ink in INKS.items())
    return (
        f".hemicycle{{max-width:100%;height:auto}}.hemicycle text{{font-family:{SANS};"
        f"font-variant-numeric:tabular-nums lining-nums}}.hemicycle .serif{{font-family:{SERIF}}}"
        f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
    )


def _rules(name: str, colour: str) -> str:
    return f".hemicycle .fill-{name}{{fill:{colour}}}.hemicycle .line-{name}{{stroke:{colour}}}"
