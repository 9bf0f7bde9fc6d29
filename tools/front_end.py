"""Bring the scripts of others that the site serves, unmodified, from the npm registry into the package.

Run it with npm at hand: `python tools/front_end.py`. What is brought is pinned here; a version that has changed since is
refused by its checksum.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ASSETS = Path(__file__).parent.parent / "src" / "hemicycle" / "web" / "assets"
# The package and its version, the file in it, what it is called here, and its SHA-256.
FILES = (
    ("htmx.org@2.0.11", "dist/htmx.min.js", "htmx.min.js", "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"),
    ("htmx.org@2.0.11", "LICENSE", "htmx-LICENSE.txt", "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38"),
    ("htmx-ext-sse@2.2.4", "dist/sse.min.js", "htmx-sse.min.js", "98a46496de0c3605fbffdce9167ba427bdd9553184f83f149c261891a92c0136"),
    ("htmx-ext-sse@2.2.4", "LICENSE", "htmx-sse-LICENSE.txt", "a17d224ce9afdc21ec9491b76a2f5d036d19aa641ac4f85ca29c21f9f7e54fdf"),
)


def main() -> None:
    """Fetch every file, check it, and put it in its place."""
    with tempfile.TemporaryDirectory() as folder:
        for package in dict.fromkeys(package for package, *_ in FILES):
            done = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, capture_output=True, text=True, check=True)
            with tarfile.open(Path(folder) / done.stdout.split()[-1]) as packed:
                for of, name, called, checksum in FILES:
                    if of == package:
                        _place(packed, name, called, checksum)


def _place(packed: tarfile.TarFile, name: str, called: str, checksum: str) -> None:
    file = packed.extractfile(f"package/{name}")
    data = file.read() if file else b""
    found = hashlib.sha256(data).hexdigest()
    if found != checksum:
        sys.exit(f"{called}: found {found}; expected {checksum}")
    (ASSETS / called).write_bytes(data)
    print(f"{called}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
