import dis
import types
from difflib import ndiff


@types.coroutine
def older(thing):
    return (yield from thing)


async def newer(thing):
    return await thing


def instructions(function):
    for step in dis.get_instructions(function):
        if step.opname == "RESUME":
            yield f"RESUME {step.arg}"
        elif not step.opname.startswith("LOAD_FAST"):
            yield step.opname


for line in ndiff([*instructions(older)], [*instructions(newer)]):
    if not line.startswith("?"):
        print(line)
