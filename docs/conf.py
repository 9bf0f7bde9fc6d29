"""How Sphinx builds this documentation: `uv run sphinx-build docs build/docs`, then open build/docs/index.html."""

from __future__ import annotations

import sys
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "extensions"))

# Loaded as it is, before autodoc loads modules as type checkers see them, which this one can't be.
import fastapi  # noqa: E402, F401

import hemicycle  # noqa: E402

project = "Hemicycle"
author = "the contributors of Hemicycle"
copyright = author  # noqa: A001 (Sphinx calls it so)
version = release = hemicycle.__version__
language = "en-GB"

extensions = ["myst_parser", "sphinx.ext.autodoc", "plain_docstrings", "types_by_import", "command_help", "own_look"]
exclude_patterns = ["extensions", "static"]
nitpicky = True
# Chapters that the index names and that join it when they exist.
PUBLISHING = ("brief", "report", "pictures", "open-data", "site", "api")

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4

default_role = "literal"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 72
add_module_names = False
toc_object_entries = False

html_theme = "furo"
html_title = "Hemicycle"
html_static_path = ["static"]
html_css_files = ["paper.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
pygments_style = pygments_dark_style = "bw"
html_theme_options = {"navigation_with_keys": True}


def setup(app: Sphinx) -> None:
    """Show tables as they are, and chapters once they are written."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", leave_out)


def leave_out(app: Sphinx, page: str, source: list[str]) -> None:
    """Take out of the index what isn't written yet."""
    for name in PUBLISHING:
        if page == "index" and not (HERE / f"{name}.md").exists():
            source[0] = source[0].replace(f"\n{name}\n", "\n")
