def listener(heard):
    """Add what arrives to a list, and return a word."""
    try:
        heard.append((yield "ready"))
    except KeyError:
        heard.append("thrown")
    except GeneratorExit:
        heard.append("closed")
        raise
    return "returned"


ACTS = {
    "sent": lambda generator: generator.send("sent"),
    "thrown": lambda generator: generator.throw(KeyError("thrown")),
    "closed": lambda generator: generator.close(),
    "returned": next,
}


def gets_through(wrap):
    """Name the acts of a caller that get through a wrapper."""
    noticed = []
    for name, act in ACTS.items():
        heard = []
        source = listener(heard)
        wrapper = wrap(source)
        next(wrapper)
        try:
            act(wrapper)
        except StopIteration as end:
            heard.append(end.value)
        except Exception as error:
            heard.append(error)
        if name in heard:
            noticed.append(name)
    return noticed
