import contextlib
import io


def step_table(generator):
    """Step a generator to its end; print what each step did."""
    show("you", "the body prints", "you get", "frame at")
    show("call", "", "a generator", place(generator))
    while generator.gi_frame:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                got = next(generator)
            except StopIteration:
                got = "StopIteration"
        said = printed.getvalue().replace("body: ", "").splitlines()
        show("next", ", ".join(said), got, place(generator))


def place(generator):
    frame = generator.gi_frame
    return f"line {frame.f_lineno}" if frame else "none"


def show(*cells):
    print("{:<5} {:<28} {:<14} {}".format(*cells))
