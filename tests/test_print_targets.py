"""Empty targets: each is put around, or into, what it stands before."""

from __future__ import annotations

import pytest

from book._ext.print_markup import parse
from book._ext.print_targets import fill_targets


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<span id="a"></span>word more', '<span id="a">word</span> more'),
        ('<span id="a"></span>\n<code>f</code>', '<span id="a"><code>f</code></span>'),
        ('<span id="a"></span><span id="b"></span>w', '<span id="a"><span id="b">w</span></span>'),
        ('<span id="a"></span>\n<h2>Title</h2>', '<h2><span id="a">Title</span></h2>'),
        (
            '<span id="a"></span><figure><figcaption>A <b>c</b></figcaption></figure>',
            '<figure><figcaption><span id="a">A</span> <b>c</b></figcaption></figure>',
        ),
        ('<p>end<span id="a"></span></p>', '<p>end<span id="a"></span></p>'),
        ('<span id="a">full</span> word', '<span id="a">full</span> word'),
    ],
)
def test_a_target_holds_what_it_stands_before(before: str, after: str) -> None:
    soup = parse(before)
    fill_targets(soup)
    assert str(soup).replace("\n", "") == after
