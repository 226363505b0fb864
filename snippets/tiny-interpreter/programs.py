from random import Random
from textwrap import indent

SIMPLE = [
    "x = yield y", "y = yield x", "x = (x, (yield y))", "yield",
    "y = yield from keep(inner(x))", "x = yield from keep(inner(x))",
    "x = yield from pair(y)", "y = next(keep(inner(x)))",
    "note(x)", "x += 1", "x = y", "note(1 // x)", "return x",
    "raise ValueError(x)", "raise KeyError(x) from ValueError(y)",
    "raise StopIteration(x)",
]
COMPOUND = [
    ["if x == y:", "else:"],
    ["while more():"],
    ["for x in (1, 2):"],
    ["for y in keep(inner(x)):"],
    ["try:", "finally:"],
    ["try:", "except ValueError:"],
    ["try:", "except Exception as y:", "else:"],
    ["try:", "except KeyError as x:", "finally:"],
    ["try:", "except BaseException as y:", "finally:"],
]


def block(rng, depth):
    count = rng.randint(1, 3)
    return "\n".join(statement(rng, depth) for _ in range(count))


def statement(rng, depth):
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(SIMPLE)
    parts = []
    for head in rng.choice(COMPOUND):
        parts += [head, indent(block(rng, depth - 1), "    ")]
    return "\n".join(parts)


def program(rng):
    """Return three generators, each of which uses the one before."""
    text = ""
    names = ["pair", "one", "two", "three"]
    for inner, name in zip(names, names[1:]):
        body = "y = 0\n" + block(rng, 2) + "\nyield (x, y)\n"
        made = f"def {name}(x):\n" + indent(body, "    ")
        text += made.replace("inner", inner)
    return text


def actions(rng):
    """Return what to do with a generator, and with which arguments."""
    errors = ValueError, KeyError, GeneratorExit
    doing = [("send", None)]
    while len(doing) < 6:
        way = rng.choice(["send"] * 6 + ["throw"] * 3 + ["close"])
        argument = {
            "send": [rng.choice([None, 0, 1])],
            "throw": [rng.choice(errors)],
            "close": [],
        }
        doing.append((way, *argument[way]))
    return doing
