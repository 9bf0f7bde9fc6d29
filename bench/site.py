"""The site under load: kept pages while a what-if is worked out, beside the framework's own empty page.

A number of connections ask for pages that are kept, as fast as a rate allows, while two other clients ask for one
what-if after another: both processes that work are busy, and nothing of it is kept. The same is asked of an application
of the same framework that answers with nothing. All in one run; load and site share this machine's cores.

    python bench/site.py [requests a second] [seconds]
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from statistics import quantiles

PATHS = (
    "/en/",
    "/en/elections/kz-mazhilis-2021/",
    "/ru/laws/kz-mazhilis/",
    "/api/v1/elections/kz-mazhilis-2021/outcome",
)
CONNECTIONS = 32
EMPTY = """
import sys
from fastapi import FastAPI, Response
from hemicycle.web.server import listening, address_of, serve
app = FastAPI(telemetry={"auto_configure": False})
@app.get("/{path:path}")
async def empty(path: str) -> Response:
    return Response(b"")
opened = listening("127.0.0.1", 0)
print(address_of(opened), file=sys.stderr, flush=True)
serve(app, opened)
"""


def started(command: list[str]) -> tuple[subprocess.Popen[str], int]:
    """Start a server, and read its port from the line it prints."""
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    line = running.stderr.readline()
    return running, int(line.split("http://127.0.0.1:")[1].split("/")[0])


async def ask(streams, path: str, method: str = "GET", body: bytes = b"") -> int:
    """Ask for a path on an open connection; return the status, the body read and thrown away."""
    reader, writer = streams
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    got = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line[15:]) for line in got.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    await reader.readexactly(length)
    return int(got[9:12])


async def load(port: int, rate: float, seconds: float) -> tuple[float, list[float], int]:
    """Ask at a rate; return the rate that came about, the times in ms from when each was due, and the failures.

    A request that is late because others are waited for is counted from when it was due, so that a server that stalls
    doesn't hide it.
    """
    due: asyncio.Queue[tuple[float, str]] = asyncio.Queue()
    times: list[float] = []
    failures = [0]

    async def worker() -> None:
        streams = await asyncio.open_connection("127.0.0.1", port)
        while True:
            at, path = await due.get()
            failures[0] += await ask(streams, path) != 200
            times.append((time.perf_counter() - at) * 1000)
            due.task_done()

    workers = [asyncio.create_task(worker()) for _ in range(CONNECTIONS)]
    begun = time.perf_counter()
    for number in range(int(rate * seconds)):
        at = begun + number / rate
        if (wait := at - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        due.put_nowait((at, PATHS[number % len(PATHS)]))
    await due.join()
    took = time.perf_counter() - begun
    for each in workers:
        each.cancel()
    return len(times) / took, times, failures[0]


async def what_ifs(port: int, done: list[float]) -> None:
    """Ask for one what-if after another; note how long each took."""
    streams = await asyncio.open_connection("127.0.0.1", port)
    number = 0
    while True:
        number += 1
        asked = {"election": "es-congreso-2016", "set": [f"all.threshold={number % 90}/1000"]}
        begun = time.perf_counter()
        status = await ask(streams, "/api/v1/what-if", "POST", json.dumps(asked).encode())
        if status == 429:  # so quick that one client asks for more than it may
            await asyncio.sleep(0.1)
            continue
        if status != 200:
            sys.exit(f"a what-if was answered with {status}")
        done.append(time.perf_counter() - begun)


def told(name: str, found: tuple[float, list[float], int]) -> float:
    """Print one row; return the 99th hundredth."""
    rate, times, failures = found
    hundredths = quantiles(times, n=100)
    row = f"{name:<44}{rate:8.0f}/s   p50 {hundredths[49]:7.2f} ms   p99 {hundredths[98]:7.2f} ms   {failures} failed"
    print(row, flush=True)
    return hundredths[98]


async def main(rate: float, seconds: float) -> None:
    """Load the site alone, then while a what-if is worked out, then the empty page."""
    site, port = started([sys.executable, "-m", "hemicycle", "serve", "--port", "0"])
    empty, empty_port = started([sys.executable, "-c", EMPTY])
    try:
        streams = await asyncio.open_connection("127.0.0.1", port)
        for path in PATHS:
            begun = time.perf_counter()
            await ask(streams, path)
            print(f"first time  {path:<48}{time.perf_counter() - begun:6.2f} s", flush=True)
        alone = told("kept pages", await load(port, rate, seconds))
        done: list[float] = []
        asking = [asyncio.create_task(what_ifs(port, done)) for _ in range(2)]
        busy = told("kept pages while a what-if is worked out", await load(port, rate, seconds))
        for each in asking:
            each.cancel()
        print(f"    what-ifs answered meanwhile: {len(done)}, {sum(done) / max(1, len(done)):.2f} s each", flush=True)
        await load(empty_port, rate, 1)
        nothing = told("the framework's own empty page", await load(empty_port, rate, seconds))
        beside = f"alone {alone / nothing:.2f}, while a what-if is worked out {busy / nothing:.2f}"
        print(f"p99 beside the empty page: {beside}")
    finally:
        for each in (site, empty):
            each.terminate()
            each.wait(10)


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[1:]]
    asyncio.run(main(*(given + [500, 10][len(given) :])))
