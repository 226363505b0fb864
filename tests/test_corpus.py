"""What is wrong with a corpus is said with its place, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets.corpus import ROOT, Corpus
from snippets.problems import CorpusError
from tests.corpora import write_corpus


def problems(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        Corpus.load(write_corpus(folder, files))
    return [str(problem).removeprefix(f"{folder.as_posix()}/") for problem in caught.value.problems]


def test_the_corpus_of_the_book_is_sound() -> None:
    assert Corpus.load(ROOT).blocks


def test_a_block_knows_what_it_needs_and_what_it_continues(tmp_path: Path) -> None:
    files = {
        "c/base.py": "x = 1\n",
        "c/more.pycon": "#: after base\n>>> x\n1\n",
        "c/most.pycon": "#: after more\n#: after base\n#: min 3.13\n#: native\n>>> x + 1\n2\n",
    }
    corpus = Corpus.load(write_corpus(tmp_path, files))
    most = corpus.blocks["c/most"]
    assert [block.name for block in corpus.chain(most)] == ["base", "more", "most"]
    assert (most.header, most.source) == (4, ">>> x + 1\n2\n")
    assert corpus.why_not(most, (3, 12), native=True) == "needs Python 3.13"
    assert corpus.why_not(most, (3, 14), native=False) == "not in WebAssembly"
    assert corpus.why_not(most, (3, 14), native=True) is None


def test_a_block_can_not_run_where_one_that_it_continues_can_not(tmp_path: Path) -> None:
    files = {"c/base.py": "#: native\nx = 1\n", "c/more.pycon": "#: after base\n>>> x\n1\n"}
    corpus = Corpus.load(write_corpus(tmp_path, files))
    assert corpus.why_not(corpus.blocks["c/more"], (3, 14), native=False) == "not in WebAssembly"


def test_the_nearest_variant_that_is_not_above_counts(tmp_path: Path) -> None:
    files = {"c/a.pycon": ">>> x\n1\n", "c/a.3.13.pycon": ">>> x\n2\n"}
    block = Corpus.load(write_corpus(tmp_path, files)).blocks["c/a"]
    texts = [
        block.variant_for(version).text[-2] for version in ((3, 11), (3, 12), (3, 13), (3, 15))
    ]
    assert texts == ["1", "1", "2", "2"]
    assert block.boundaries == ((3, 13),)


def test_a_listing_has_its_output_beside_it(tmp_path: Path) -> None:
    files = {"c/a.py": "print(1)\n", "c/a.out": "1\n", "c/a.3.12.out": "2\n"}
    block = Corpus.load(write_corpus(tmp_path, files)).blocks["c/a"]
    assert [variant.output for variant in block.variants] == ["1\n", "2\n"]
    assert {variant.text for variant in block.variants} == {"print(1)\n"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"c/a.pycon": "#: after b\n>>> 1\n1\n"}, "c/a.pycon:1: '#: after b': the chapter has no"),
        ({"c/a.pycon": "#: needs b\n>>> 1\n1\n"}, "c/a.pycon:1: '#: needs b' is not known"),
        (
            {"c/a.pycon": "#: native\n#: refutes b\n>>> 1\n1\n"},
            "c/a.pycon:2: '#: refutes b': the chapter has no listing of that name",
        ),
        (
            {"c/a.pycon": "#: refutes b\n>>> 1\n1\n", "c/b.pycon": ">>> 2\n2\n"},
            "c/a.pycon:1: '#: refutes b': the chapter has no listing of that name",
        ),
        (
            {"c/a.py": "#: refutes b\nx = 1\n", "c/b.py": "y = 1\n"},
            "c/a.py:1: '#: refutes b': only a session has promises",
        ),
        (
            {"c/a.pycon": "#: after b\n#: refutes b\n>>> 1\n1\n", "c/b.py": "y = 1\n"},
            "c/a.pycon:2: '#: refutes b': '#: after b' says the opposite",
        ),
        (
            {"c/a.pycon": "#: refutes b\n>>> 1\n1\n", "c/b.py": "#: after a\ny = 1\n"},
            "c/a.pycon:1: '#: refutes b': b continues this session",
        ),
        (
            {"c/a.pycon": "#: refutes b\n#: refutes b\n>>> 1\n1\n", "c/b.py": "y = 1\n"},
            "c/a.pycon:2: the same block is named by 'refutes' twice",
        ),
        ({"c/a.pycon": "#: native\n#: min 3\n>>> 1\n"}, "c/a.pycon:2: '#: min' takes a version"),
        ({"c/a.pycon": "#: min 3.11\n>>> 1\n"}, "c/a.pycon:1: '#: min 3.11' says nothing here"),
        ({"c/a.py": b"x = 1\ny = '\xff'\n"}, "c/a.py:2: this is not UTF-8"),
        ({"c/a.pycon": "\ufeff>>> 1\n1\n"}, "c/a.pycon:1: the character U+FEFF can't be seen"),
        ({"c/a.pycon": ">>> 1\n1\f2\n"}, "c/a.pycon:2: the character U+000C can't be seen"),
        ({"c/a.pycon": ">>> 1\n\t1\n"}, "c/a.pycon:2: a tab: write spaces"),
        ({"c/a.pycon": "#: native\n>>> '\t'\n"}, "c/a.pycon:2: a tab: write spaces"),
        ({"c/a.py": "x\n", "c/a.out": "a\u2028\n"}, "c/a.out:1: the character U+2028 can't be"),
        ({"c/a.py": "x\n", "c/b.py": "x\n"}, "c/b.py:1: the same block as c/a"),
        (
            {"c/a.py": "x\n", "c/a.pycon": ">>> 1\n"},
            "c/a.py:1: 'a' is both a listing and a session",
        ),
        ({"c/a.out": "1\n"}, "c/a.out:1: there is no a.py or a.pycon"),
        ({"c/A.py": "x\n"}, "c/A.py:1: this is no name for a file of the corpus"),
        ({"c/a.py": ""}, "c/a.py:1: an empty listing"),
        (
            {"c/a.pycon": ">>> 1\n1\n>>> 2\n2\n", "c/a.3.13.pycon": ">>> 1\n1\n>>> 3\n2\n"},
            "c/a.3.13.pycon:3: its prompts are not those of a.pycon",
        ),
        (
            {"c/a.pycon": ">>> 1\n1\n", "c/a.3.13.pycon": ">>> 1\n1\n"},
            "c/a.3.13.pycon:1: says the same as a.pycon",
        ),
        (
            {"c/a.pycon": ">>> 1\n1\n", "c/a.3.16.pycon": ">>> 1\n2\n"},
            "c/a.3.16.pycon:1: nobody can run this",
        ),
        (
            {"c/a.pycon": "#: min 3.13\n>>> 1\n1\n", "c/a.3.12.pycon": ">>> 1\n2\n"},
            "c/a.3.12.pycon:1: nobody can run this",
        ),
        (
            {"c/a.pycon": ">>> 1\n1\n", "c/a.3.13.pycon": "#: native\n>>> 1\n2\n"},
            "c/a.3.13.pycon:1: '#:' lines stand only",
        ),
        ({"c/a.pycon": ">>> 1\n1\n", "c/a.out": "1\n"}, "c/a.out:1: the outputs of a.pycon stand"),
        (
            {"c/a.pycon": "#: native\n>>> 1\n2\n3\n\n4\n", "c/a.3.13.pycon": ">>> 1\n1\n"},
            "c/a.pycon:6: this is neither a prompt nor an output",
        ),
    ],
)
def test_bad_input_gets_one_message_with_its_place(
    tmp_path: Path, files: dict[str, str | bytes], expected: str
) -> None:
    found = problems(tmp_path, files)
    assert [line for line in found if line.startswith(expected)], found
    assert len(found) == 1


def test_a_circle_is_named_once_for_each_block_in_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "c/a.py": "#: after b\nx = 1\n",
        "c/b.py": "#: after a\nx = 2\n",
    }
    assert problems(tmp_path, files) == [
        "c/a.py:1: '#: after b' goes round in a circle: a after b after a",
        "c/b.py:1: '#: after a' goes round in a circle: b after a after b",
    ]


def test_all_problems_are_told_together(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"c/a.py": b"\xff", "c/b.py": "", "d/c.py": "#: x\nx\n"}
    assert len(problems(tmp_path, files)) == 3


def test_a_file_of_windows_reads_as_any_other(tmp_path: Path) -> None:
    files = {"c/a.pycon": b"#: native\r\n>>> 1\r\n1\r\n"}
    block = Corpus.load(write_corpus(tmp_path, files)).blocks["c/a"]
    assert (block.header, block.source) == (1, ">>> 1\n1\n")


def test_a_file_that_can_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert problems(tmp_path, {"c/a.py": "x\n"}) == [
        "c/a.py:1: this can't be read: Permission denied"
    ]


def test_a_block_that_many_continue_is_found_at_once(tmp_path: Path) -> None:
    names = [f"x{'abcdefghijklmnopqrstuvwxyz'[n]}" for n in range(26)]
    files: dict[str, str | bytes] = {"c/xa.py": "x = 0\n", "c/xb.py": "x = 1\n"}
    for n in range(2, 26):
        text = f"#: after {names[n - 1]}\n#: after {names[n - 2]}\nx = {n}\n"
        files[f"c/{names[n]}.py"] = text
    corpus = Corpus.load(write_corpus(tmp_path, files))
    chains = [corpus.chain(corpus.blocks[f"c/{name}"]) for name in names for _ in range(20)]
    assert len(chains[-1]) == 26
