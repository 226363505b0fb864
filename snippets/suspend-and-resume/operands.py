import dis


def plain():
    yield


def in_a_try():
    try:
        yield
    finally:
        pass


def delegating(other):
    yield from other


async def awaiting(other):
    await other


for function in plain, in_a_try, delegating, awaiting:
    found = [
        f"{step.opname} {step.arg}"
        for step in dis.get_instructions(function)
        if step.opname in ("YIELD_VALUE", "RESUME")
    ]
    print(f"{function.__name__:<10}", ", ".join(found))
