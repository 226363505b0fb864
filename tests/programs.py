"""Functions that suspend, made at random: source text of any nesting, for Hypothesis."""

from __future__ import annotations

import textwrap
from typing import Any

from hypothesis import strategies as st

from tests import soft

KINDS = ("generator", "coroutine", "async_generator")
NAMES = ("a", "b", "c", "d")

name = st.sampled_from(NAMES)


def programs() -> st.SearchStrategy[tuple[str, str]]:
    """Return what makes a kind and the text of a function `made` that is of that kind."""
    kinds = st.sampled_from(KINDS)
    return kinds.flatmap(lambda kind: st.tuples(st.just(kind), _functions(kind).filter(_compiles)))


def _compiles(source: str) -> bool:
    """Is it Python? Some things must not be inside some others."""
    try:
        compile(source, "<made>", "exec")
    except SyntaxError:
        return False
    return True


def make(source: str) -> Any:
    """Return what a call of the function `made` of *source* returns."""
    namespace: dict[str, Any] = {**vars(soft), "s": soft.Soft(), "t": soft.Soft()}
    exec(compile(source, "<made>", "exec"), namespace)
    return namespace["made"](soft.Soft(), soft.Soft())


def _functions(kind: str) -> st.SearchStrategy[str]:
    is_async = kind != "generator"
    first = {"generator": "yield", "coroutine": "await Pause()", "async_generator": "yield"}[kind]
    define = "async def" if is_async else "def"
    closure = st.sampled_from(["", "inner = lambda: (a, c)\n", "inner = lambda: b\n"])
    return st.builds(
        lambda bound, body: (
            f"{define} made(a, b, *c, d=s):\n" + textwrap.indent(bound + first + "\n" + body, " ")
        ),
        closure,
        _blocks(kind, 3),
    )


def _expressions(kind: str) -> st.SearchStrategy[str]:
    leaf = st.one_of(name, st.sampled_from(["s", "t", "[]", "'x'"]))
    return st.recursive(leaf, lambda inner: _composed(kind, inner), max_leaves=8)


def _composed(kind: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    forms = [
        "s({0}, {1})", "s({0}, k={1})", "s.method({0}, *[{1}])", "s(*{0}, **t, k={1})",
        "(s or {0})({1})", "[{0}, {1}]", "({0}, *[{1}])", "{{'k': {0}, 'm': {1}}}",
        "s + ({0})", "t[{0}:{1}]", "s < ({0}) < t", "({0} or {1})", "({0} if {1} else t)", "s.x",
        "[x for x in ({0}, {1})]", "(lambda x: x)({0})", "not ({0})", "(lambda: a)()",
        "[*(x for x in ({0}, {1}))]",
    ]  # fmt: skip
    yields = [
        "(yield {0})",
        "s({0}, (yield {1}), t)",
        "[{0}, t, (yield)]",
        "f'{{a!s}}x{{(yield)!s}}'",
        "(d := (yield {0}))",
    ]
    if kind == "generator":
        forms += [
            *yields,
            "(yield from [{0}, {1}])",
            "(yield from some())",
            "s((yield from Steps(2)))",
        ]
    else:
        forms += [
            "(await Pause())", "f'{{a!s}}x{{(await t)!s}}'", "s({0}, await t, {1})",
            "[x async for x in some_async(1)]", "[await Pause() for x in ({0}, 1)]",
            "[{0} for x in [1] if await Pause() or 1]",
        ]  # fmt: skip
    if kind == "async_generator":
        forms += yields
    return st.builds(lambda form, *parts: form.format(*parts), st.sampled_from(forms), inner, inner)


def _blocks(kind: str, depth: int) -> st.SearchStrategy[str]:
    return st.lists(_statements(kind, depth), min_size=1, max_size=3).map("".join)


def _statements(kind: str, depth: int) -> st.SearchStrategy[str]:
    simple = _simple(kind)
    return st.one_of(simple, _compound(kind, depth - 1)) if depth else simple


def _simple(kind: str) -> st.SearchStrategy[str]:
    forms = [
        "{0}\n", "{name} = {0}\n", "{name} += {0}\n", "s[{0}] = {1}\n", "s.x += {0}\n",
        "{name}, *b = {0}, {1}, s\n", "del {name}\n{name} = {0}\n", "assert {0} or True\n",
        "if not {0}: raise Boom\n", "raise Boom from KeyError()\n", "t[{0}] += {1}\n",
    ]  # fmt: skip
    part = _expressions(kind)
    if kind != "async_generator":
        forms.append("if not {0}: return {1}\n")
    return st.builds(
        lambda form, one, two, chosen: form.format(one, two, name=chosen),
        st.sampled_from(forms), part, part, name,
    )  # fmt: skip


def _compound(kind: str, depth: int) -> st.SearchStrategy[str]:
    part = _expressions(kind)
    forms = [
        "if {0}:\n{A}else:\n{B}",
        "for {name} in [s, {0}]:\n{A}",
        "for {name} in (s, {0}):\n{A} if {1}: continue\n{B}",
        "for {name} in Steps(2):\n{A} break\nelse:\n{B}",
        "for {name} in some():\n{A}",
        "for {name} in range(2):\n{A}",
        "while d:\n{A} break\n",
        "with s as {name}:\n{A}",
        "with Swallow(), t as {name}:\n{A}",
        "try:\n{A}finally:\n{B}",
        "try:\n{A} raise Boom\nexcept Boom as {name}:\n{B}",
        "try:\n{A}except (KeyError, Boom):\n{B}else:\n{A}",
        "try:\n{A}except Exception as {name}:\n{B}finally:\n{A}",
        "try:\n{A} raise KeyError\nexcept* KeyError as {name}:\n {0}\n s({1}, {name})\nelse:\n{B}",
        "match",
    ]
    if kind != "generator":
        forms += [
            "async for {name} in some_async():\n{A}",
            "async for {name} in Steps(2):\n{A} break\n",
            "async with s as {name}:\n{A}",
            "async with Swallow():\n{A} raise Boom\n",
        ]
    block = _blocks(kind, depth)
    return st.builds(_fill, st.sampled_from(forms), part, part, name, block, block)


def _fill(form: str, one: str, two: str, chosen: str, a: str, b: str) -> str:
    if form == "match":
        head, first, second = f"match {one}:\n", " case [x, *y]:\n", f" case z if {two}:\n"
        return head + first + textwrap.indent(a, "  ") + second + textwrap.indent(b, "  ")
    indented = {"A": textwrap.indent(a, " "), "B": textwrap.indent(b, " ")}
    return form.format(one, two, name=chosen, **indented)
