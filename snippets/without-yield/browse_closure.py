def make_browse(cabinet):
    """Return a function that gives drawers, cards, at last None."""
    drawers = iter(cabinet.items())
    place, label, cards, handed = "before a drawer", None, None, 0

    def step():
        nonlocal place, label, cards, handed
        if place == "at a label":
            print("open", label)
            cards = iter(cards)
            place = "at a card"
        if place == "at a card":
            for card in cards:
                handed += 1
                return card
            print("shut", label)
            place = "before a drawer"
        for label, cards in drawers:
            place = "at a label"
            return label

    return step
