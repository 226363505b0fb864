"""Code that runs in a page reaches nobody, wherever the page comes from."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import pytest

from tests.disk_copies import copy_of_the_book
from tests.live_blocks import LiveBlock, forgotten
from tests.sites import POLICY, pages, served
from tests.windows import WIDE, Window

pages()

BLOCK = "send-bill"
PAGE = "send.html"

#: What is tried, each in a line that must fail. Scripts are tried in all the ways that Python has.
TRIED = """\
from js import fetch; fetch(URL + "fetch")
from js import XMLHttpRequest; ask = XMLHttpRequest.new(); ask.open("GET", URL, False); ask.send()
from js import WebSocket; WebSocket.new(SOCKET)
from js import EventSource; EventSource.new(URL + "events")
from js import WebTransport; WebTransport.new(URL)
from js import RTCPeerConnection; RTCPeerConnection.new()
from js import Worker; Worker.new(URL + "worker")
from js import SharedWorker; SharedWorker.new(URL + "shared")
from js import importScripts; importScripts(URL + "classic")
from js import FontFace; FontFace.new("far", f"url({URL}font)").load()
from js import Notification; Notification.new("far", icon=URL + "icon")
from js import caches; caches.open("far")
from js import indexedDB; indexedDB.open("far")
from js import navigator; navigator.sendBeacon(URL + "beacon")
from js import navigator; navigator.serviceWorker.register(URL + "serviceworker")
from js import self; self.constructor.constructor(f"fetch('{URL}constructor')")()
from js import eval; eval(f"import('{URL}eval')")
from js import Function; Function.new(f"return import('{URL}function')")()
from pyodide.code import run_js; run_js(f"import('{URL}module')")
from pyodide.code import run_js; run_js(f"fetch('{URL}script')")
from pyodide.http import open_url; open_url(URL + "open")
from pyodide.http import pyfetch; drive(pyfetch(URL + "pyfetch"))
from urllib.request import urlopen; urlopen(URL + "urllib")
import socket; socket.create_connection((HOST, PORT), 1)
""".splitlines()

#: These answer with a promise, which is refused later: what counts is that nobody was asked.
PROMISED = ("from pyodide_js import loadPackage; loadPackage(URL + 'far-1.0-py3-none-any.whl')",)

#: The interpreter may not survive this.
LAST = """\
from pyodide_js import FS
FS.createLazyFile("/", "far", {url!r}, True, False)
open("/far").read()
"""

PROGRAM = """\
URL, SOCKET, HOST, PORT = {addresses!r}

def drive(coroutine):
    while True:
        coroutine.send(None)

for line in {tried!r}:
    try:
        exec(line, globals())
    except BaseException:
        pass
    else:
        print("not refused:", line)

for line in {promised!r}:
    try:
        exec(line, globals())
    except BaseException:
        pass
print("all tried")
"""


class Outside:
    """A server that nobody may reach."""

    def __init__(self, server: ThreadingHTTPServer, asked: list[str]) -> None:
        self.port = server.server_port
        self.url = f"http://127.0.0.1:{self.port}/"
        self.asked = asked


@contextmanager
def outside() -> Iterator[Outside]:
    """Serve to everyone, and note who came."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
            """Say nothing."""

        def handle(self) -> None:
            asked.append("a connection")
            super().handle()

    with ThreadingHTTPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Outside(server, asked)
        server.shutdown()


#: Browsers, and where the book comes from: its policy is that of the host, or of the page alone.
PLACES = [
    ("chromium", "a strict host"),
    ("chromium", "any host"),
    ("chromium", "disk"),
    ("firefox", "any host"),
    ("firefox", "disk"),
]


@pytest.fixture
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the book."""
    if request.param == "disk":
        yield copy_of_the_book(tmp_path_factory.getbasetemp())
        return
    with served(policy=POLICY if request.param == "a strict host" else "") as address:
        yield address


@pytest.mark.parametrize(("driven", "book"), PLACES, indirect=["book"])
def test_nothing_that_a_block_tries_reaches_anyone(
    request: pytest.FixtureRequest, driven: str, book: str
) -> None:
    window: Window = request.getfixturevalue(f"{driven}_window")(WIDE)
    window.open(book + PAGE)
    with outside() as far, forgotten(window):
        addresses = far.url, far.url.replace("http", "ws"), "127.0.0.1", far.port
        program = PROGRAM.format(addresses=addresses, tried=TRIED, promised=PROMISED)
        block = LiveBlock(window, BLOCK)
        block.write(program)
        assert block.ran().kind == "changed", block.status.text
        assert block.printed == "all tried\n"
        block.write(LAST.format(url=far.url + "lazy"))
        block.ran()
        time.sleep(0.5)
        assert far.asked == []


def test_who_comes_to_the_server_outside_is_noted() -> None:
    with outside() as far, urlopen(far.url + "here"):
        assert far.asked == ["a connection", "/here"]
