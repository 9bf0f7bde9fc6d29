from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_runs import Command, Ran

from hemicycle.cli import main


@pytest.fixture
def hemicycle(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command in this process: its exit status and both of its outputs."""

    def run(*args: str | Path) -> Ran:
        capfd.readouterr()
        monkeypatch.setattr(sys, "argv", ["hemicycle", *map(str, args)])
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file, and the folders above it."""

    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write
