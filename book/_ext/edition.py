"""What names this edition of the book: its version, its day, and what it was verified on."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from book._ext.verified import record_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def day(config: Config) -> datetime:
    """Return the day of the edition; SOURCE_DATE_EPOCH, where it is set, has the last word."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds:
        return datetime.fromtimestamp(int(seconds), UTC)
    return datetime.fromisoformat(config.book_date).replace(tzinfo=UTC)


def edition(app: Sphinx) -> dict[str, Any]:
    """Return what the title page and the page after it say."""
    config = app.config
    title, _, subtitle = config.project.partition(": ")
    when = day(config)
    return {
        "title": title,
        "subtitle": subtitle,
        "whole_title": config.project,
        "author": config.author,
        "description": config.book_description,
        "release": config.release,
        "language": config.language,
        "day": f"{when.day} {when:%B %Y}",
        "created": f"{when:%Y-%m-%dT%H:%M:%SZ}",
        "runs": record_of(app.env).runs,
    }


def setup(app: Sphinx) -> None:
    """Register what names the edition."""
    text = frozenset({str})
    app.add_config_value("book_file", "book", "", text)
    app.add_config_value("book_identifier", "book", "", text)
    app.add_config_value("book_date", "2026-01-01", "", text)
    app.add_config_value("book_description", "", "", text)
    app.add_config_value("book_rights", "", "", text)
