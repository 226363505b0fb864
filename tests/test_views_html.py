"""HTML for notebooks: complete in itself, escaped, without script, for light and dark."""

from __future__ import annotations

import re
from collections.abc import Generator
from html.parser import HTMLParser
from typing import Any

from gentools import my_range, snapshot
from gentools._record.record import record
from gentools._views.html import element, snapshot_html, trace_html, transcript_html

HOSTILE = "</td><script>alert('x')</script><img src=x onerror=alert(1)>"


class Reader(HTMLParser):
    """Reads HTML, and sees that each element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_is_harmless(html: str) -> None:
    reader = Reader(html)
    assert set(reader.tags) <= {
        "div", "strong", "pre", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert reader.attributes <= {"style", "scope"}
    assert not re.search(r"#[0-9a-f]{3}|rgb|url\(|black|white;", html)


def test_a_snapshot_shows_state_place_locals_and_stack() -> None:
    numbers = my_range(0, 3)
    next(numbers)
    html = snapshot_html(snapshot(numbers))
    assert_is_harmless(html)
    text = Reader(html).text
    assert "generator my_range  ‖ suspended, line " in text
    assert "start = 0\nend = 3\nindex = 0" in text
    assert "^^^^^" in text
    assert snapshot(numbers)._repr_html_() == html


def test_a_closed_generator_is_a_title() -> None:
    numbers = my_range(0, 3)
    numbers.close()
    assert Reader(snapshot_html(snapshot(numbers))).text == "generator my_range  ■ closed"


def comparing() -> Generator[None, int, None]:
    print(1 < (yield) > 1)


def test_what_is_shown_is_escaped() -> None:
    generator: Any = my_range(HOSTILE, 1)  # type: ignore[arg-type]
    generator.__name__ = HOSTILE
    html = snapshot_html(snapshot(generator))
    assert_is_harmless(html)
    assert HOSTILE in Reader(html).text
    compared = comparing()
    next(compared)
    assert "print(1 &lt; (yield) &gt; 1)" in snapshot_html(snapshot(compared))
    assert_is_harmless(transcript_html(HOSTILE, (HOSTILE,), [(HOSTILE,)]))
    assert "<td" in (controls := transcript_html("", ("",), [("\x1b[2J",)]))
    assert "\\x1b[2J" in controls
    assert element("p", HOSTILE, title=HOSTILE).count("<") == 2


def test_a_recording_shows_its_first_steps() -> None:
    program = f"def f():\n    yield {HOSTILE!r}\nfor text in f():\n    print(text)\n"
    trace = record(program, by="line")
    html = trace_html(trace)
    assert_is_harmless(html)
    text = Reader(html).text
    for step in trace:
        assert step.sentence in text
    assert trace.end.sentence in text


def test_a_long_recording_says_how_much_is_left_out() -> None:
    trace = record("for number in range(150):\n    pass\n", by="line")
    html = trace_html(trace)
    assert f"{len(trace) - 200} more steps" in html
    assert html.count("<tr>") == 201
    assert trace._repr_html_() == html


def test_a_long_line_of_source_is_cut() -> None:
    trace = record(f"x = 1  # {'long ' * 100}", by="line")
    assert f"x = 1  # {'long ' * 18}…</td>" in trace_html(trace)
