#: after outline
import sys


def walk_with_a_loop(node):
    label, parts = node
    yield label
    for part in parts:
        for found in walk_with_a_loop(part):
            yield found


def walk_flat(node):
    waiting = [iter([node])]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        else:
            label, parts = node
            yield label
            waiting.append(iter(parts))


def nested(levels):
    """Return an outline in which each node has one part."""
    node = ("innermost", [])
    for _ in range(levels - 1):
        node = ("around", [node])
    return node


def frames_entered(walker, node):
    """Walk; return how often a frame was entered, anew or again."""
    count = 0

    def notice(frame, event, argument):
        nonlocal count
        count += event == "call"

    labels = walker(node)
    sys.setprofile(notice)
    for _ in labels:
        pass
    sys.setprofile(None)
    return count


SIZES = 10, 20, 40, 80
print(f"{'labels':16}", *(f"{size:>6}" for size in SIZES))
for walker in walk, walk_with_a_loop, walk_flat:
    counts = [frames_entered(walker, nested(size)) for size in SIZES]
    print(f"{walker.__name__:16}", *(f"{count:>6}" for count in counts))
