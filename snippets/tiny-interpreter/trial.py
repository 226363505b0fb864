#: after delegation
#: after outcome
#: after programs
import warnings

# Since 3.14 the compiler warns of a `return` in a `finally`.
warnings.simplefilter("ignore", SyntaxWarning)


def on_cpython(source, names):
    exec(source, names)
    return names


def trial(make, source, doing):
    """Return what can be seen of a run: notes, results, errors."""
    seen, kept, fuel = [], [], list(range(8))

    def keep(iterator):
        kept.append(iterator)
        return iterator

    names = make(source, {
        "note": lambda value: seen.append(repr(value)),
        "keep": keep,
        "more": lambda: fuel and fuel.pop(),
        "pair": lambda value: iter((value, value)),
    })
    generator = keep(names["three"](1))
    for call in doing:
        seen.append(outcome(generator, *call))
    for iterator in kept:
        seen.append(outcome(iterator, "close"))
        while "ignored" in seen[-1][1]:
            seen.append(outcome(iterator, "close"))
    return seen


def disagreements(seeds):
    """Return those of the seeds whose programs run differently."""
    found = []
    for seed in seeds:
        rng = Random(seed)
        made = program(rng), actions(rng)
        if trial(on_cpython, *made) != trial(load, *made):
            found.append(seed)
    return found
