#: after relayed
def ended_by(end):
    """Return a relay that takes pieces until one completes a line."""

    def one_line(question):
        line = yield question
        while not line.endswith(end):
            piece = yield end[:0]
            line = line + piece
        return line.removesuffix(end)

    return one_line


text_line, byte_line = ended_by("\n"), ended_by(b"\n")
