import dis


def handing_over(iterable):
    return (yield from iterable)


for step in dis.get_instructions(handing_over):
    print(step.opname)
