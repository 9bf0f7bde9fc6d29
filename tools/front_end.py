"""Bring the scripts of others that the site serves, unmodified, from the npm registry into the package.

Run it with npm at hand: `python tools/front_end.py`. Versions are pinned, and a file that has changed since is refused
by its checksum.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ASSETS = Path(__file__).parent.parent / "src" / "hemicycle" / "web" / "assets"
# By package and version: the file in it, what it is called here.
FILES = {
    "htmx.org@2.0.11": (("dist/htmx.min.js", "htmx.min.js"), ("LICENSE", "htmx-LICENSE.txt")),
    "htmx-ext-sse@2.2.4": (("dist/sse.min.js", "htmx-sse.min.js"), ("LICENSE", "htmx-sse-LICENSE.txt")),
}
SHA_256 = {
    "htmx.min.js": "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    "htmx-LICENSE.txt": "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
    "htmx-sse.min.js": "98a46496de0c3605fbffdce9167ba427bdd9553184f83f149c261891a92c0136",
    "htmx-sse-LICENSE.txt": "a17d224ce9afdc21ec9491b76a2f5d036d19aa641ac4f85ca29c21f9f7e54fdf",
}


def main() -> None:
    """Fetch every file, check it, and put it in its place."""
    with tempfile.TemporaryDirectory() as folder:
        for package, files in FILES.items():
            command = ["npm", "pack", "--silent", package]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
            with tarfile.open(Path(folder) / done.stdout.split()[-1]) as packed:
                for name, called in files:
                    _place(packed, name, called)


def _place(packed: tarfile.TarFile, name: str, called: str) -> None:
    file = packed.extractfile(f"package/{name}")
    data = file.read() if file else b""
    found = hashlib.sha256(data).hexdigest()
    if found != SHA_256[called]:
        sys.exit(f"{called}: found {found}; expected {SHA_256[called]}")
    (ASSETS / called).write_bytes(data)
    print(f"{called}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
