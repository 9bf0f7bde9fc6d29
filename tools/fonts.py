"""Fetches the faces that pages and reports are set in, and places them in the package as they are.

    python tools/fonts.py

They come from the npm packages @fontsource/source-serif-4 and @fontsource/source-sans-3 (`npm pack`), unmodified, with
their licence, the SIL Open Font License. Which files are placed is said in one place, publish/pages/fonts.py.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from hemicycle.publish.pages.fonts import FACES, FOLDER, SUBSETS

PACKAGES = {"source-serif-4": "@fontsource/source-serif-4@5.3.1", "source-sans-3": "@fontsource/source-sans-3@5.3.1"}


def main() -> None:
    """Fetch both packages and place their files."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as held:
        for name, package in PACKAGES.items():
            unpacked = fetch(package, Path(held) / name)
            wanted = [face.file(subset) for face in FACES for subset in SUBSETS if face.files == name]
            for file in wanted:
                shutil.copyfile(unpacked / "files" / file, FOLDER / file)
            shutil.copyfile(unpacked / "LICENSE", FOLDER / f"{name}-OFL.txt")
            print(f"{package}: {len(wanted)} files")


def fetch(package: str, folder: Path) -> Path:
    """Fetch a package and unpack it; gives the folder of its files."""
    folder.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


if __name__ == "__main__":
    main()
