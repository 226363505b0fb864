import tracemalloc


def peak(function):
    """Return the most memory held at any moment of a call."""
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


WORDS = ["price"] * 20_000

USES = {
    "sum": (
        lambda: sum([len(word) for word in WORDS]),
        lambda: sum(len(word) for word in WORDS),
    ),
    "any": (
        lambda: any([word.isdigit() for word in WORDS]),
        lambda: any(word.isdigit() for word in WORDS),
    ),
    "join": (
        lambda: "".join([word for word in WORDS]),
        lambda: "".join(word for word in WORDS),
    ),
    "sorted": (
        lambda: sorted([word for word in WORDS]),
        lambda: sorted(word for word in WORDS),
    ),
}

for use, (from_list, from_expression) in USES.items():
    share = peak(from_expression) / peak(from_list)
    part = "almost nothing" if share < 0.1 else "half" if share < 0.75 else "as much"
    print(f"{use:<8}{part}")
