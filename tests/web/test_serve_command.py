"""The command that serves the site."""

import signal
import socket
import subprocess
import sys
import time

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


def test_ctrl_c_ends_it_without_a_trace():
    command = [sys.executable, "-m", "hemicycle", "serve", "--port", "0"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    line = running.stderr.readline()
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert line.startswith("hemicycle: http://127.0.0.1:")
    assert err == "hemicycle: stopped\n"
    assert running.returncode == 0
