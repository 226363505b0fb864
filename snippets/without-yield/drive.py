from contextlib import redirect_stdout
from io import StringIO

STEPS = {
    "next": next,
    "skip": lambda generator: generator.send("skip"),
    "error": lambda generator: generator.throw(KeyError("thrown")),
    "stop": lambda generator: generator.throw(StopIteration("thrown")),
    "close": lambda generator: generator.close(),
}


def drive(make, fill, script):
    """Take the steps of a script; return what they gave and printed."""
    myself = []
    with redirect_stdout(StringIO()) as written:
        generator = make(fill(myself))
        myself.append(generator)
        for step in script:
            try:
                print(step, "gave", STEPS[step](generator))
            except Exception as error:
                print(step, "raised", repr(error), repr(error.__cause__))
        myself.clear()
        del generator
        print("dropped")
    return written.getvalue()
