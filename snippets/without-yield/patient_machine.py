#: after patient
#: after machine
DONE = object()


class Patient(Machine):
    """`patient`, translated by rule."""

    handlers = {2: 3}

    def __init__(self, readings):
        self.readings = readings

    def run(self, sent):
        match self.place:
            case 0:  # what is in front of the loop
                self.refused = 0
                self.iterator = iter(self.readings)
                self.place = 1
            case 1:  # the top of the loop
                self.reading = next(self.iterator, DONE)
                if self.reading is DONE:
                    return "return", self.refused
                self.place = 2
                return "yield", self.reading
            case 2:  # the try: behind the first yield
                self.place = 1
            case 3:  # the except clause, and behind it the second yield
                if not isinstance(self.caught, ValueError):
                    raise self.caught
                self.refused += 1
                self.place = 1
                return "yield", None
