def whole_lines():
    """Take text in pieces; answer with the lines each ends."""
    ended = []
    while True:
        piece = yield ended
        ended = piece.split("\n")
