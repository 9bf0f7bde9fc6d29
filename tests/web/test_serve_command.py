"""The command that serves the site."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest


def test_a_port_in_use_is_one_clear_line(hemicycle):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = hemicycle("serve", "--port", port)
    assert ran.status == 2
    assert ran.err == (
        f"hemicycle: --port: found port {port}, which another program uses; "
        f"expected a free one, such as --port {port + 1}\n"
    )


@pytest.mark.parametrize(("host", "found"), [("no such host", "'no such host'"), ("", "nothing")])
def test_an_address_that_is_not_this_machine_s_is_one_clear_line(hemicycle, host, found):
    ran = hemicycle("serve", "--host", host, "--port", "0")
    assert ran.status == 2
    assert f"--host: found {found}; expected an address of this machine" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_without_the_extra_it_says_what_to_install(hemicycle, monkeypatch):
    import importlib.util

    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "fastapi" else find(name))
    for command in (("serve",), ("site", "build", "public")):
        ran = hemicycle(*command)
        assert ran.status == 2
        assert ran.err == ("hemicycle: serve: found no fastapi; expected the extra: pip install 'hemicycle[web]'\n")


@pytest.mark.parametrize("option", [("--law", "kz-mazhilis"), ("--date", "2021-01-10")])
def test_a_law_without_returns_is_refused(hemicycle, option):
    ran = hemicycle("serve", *option)
    assert ran.status == 2
    assert "--returns as well" in ran.err


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="a machine without groups of processes")
def test_ctrl_c_ends_it_at_once_and_without_a_trace_while_a_count_is_watched():
    command = [sys.executable, "-m", "hemicycle", "serve", "--port", "0"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    line = running.stderr.readline()
    assert line.startswith("hemicycle: http://127.0.0.1:")
    port = int(re.search(r":(\d+)/", line)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as odd:
        odd.sendall(b"no request of any kind\r\n\r\n")
        assert b"400" in odd.recv(4096)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as watching:
        watching.sendall(b"GET /en/live/states HTTP/1.1\r\nHost: site.test\r\n\r\n")
        assert b"text/event-stream" in watching.recv(4096)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the processes that do the work as well
        _, err = running.communicate(timeout=60)
    assert err == "hemicycle: stopped\n"
    assert running.returncode == 0
