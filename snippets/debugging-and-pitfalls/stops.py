import io
import pdb
import re

STOP = re.compile(r"(?:--(Call|Return)--\n)?> .*\((\d+)\)(consumer|two)\(\)")


def two():
    yield "one"
    yield "two"


def consumer():
    words = []
    for word in two():
        words.append(word)
    return words


def stops(commands):
    """Give commands to the debugger; print where it stops, and at what event."""
    said = io.StringIO()
    answers = io.StringIO("\n".join([*commands.split(), "continue\n"]))
    debugger = pdb.Pdb(stdin=answers, stdout=said, nosigint=True, readrc=False)
    debugger.use_rawinput = False
    debugger.runcall(consumer)
    for event, line, name in STOP.findall(said.getvalue()):
        print(f"{name} {line} {event}".rstrip())
