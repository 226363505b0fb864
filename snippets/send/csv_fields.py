def csv_fields():
    """Take CSV text by the character; answer with a whole field
    after its last character, and with None after the others."""
    field = None
    while True:
        text = ""
        char = yield field  # start
        if char == '"':
            while True:
                char = yield  # in quotes
                if char == '"':
                    char = yield  # after a quote
                    if char != '"':
                        break
                text += char
        while char not in ",\n":
            text += char
            char = yield  # in plain text
        field = text
