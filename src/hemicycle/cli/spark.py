"""A session of Spark for a command: opened at a master, quiet on the terminal, closed at the end."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@contextmanager
def spark_at(master: str) -> Iterator[SparkSession]:
    """Open a session at a master such as `local[2]`.

    What Java and the workers write on standard error stays off the terminal. Raises BadInput, in one line, where
    PySpark or Java is missing, where no session starts, and where its work fails.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise BadInput(Mistake("--spark", "no PySpark", "the extra: pip install 'hemicycle[spark]'")) from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise BadInput(Mistake("--spark", "no Java", "Java 17 or later, on the PATH or in JAVA_HOME"))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    builder = SparkSession.builder.master(master).appName("hemicycle").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        try:
            with _errors_into(log):
                session = builder.getOrCreate()
        except (Py4JError, PySparkException) as error:
            log.seek(0)
            raise _refused(master, re.findall(r"(?:Exception|ERROR \w+): (.+)", log.read()), error) from None
        try:
            logging.disable()  # an interrupt would be told with where it came
            yield session
        except (Py4JError, PySparkException) as error:
            lines = [line for line in str(error).splitlines() if line and not line[0].isspace()]
            raise _refused(master, lines, error) from None
        finally:
            session.stop()
            logging.disable(logging.NOTSET)


@contextmanager
def _errors_into(log: IO[str]) -> Iterator[None]:
    """Let a program that starts meanwhile write its errors into a file, now and as long as it runs."""
    if sys.stderr.isatty():
        sys.stderr.write("starting Spark")
    sys.stderr.flush()
    terminal = os.dup(2)
    try:
        os.dup2(log.fileno(), 2)
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def _refused(master: str, said: list[str], error: Exception) -> BadInput:
    """Tell what Spark said last of all that says more than where."""
    found = f"{master!r}, where Spark says: {said[-1] if said else type(error).__name__}"
    return BadInput(Mistake("--spark", found, "a master that works, such as local[2] or spark://host:7077"))
