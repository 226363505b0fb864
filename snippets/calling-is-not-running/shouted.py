def shouted(open_text):
    """Return the lines in capitals; open the text at the call."""
    return shouted_lines(open_text())


def shouted_lines(text):
    """Yield the lines in capitals, and close the text."""
    with text:
        for line in text:
            yield line.upper()
