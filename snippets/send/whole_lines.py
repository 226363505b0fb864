def whole_lines():
    """Take text in pieces; answer with the lines each ends."""
    ended = []
    rest = ""
    while True:
        piece = yield ended
        *ended, rest = (rest + piece).split("\n")
