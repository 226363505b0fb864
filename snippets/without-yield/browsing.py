class Browsing:
    """Offer drawers and cards as `browse` does, without `yield`."""

    def __init__(self, cabinet):
        self.drawers = iter(cabinet.items())
        self.handed = 0
        self.place = "before a drawer"

    def __iter__(self):
        return self

    def __next__(self):
        if self.place == "at a label":
            print("open", self.label)
            self.cards = iter(self.cards)
            self.place = "at a card"
        if self.place == "at a card":
            for card in self.cards:
                self.handed += 1
                return card
            print("shut", self.label)
            self.place = "before a drawer"
        for self.label, self.cards in self.drawers:
            self.place = "at a label"
            return self.label
        raise StopIteration(self.handed)
