#: after way
def on_the_wire(dialogue):
    """Put lines of text inside, pieces of bytes outside."""
    text = imap_send(bytes.decode, imap_yield(str.encode, dialogue))
    return irelay(text, byte_line)
