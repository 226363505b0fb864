import inspect


def observed(name, tasks, rows):
    """Be the task `name`, and add a row at each of its turns."""
    def note(what):
        states = map(inspect.getgeneratorstate, tasks.values())
        row = dict(zip(tasks, (s[4:].lower() for s in states)))
        rows.append(row | {name: "> " + what})

    for step in tasks[name]:
        note(step)
        yield
    note("end")


def turn_table(run, tasks):
    rows = []
    run([observed(name, tasks, rows) for name in tasks])
    rows.insert(0, {name: name for name in tasks})
    for turn, row in enumerate(rows):
        cells = "".join(f"{cell:12}" for cell in row.values())
        print(f"{turn or 'turn':>4}  {cells}".rstrip())
