"""Types in signatures found by what their module imports, so that each that the reference has is a link.

Modules import most types for the type checker alone, so that a name such as `Law` says nothing by itself. A type that
the reference doesn't have stays plain text; a role that somebody wrote and that leads nowhere is still a mistake.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def setup(app: Sphinx) -> dict[str, bool]:
    """Give types their full names as pages are read, and answer for those that aren't found."""
    app.connect("doctree-read", name_in_full)
    app.connect("missing-reference", leave)
    return {"parallel_read_safe": True}


def is_type(node: pending_xref) -> bool:
    """Tell a type of a signature from a role that somebody wrote."""
    return node.get("refdomain") == "py" and "refexplicit" not in node


def name_in_full(app: Sphinx, page: nodes.document) -> None:
    """Replace the names of types that Sphinx couldn't follow by what their module imported."""
    for node in filter(is_type, page.findall(pending_xref)):
        first, dot, rest = node["reftarget"].partition(".")
        if first != "hemicycle":
            module = node.get("py:module") or ""
            node["reftarget"] = imports_of(module).get(first, f"{module}.{first}") + dot + rest
        node.attributes.pop("refspecific", None)


def leave(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Node) -> nodes.Node | None:
    """Leave a type that the reference doesn't have as it is written."""
    return content if is_type(node) else None


@cache
def imports_of(module: str) -> dict[str, str]:
    """Give what the names that a module imports from others stand for."""
    spec = find_spec(module) if module else None
    if spec is None or spec.origin is None:
        return {}
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    return {
        name.asname or name.name: f"{node.module}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
