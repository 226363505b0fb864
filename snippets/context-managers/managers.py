def passes():
    yield


def tidies():
    try:
        yield
    finally:
        pass


def catches():
    try:
        yield
    except Exception:
        pass


def raises_again():
    try:
        yield
    except Exception:
        raise


def raises_a_copy():
    try:
        yield
    except Exception as error:
        raise type(error)(*error.args) from None


def translates():
    try:
        yield
    except Exception as error:
        raise RuntimeError("no work today") from error


def fails_afterwards():
    yield
    raise LookupError("no place on the shelf")


def never_yields():
    return
    yield


def fails_at_once():
    raise LookupError("no such tool")
    yield


def yields_twice():
    yield
    yield


def catches_and_yields():
    try:
        yield
    except Exception:
        yield


def stays_open():
    for _ in range(3):
        try:
            yield
        except BaseException:
            pass


MANAGERS = [passes, tidies, catches]
MANAGERS += [raises_again, raises_a_copy, translates]
MANAGERS += [fails_afterwards, never_yields, fails_at_once]
MANAGERS += [yields_twice, catches_and_yields, stays_open]
