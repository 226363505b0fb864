OUTLINE = (
    "form",
    [
        ("person", [("name", []), ("age", [])]),
        ("home", [("street", []), ("town", [("code", []), ("name", [])])]),
    ],
)


def walk(node):
    """Yield the label of a node, then all labels below it."""
    label, parts = node
    yield label
    for part in parts:
        yield from walk(part)
