class Lines:
    """A relay that takes pieces, and keeps what follows a line end."""

    def __init__(self):
        self.rest = b""

    def __call__(self, question):
        reply = question
        while b"\n" not in self.rest:
            piece = yield reply
            self.rest = self.rest + piece
            reply = b""
        line, _, self.rest = self.rest.partition(b"\n")
        return line
