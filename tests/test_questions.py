"""The page of questions: a block has printed each message, and each answer leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "book" / "questions.md").read_text(encoding="utf-8")
ENTRIES = re.findall(r"^(\S.*)\n: (.*(?:\n  .*)*)", PAGE, re.MULTILINE)
#: A message in code, without the kind of exception in front of it.
MESSAGE = re.compile(r"`(?:[A-Z]\w+(?:Error|Warning|Exit|Iteration): )?([^`\n]{12,})`")
#: What stands for any text in a message.
ANY = r".+"


def messages() -> list[str]:
    return MESSAGE.findall("\n".join(re.findall(r"^`.*", PAGE, re.MULTILINE)))


def printed() -> str:
    folders = (ROOT / "snippets").glob("*/*")
    return "\n".join(it.read_text("utf-8") for it in folders if it.suffix in {".pycon", ".out"})


@pytest.mark.parametrize("message", messages())
def test_a_message_is_one_that_a_block_has_printed(message: str) -> None:
    pattern = re.escape(message).replace(r"\.\.\.", ANY)
    assert re.search(pattern, printed())


@pytest.mark.parametrize(("question", "answer"), ENTRIES, ids=[entry[0] for entry in ENTRIES])
def test_an_answer_leads_to_where_it_is_shown(question: str, answer: str) -> None:
    assert re.search(r"\{numref\}`|\]\(#|\{doc\}`", answer), question


def test_no_question_is_asked_twice() -> None:
    questions = [entry[0] for entry in ENTRIES]
    assert sorted(set(questions)) == sorted(questions)
