def close_by_throw(generator):
    """What close() does, in Python."""
    try:
        generator.throw(GeneratorExit)
    except GeneratorExit:
        return None
    except StopIteration as stop:
        return stop.value
    raise RuntimeError("generator ignored GeneratorExit")
