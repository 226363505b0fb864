"""An exercise on a page: its parts, its number, its solution, and what the build refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import Tag

from tests.small_books import Built, SmallBook

# A transform of MyST's asks Sphinx for what will have another name in Sphinx 11.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

FILES = {
    "alpha/double.py": "def double(number):\n    return 2 * number\n",
    "alpha/double_start.py": "def double(number):\n    return number + 2\n",
    "alpha/double_checks.pycon": (
        "#: after double\n#: refutes double_start\n>>> double(2)\n4\n>>> double(3)\n6\n"
    ),
}
EXERCISE = """\
::::{exercise} double
:title: Twice as `much`

Write *double*.

:::{hint}
Add it to itself.
:::

:::{hint}
Or multiply.
:::
::::
"""
ALPHA = f"# Alpha\n\n## Exercises\n\n{EXERCISE}"
SOLUTION = """\
::::{solution} alpha/double
By a product.

```{snippet} alpha/double
:caption: A product
```
::::
"""
GAMMA = f"# Gamma\n\n{SOLUTION}"


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    """A book with one exercise and its solution, in which nothing is wrong."""
    return SmallBook(tmp_path).corpus(FILES).write(alpha=ALPHA, gamma=GAMMA)


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def exercise_of(built: Built, page: str = "alpha") -> Tag:
    found = built.page(page).find(class_="exercise")
    assert isinstance(found, Tag)
    return found


def solution_of(built: Built, page: str = "gamma") -> Tag:
    found = built.page(page).find(class_="solution-body")
    assert isinstance(found, Tag)
    return found


def test_an_exercise_has_its_number_its_title_its_task_and_its_start(book: SmallBook) -> None:
    built = book.build()
    found = exercise_of(built)
    assert built.warnings == []
    assert text(found.find("h3")) == "Exercise 1.1 Twice as much¶"
    assert text(found.find("p")) == "Write double."
    start = found.find("figure")
    assert isinstance(start, Tag)
    assert start["data-block"] == "alpha/double_start"
    assert start.parent is found


def test_hints_are_folded_one_by_one_in_their_order(book: SmallBook) -> None:
    hints = exercise_of(book.build()).find_all("details", class_="exercise-hint")
    assert [text(hint) for hint in hints] == ["Hint 1 Add it to itself.", "Hint 2 Or multiply."]
    assert not any(hint.has_attr("open") for hint in hints)


def test_an_exercise_needs_no_hints(book: SmallBook) -> None:
    built = book.write(alpha=ALPHA.split(":::{hint}", maxsplit=1)[0] + "::::\n").build()
    assert built.warnings == []
    assert exercise_of(built).find(class_="exercise-hint") is None


def test_the_checks_are_folded_and_do_not_lead_to_the_solution(book: SmallBook) -> None:
    checks = exercise_of(book.build()).find("details", class_="exercise-checks")
    assert isinstance(checks, Tag)
    figure = checks.find("figure")
    assert isinstance(figure, Tag)
    assert (figure["data-block"], figure["data-runs"]) == ("alpha/double_checks", "no")
    assert "runs after what you write" in text(figure)
    assert "continues" not in text(figure)


def test_exercise_and_solution_lead_to_each_other(book: SmallBook) -> None:
    built = book.build()
    found, solution = exercise_of(built), solution_of(built)
    (way,) = found.select(".exercise-solution a")
    (back,) = solution.select(".solution-of a")
    assert way["href"] == f"gamma.html#{solution['id']}"
    assert back["href"] == f"alpha.html#{found['id']}"
    assert text(back) == "Exercise 1.1"


def test_a_solution_is_folded_under_the_title_of_its_exercise(book: SmallBook) -> None:
    solution = solution_of(book.build())
    fold = solution.parent
    assert isinstance(fold, Tag)
    assert fold.name == "details"
    assert not fold.has_attr("open")
    assert text(fold.find("summary")) == "Exercise 1.1: Twice as much"
    # A browser opens a fold for an address within it, not for that of the fold itself.
    assert solution["id"] == "alpha-double-solution"
    assert solution.find("figure") is not None


def test_an_exercise_is_referred_to_by_its_number(book: SmallBook) -> None:
    built = book.write(beta="# Beta\n\nSee {numref}`alpha-double-exercise`.\n").build()
    link = built.page("beta").find("a", string="Exercise 1.1")
    assert isinstance(link, Tag)
    assert built.warnings == []
    assert link["href"] == "alpha.html#alpha-double-exercise"


def test_in_print_nothing_is_folded(book: SmallBook) -> None:
    built = book.build("singlehtml")
    page = built.page("index")
    assert built.warnings == []
    assert page.find("details") is None
    assert [text(hint) for hint in page.find_all(class_="exercise-hint-title")] == [
        "Hint 1",
        "Hint 2",
    ]
    assert text(page.find(class_="solution-title")) == "Exercise 1.1: Twice as much"
    assert page.find(class_="exercise-checks") is not None


def test_a_page_knows_its_exercises_by_what_they_ask(book: SmallBook) -> None:
    before = exercise_of(book.build())["data-print"]
    other_words = book.write(alpha=ALPHA.replace("*double*", "a function")).build()
    assert exercise_of(other_words)["data-print"] == before
    checks = FILES["alpha/double_checks.pycon"] + ">>> double(0)\n0\n"
    asks_more = book.corpus({"alpha/double_checks.pycon": checks}).build(
        book_must_be_verified=False
    )
    assert exercise_of(asks_more)["data-print"] != before


def test_a_solution_follows_the_title_and_the_number_of_its_exercise(book: SmallBook) -> None:
    book.build()
    built = book.write(alpha=ALPHA.replace("Twice as `much`", "Doubles")).build()
    fold = solution_of(built).parent
    assert fold is not None
    assert text(fold.find("summary")) == "Exercise 1.1: Doubles"


HALVES = """\
::::{exercise} half
:title: Half

