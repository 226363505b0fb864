def lengths(text):
    """Yield each run of equal characters: the character, and how many."""
    last, length = None, 0
    for character in text:
        if length and character != last:
            yield last, length
            length = 0
        last = character
        length += 1
    if length:
        yield last, length
