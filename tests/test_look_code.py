"""The bytes of code objects, read as CPython itself reads them."""

import dis

from gentools._look.code import Op, decode, handlers
from tests.codes import ALL_CODES


def test_code_is_read_as_dis_reads_it() -> None:
    for code in ALL_CODES:
        assert [(op.offset, op.name) for op in decode(code)] == [
            (shown.offset, shown.opname) for shown in dis.get_instructions(code)
        ]


def test_arguments_are_those_of_dis_also_when_they_are_extended() -> None:
    for code in ALL_CODES:
        for op, shown in zip(decode(code), dis.get_instructions(code), strict=True):
            assert op.arg == (shown.arg or 0) or shown.arg is None
            if shown.opcode in dis.hasjrel and shown.opname != "END_ASYNC_FOR":
                assert op.target == shown.argval


def test_the_exception_table_is_read_as_dis_reads_it() -> None:
    parse = getattr(dis, "_parse_exception_table")  # noqa: B009
    seen = 0
    for code in ALL_CODES:
        assert [
            (entry.start, entry.end, entry.target, entry.depth, entry.lasti)
            for entry in parse(code)
        ] == [tuple(handler) for handler in handlers(code)]
        seen += len(list(handlers(code)))
    assert seen > 100


def test_what_never_jumps_has_no_target() -> None:
    assert Op(offset=0, name="NOP", code=dis.opmap["NOP"], arg=0, following=2).target is None
