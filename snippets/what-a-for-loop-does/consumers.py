import inspect


def source(taken):
    for number in range(4):
        taken.append(str(number))
        yield number


STATEMENTS = """\
for n in x: pass
for n in x: break
first, *rest = x
first, second = x
2 in x
sum(x)
max(*x)
dict.fromkeys(x)
list(zip(x, "ab"))
list(zip("ab", x))
map(str, x)
next(map(str, x))
"""
print("statement           taken    x is then")
for statement in STATEMENTS.splitlines():
    taken, note = [], ""
    x = source(taken)
    try:
        exec(statement, {"x": x})
    except ValueError as error:
        note = f"; {type(error).__name__}"
    state = inspect.getgeneratorstate(x)[4:].lower()
    print(f"{statement:19} {' '.join(taken):8} {state}{note}")
