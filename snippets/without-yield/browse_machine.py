#: after machine
DONE = object()


class Browse(Machine):
    """`browse`, translated by rule."""

    handlers = {3: 5, 4: 5}

    def __init__(self, cabinet):
        self.cabinet = cabinet

    def run(self, sent):
        match self.place:
            case 0:  # what is in front of the outer loop
                self.handed = 0
                self.drawers = iter(self.cabinet.items())
                self.place = 1
            case 1:  # the top of the outer loop
                drawer = next(self.drawers, DONE)
                if drawer is DONE:
                    return "return", self.handed
                self.label, self.cards = drawer
                self.place = 2
                return "yield", self.label
            case 2:  # behind the first yield
                if sent == "skip":
                    self.place = 1
                else:
                    print("open", self.label)
                    self.place = 3
            case 3:  # the try: what is in front of the inner loop
                self.of_drawer = iter(self.cards)
                self.place = 4
            case 4:  # the try: top of the inner loop, behind a yield
                self.card = next(self.of_drawer, DONE)
                if self.card is not DONE:
                    self.handed += 1
                    return "yield", self.card
                self.caught = None
                self.place = 5
            case 5:  # the finally
                print("shut", self.label)
                if self.caught is not None:
                    raise self.caught
                self.place = 1
