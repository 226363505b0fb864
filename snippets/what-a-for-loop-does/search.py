def search(words, length):
    for word in words:
        if len(word) == length:
            break
    else:
        word = None
    return word


def search_by_hand(words, length):
    iterator = iter(words)
    more = True
    while more:
        try:
            word = next(iterator)
        except StopIteration:
            more = False
        else:
            if len(word) == length:
                break
    else:
        word = None
    return word
