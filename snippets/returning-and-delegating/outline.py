OUTLINE = (
    "form",
    [
        ("person", [("name", []), ("age", [])]),
        ("address", [("street", []), ("town", [("code", []), ("name", [])])]),
    ],
)


def walk(node):
    """Yield the label of a node, then those below it, level by level down."""
    label, parts = node
    yield label
    for part in parts:
        yield from walk(part)
