from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from command_runs import Command, Ran
from polling_stations import needs_stations

from hemicycle.cli import main, whole_app

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

build = typer.main.get_command


@pytest.hookimpl(tryfirst=True)  # the groups have to be there when the tests are handed out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker have what takes long to get ready: the session of Spark, or published files of whole countries."""
    for item in items:
        if "spark" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("spark"))
        elif needs_stations.mark in item.iter_markers():
            item.add_marker(pytest.mark.xdist_group("stations"))


@cache
def built(app: typer.Typer) -> object:
    """The command with all its options, which Typer makes of the functions anew at every run."""
    whole_app()
    return build(app)


@pytest.fixture
def hemicycle(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command in this process: its exit status and both of its outputs."""
    monkeypatch.setattr(typer.main, "get_command", built)

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


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A session of Spark on this machine, for all tests."""
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("hemicycle")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    yield session
    session.stop()
