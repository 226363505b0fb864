class Lines:
    """A relay that takes pieces, and keeps what follows a line end."""

    def __call__(self, question):
        rest = yield question
        while b"\n" not in rest:
            piece = yield b""
            rest = rest + piece
        line, _, rest = rest.partition(b"\n")
        return line
