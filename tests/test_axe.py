"""What is asked of axe finds what is too pale, wherever it stands among much that is not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.axe import faults, spare_tokens

TOKENS = '<span class="n">name</span> <span class="o">=</span> <span class="n">name</span>\n' * 9
PAGE = f"""<!doctype html>
<html lang="en">
<title>A page</title>
<main>
  <h1>A page</h1>
  {"<p>Words with <code>code</code> in them.</p>" * 9}
  <pre>{TOKENS}</pre>
  <button>Go</button> <button aria-disabled="true">Stop</button>
  <label>Name <input value="Ada"></label>
  <label>Text <textarea>Words</textarea></label>
  <label>Kind <select><option>One</option></select></label>
</main>
"""


def found(page: Page, change: str) -> set[str]:
    """Return the rules that are broken by a page that was changed."""
    page.set_content(PAGE)
    page.evaluate(change)
    spare_tokens(page)
    return {fault.split(":")[0] for fault in faults(page)}


def test_a_page_that_can_be_read_has_no_faults(tab: Page) -> None:
    assert found(tab, "null") == set()


@pytest.mark.parametrize(
    "selector",
    ["p:nth-of-type(5)", "p:nth-of-type(7) code", ".n", "button", "input", "textarea", "select"],
)
@pytest.mark.parametrize("style", ["color: #bbb", "background: #555", "opacity: 0.3"])
def test_one_thing_that_is_hard_to_read_is_found(tab: Page, selector: str, style: str) -> None:
    which = f"[...document.querySelectorAll('main {selector}')]"
    middle = f"{which}[Math.floor(({which}.length - 1) / 2)]"
    assert found(tab, f"{middle}.style = '{style}'") == {"color-contrast"}


def test_each_of_three_that_look_alike_is_asked(tab: Page) -> None:
    three = "document.querySelectorAll('p')].slice(0, 3)"
    mixed = f"for (const p of [...{three}) p.style.color = '#aaa'; null"
    tab.set_content(PAGE)
    tab.evaluate(mixed)
    pale = [fault for fault in faults(tab) if "color-contrast: <p" in fault]
    assert len(pale) == 3


def test_what_can_not_be_pressed_may_be_pale_and_hides_nothing_else_that_is(tab: Page) -> None:
    pale = "document.querySelector('[aria-disabled]').style.color = '#aaa'"
    assert found(tab, pale) == set()
    assert found(tab, f"{pale}; document.querySelector('button').style.color = '#aaa'") != set()


def test_other_rules_are_asked_of_everything(tab: Page) -> None:
    assert found(tab, "document.querySelectorAll('p')[4].innerHTML = '<img src=\"data:,\">'") == {
        "image-alt"
    }
    assert found(tab, "document.documentElement.removeAttribute('lang')") == {"html-has-lang"}
