#: after loop_in_bytecode
#: after form
#: after three_ends
import gc
import tracemalloc


def memory(consume, iterator):
    """Return how much memory it takes at most to come to the end."""
    next(iterator)
    gc.disable()  # the collector may allocate, too
    tracemalloc.start()
    consume(iterator)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    gc.enable()
    return most


loop = unused(exhaust)
for _ in range(3):
    loop(returns_nothing())
for make in Iterator, returns_nothing, returns_5:
    for name, consume in ("next", ask_with_next), ("loop", loop):
        needed = "memory" if memory(consume, make()) else "none"
        print(f"{make.__name__:<15}  {name}  {needed}")
