def shouted(open_text):
    """Return the lines in capitals; open the text at the call."""
    with open_text() as text:
        return (line.upper() for line in text)
