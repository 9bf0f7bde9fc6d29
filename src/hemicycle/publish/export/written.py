"""A folder written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from hemicycle.source.mistake import BadInput, Mistake

MANIFEST = "manifest.json"
FORMAT = "hemicycle-export/1"


def write_folder(target: Path, files: Mapping[str, bytes], *, replace: bool = False) -> None:
    """Write files into a new folder beside the target, and move it into the place of the target.

    What stands there is replaced if it is empty or an earlier export with nothing else in it; anything else only
    with `replace`. Raises BadInput, with nothing changed, where it may not be replaced or can't be written.
    """
    target = target.resolve()
    check_place(target, replace=replace)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
        for name, data in files.items():
            (part / name).write_bytes(data)
        if target.exists():
            target.rename(old)
        _move(part, target, old)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        found = f"a place that can't be written ({error.strerror or error})"
        raise BadInput(Mistake(str(target), found, "a folder that can be made or replaced")) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _move(part: Path, target: Path, old: Path) -> None:
    """Move the new folder into place; put the old one back where that fails."""
    try:
        part.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def check_place(target: Path, *, replace: bool) -> None:
    """Refuse a place where something stands that isn't an earlier export."""
    target = target.resolve()
    if not target.exists():
        return
    if not target.is_dir():
        raise BadInput(Mistake(str(target), "a file", "a folder, or a place for one"))
    here = Path.cwd()
    if target in (here, *here.parents, Path.home()):
        raise BadInput(Mistake(str(target), "the folder you are in, or one above it", "a folder of its own"))
    present = sorted(path.name for path in target.iterdir())
    strange = [name for name in present if name not in _of_export(target)]
    if strange and not replace:
        found = f"a folder with {len(strange):,} other files in it, such as {strange[0]}"
        raise BadInput(Mistake(str(target), found, "an empty folder, an earlier export, or --replace"))


def _of_export(folder: Path) -> set[str]:
    """Name the files that an earlier export wrote, by its manifest."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["format"] == FORMAT:
            return {MANIFEST, "SHA256SUMS", *(str(each["file"]) for each in manifest["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return set()
