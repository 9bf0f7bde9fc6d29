"""Time a whole command beside a bare interpreter.

Without arguments the command is `hemicycle elect kz-mazhilis-2021`, from beside this interpreter.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 15


def main() -> None:
    command = sys.argv[1:] or [str(Path(sys.executable).with_name("hemicycle")), "elect", "kz-mazhilis-2021"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import hemicycle'": [sys.executable, "-c", "import hemicycle"],
        " ".join([Path(command[0]).name, *command[1:]]): command,
    }
    for arguments in commands.values():
        seconds(arguments)  # the first run also compiles and fills the disk cache
    rounds = [{name: seconds(arguments) for name, arguments in commands.items()} for _ in range(RUNS)]
    times = {name: [run[name] for run in rounds] for name in commands}
    bare = median(times["python -c pass"])
    width = max(map(len, commands)) + 2
    print(f"whole process, {RUNS} runs each in turn; ratio of medians")
    print(f"{'command':<{width}}{'median ms':>10}{'min ms':>9}{'ratio':>7}")
    for name, runs in times.items():
        print(f"{name:<{width}}{median(runs) * 1e3:>10.1f}{min(runs) * 1e3:>9.1f}{median(runs) / bare:>7.1f}")


def seconds(arguments: list[str]) -> float:
    start = perf_counter()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    took = perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr or done.stdout}")
    return took


if __name__ == "__main__":
    main()