Write it.
::::
"""


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("double.py", "the exercise 'alpha/double' has no solution: there is no snippets/alpha/"),
        ("double_start.py", "has no start: there is no snippets/alpha/double_start.py"),
        ("double_checks.pycon", "has no checks: there is no snippets/alpha/double_checks.pycon"),
    ],
)
def test_an_exercise_without_one_of_its_parts_is_refused(
    tmp_path: Path, missing: str, message: str
) -> None:
    files = {name: body for name, body in FILES.items() if not name.endswith(f"/{missing}")}
    files["alpha/double_checks.pycon"] = ">>> double_or_nothing = 2\n>>> 1\n1\n"
    if missing == "double_checks.pycon":
        del files["alpha/double_checks.pycon"]
    built = SmallBook(tmp_path).corpus(files).write(alpha=ALPHA, gamma=GAMMA).build()
    assert any(message in line and "alpha.md:5" in line for line in built.warnings)
    assert built.status == 1


@pytest.mark.parametrize("line", ["#: after double\n", "#: refutes double_start\n"])
def test_checks_must_say_what_they_are_proved_by(book: SmallBook, line: str) -> None:
    checks = FILES["alpha/double_checks.pycon"].replace(line, "")
    built = book.corpus({"alpha/double_checks.pycon": checks}).build()
    message = f"'alpha/double_checks' must begin with the line '{line.strip()}'"
    assert any(message in line for line in built.warnings)


HELPER = {"alpha/helper.py": "two = 2\n", "alpha/deeper.py": "#: after helper\nthree = 3\n"}
DEEPER = "\n```{snippet} helper\n:caption: Two\n```\n\n```{snippet} deeper\n:caption: Three\n```\n"


def beginning(header: str, *parts: str) -> dict[str, str]:
    """Return these files of the exercise with a further line at the top."""
    return {f: f"{header}\n{body}" for f, body in FILES.items() if Path(f).stem in parts}


@pytest.mark.parametrize(
    ("header", "parts", "message"),
    [
        ("#: after helper", ["double"], "'alpha/double' must continue the same blocks as 'alpha/d"),
        ("#: after helper", ["double_start"], "'alpha/double' must continue the same blocks as 'a"),
        ("#: after helper", ["double_checks"], "'alpha/double_checks' must come after the solu"),
        ("#: native", ["double"], "can't be checked in a page: not in WebAssembly"),
        ("#: native", ["double_start"], "can't be checked in a page: not in WebAssembly"),
        ("#: native", ["double_checks"], "can't be checked in a page: not in WebAssembly"),
        ("#: min 3.15", ["double"], "can't be checked in a page: needs Python 3.15"),
    ],
)
def test_what_is_proved_of_an_exercise_must_be_what_a_page_runs(
    book: SmallBook, header: str, parts: list[str], message: str
) -> None:
    built = book.corpus(HELPER | beginning(header, *parts)).write(alpha=ALPHA + DEEPER).build()
    assert any(message in line and "alpha.md:5" in line for line in built.warnings)


def test_a_solution_may_continue_what_its_start_continues(book: SmallBook) -> None:
    files = HELPER | beginning("#: after deeper", "double", "double_start")
    assert book.corpus(files).write(alpha=ALPHA + DEEPER).build().warnings == []


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ({"alpha": "# Alpha\n"}, "gamma.md:3: WARNING: there is no exercise 'alpha/double' that"),
        ({"gamma": "# Gamma\n"}, "alpha.md:5: WARNING: the exercise 'alpha/double' is solved no"),
        (
            {"alpha": ALPHA.replace(":title: Twice as `much`\n", "")},
            "alpha.md:5: WARNING: the exercise 'alpha/double' has no title",
        ),
        (
            {"alpha": f"{ALPHA}\n{EXERCISE}"},
            "alpha.md:19: WARNING: there is an exercise 'alpha/double' above already",
        ),
        (
            {"beta": f"# Beta\n\n{EXERCISE.replace(' double', ' alpha/double')}"},
            "beta.md:3: WARNING: there is an exercise 'alpha/double' in alpha already",
        ),
        (
            {"gamma": f"{GAMMA}\n::::{{solution}} alpha/double\nAgain.\n::::\n"},
            "gamma.md:11: WARNING: 'alpha/double' is solved above already",
        ),
        (
            {"beta": "# Beta\n\n::::{solution} alpha/double\nAgain.\n::::\n"},
            "'alpha/double' is solved in ",
        ),
        (
            {"gamma": "# Gamma\n\n::::{solution} alpha/double\nBy a product.\n::::\n"},
            "gamma.md:3: WARNING: the solution of 'alpha/double' does not show it",
        ),
        (
            {"gamma": "# Gamma\n\n::::{solution} alpha/double\nBy a product.\n::::\n"},
            "double.py:1: WARNING: no page shows this block",
        ),
        (
            {"alpha": "# Alpha\n", "gamma": "# Gamma\n"},
            "double_checks.pycon:1: WARNING: no page shows this block",
        ),
    ],
)
def test_what_is_wrong_with_exercises_is_said_with_its_place(
    book: SmallBook, pages: dict[str, str], message: str
) -> None:
    built = book.write(**pages).build()
    assert any(message in line for line in built.warnings), built.warnings
    assert built.status == 1


def test_a_page_that_was_wrong_is_read_again_by_the_next_build(book: SmallBook) -> None:
    book.write(gamma="# Gamma\n").build()
    built = book.write(gamma=GAMMA).build()
    assert built.warnings == []


def test_a_solution_follows_its_exercise_though_another_builder_came_first(
    book: SmallBook,
) -> None:
    book.build()
    book.write(alpha=ALPHA.replace("Twice as `much`", "Doubles")).build("epub")
    fold = solution_of(book.build()).parent
    assert fold is not None
    assert text(fold.find("summary")) == "Exercise 1.1: Doubles"


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (beginning("#: afta no", "double"), "snippets/alpha/double.py:1: WARNING: '#: afta no'"),
        (
            {"alpha/double_checks.pycon": "#: refutes double_start\n>>> double(3)\n6\n"},
            "must begin with",
        ),
        (beginning("#: native", "double_start"), "can't be checked in a page"),
    ],
)
def test_one_slip_in_the_corpus_is_one_warning_and_its_mending_brings_all_back(
    book: SmallBook, slip: dict[str, str], message: str
) -> None:
    (warning,) = book.corpus(slip).build().warnings
    assert message in warning
    built = book.corpus(FILES).record({"version": "3.14.2"}).build()
    assert built.warnings == []
    assert exercise_of(built).find("figure") is not None
    assert text(solution_of(built).find(class_="solution-of")) == "This solves Exercise 1.1."


@pytest.mark.parametrize("part", ["start.py", "checks.pycon"])
def test_a_missing_part_is_one_warning_and_is_shown_once_it_is_there(
    book: SmallBook, part: str
) -> None:
    checks = FILES["alpha/double_checks.pycon"].replace("#: refutes double_start\n", "")
    book.corpus({"alpha/double_checks.pycon": checks})
    (book.folder / "snippets/alpha" / f"double_{part}").unlink()
    (warning,) = book.record({"version": "3.14.2"}).build().warnings
    assert f"there is no snippets/alpha/double_{part}" in warning
    built = book.corpus(FILES).record({"version": "3.14.2"}).build()
    assert built.warnings == []
    assert len(exercise_of(built).find_all("figure")) == 2


def test_an_exercise_without_a_title_is_one_warning(book: SmallBook) -> None:
    untitled = ALPHA.replace(":title: Twice as `much`\n", "")
    (warning,) = book.write(alpha=untitled).build().warnings
    assert "alpha.md:5: WARNING: the exercise 'alpha/double' has no title" in warning


@pytest.mark.parametrize("lacking", ["alpha", "gamma"])
def test_a_half_of_an_exercise_does_not_lead_to_the_other_where_there_is_none(
    book: SmallBook, lacking: str
) -> None:
    warnings = book.write(**{lacking: f"# {lacking}\n"}).build().warnings
    assert not any("label" in line for line in warnings)


@pytest.mark.parametrize("title", ["The # of steps", '"a" b', "'a': b", "- \\ é", "| a", "{a}"])
def test_a_title_may_have_any_characters_in_it(book: SmallBook, title: str) -> None:
    quoted = json.dumps(title, ensure_ascii=False)
    built = book.write(alpha=ALPHA.replace("Twice as `much`", quoted)).build()
    assert built.warnings == []
    captions = [text(found) for found in exercise_of(built).find_all(class_="caption-text")]
    shown = text(exercise_of(built).find("h3")).removeprefix("Exercise 1.1 ").removesuffix("¶")
    assert captions == [f"{shown}: where to start", f"{shown}: what is checked"]
