import sys


def innermost():
    while True:
        try:
            yield "waiting"
        except OSError:
            pass
        except KeyError:
            return "over"


def middle():
    return (yield from innermost())


def outermost():
    yield (yield from middle())


def entered(call, *arguments):
    """Return the functions whose frames are entered by a call, in order."""
    names = []

    def notice(frame, event, argument):
        if event == "call":
            names.append(frame.f_code.co_name)

    sys.setprofile(notice)
    call(*arguments)
    sys.setprofile(None)
    return " -> ".join(names)


chain = outermost()
print("next     ", entered(next, chain))
print("send     ", entered(chain.send, "hello"))
print("throw    ", entered(chain.throw, OSError()))
print("throw    ", entered(chain.throw, KeyError()))
