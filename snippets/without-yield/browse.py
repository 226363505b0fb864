def browse(cabinet):
    """Offer each drawer, and then its cards; return how many cards."""
    handed = 0
    for label, cards in cabinet.items():
        if (yield label) == "skip":
            continue
        print("open", label)
        try:
            for card in cards:
                handed += 1
                yield card
        finally:
            print("shut", label)
    return handed
