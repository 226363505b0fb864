def browse_steps(cabinet):
    """Return a value, and the function that takes the answer to it."""
    return offer(list(cabinet.items()), 0)


def offer(drawers, handed):
    if not drawers:
        return handed, None
    (label, cards), *others = drawers

    def after_label(answer):
        if answer == "skip":
            return offer(others, handed)
        print("open", label)
        return hand_out(label, list(cards), others, handed)

    return label, after_label


def hand_out(label, cards, drawers, handed):
    if not cards:
        print("shut", label)
        return offer(drawers, handed)
    card, *others = cards

    def after_card(answer):
        return hand_out(label, others, drawers, handed + 1)

    return card, after_card
