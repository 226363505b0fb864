"""The bytes that a terminal sends for a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools._stepper.keys import read_keys


@pytest.mark.parametrize(
    ("keys", "data"),
    [
        (["n"], b"n"),
        (["right", "left"], b"\x1b[C\x1bOD"),
        (["home", "end", "home", "end"], b"\x1b[1~\x1b[4~\x1bOH\x1bOF"),
        (["tab", "backtab", "enter", "enter"], b"\t\x1b[Z\r\n"),
        (["é", "漢", "🐍"], "é漢🐍".encode()),
        (["backspace", "backspace", "space", "eof"], b"\x7f\x08 \x04"),
        (["\x1b[15;2~", "n"], b"\x1b[15;2~n"),
    ],
)
def test_a_key_has_a_name(keys: list[str], data: bytes) -> None:
    assert read_keys(data) == (keys, b"")


@pytest.mark.parametrize("data", [b"\x1b", b"\x1b[", b"\x1b[1", b"\x1bO", b"\xe6\xbc", b"\xf0"])
def test_a_key_that_has_only_begun_is_waited_for(data: bytes) -> None:
    assert read_keys(b"n" + data) == (["n"], data)


def test_what_has_begun_is_taken_as_it_is_when_nothing_follows() -> None:
    assert read_keys(b"\x1b", finished=True) == (["escape"], b"")
    assert read_keys(b"\x1b[", finished=True) == (["escape", "["], b"")
    assert read_keys(b"\xe6", finished=True) == (["\N{REPLACEMENT CHARACTER}"], b"")


@given(st.binary())
def test_every_byte_is_read_once_the_input_has_ended(data: bytes) -> None:
    keys, rest = read_keys(data, finished=True)
    assert rest == b""
    assert bool(keys) == bool(data)


@given(st.lists(st.sampled_from(["n", "\x1b[C", "\x1b[1~", "\x1bOH", "é", "漢", "\r"])), st.data())
def test_keys_are_the_same_however_the_bytes_are_cut(sent: list[str], data: st.DataObject) -> None:
    everything = "".join(sent).encode()
    cut = data.draw(st.integers(0, len(everything)))
    keys, rest = read_keys(everything[:cut])
    more, rest = read_keys(rest + everything[cut:])
    assert (keys + more, rest) == read_keys(everything)
