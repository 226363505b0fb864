def to_the_end(manager):
    with manager:
        pass


def by_return(manager):
    with manager:
        return "done"


def by_break(manager):
    while True:
        with manager:
            break


def by_error(manager):
    with manager:
        raise OSError("blade broken")


def by_exit(manager):
    with manager:
        raise SystemExit
