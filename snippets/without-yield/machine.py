from collections.abc import Generator


class Machine(Generator):
    """What all translated generators share: the rules for resuming one."""

    START, END = 0, -1
    place = START
    running = False
    handlers = {}

    def send(self, value):
        return self.resume(value, None)

    def throw(self, typ, val=None, tb=None):
        error = typ() if isinstance(typ, type) else typ
        return self.resume(None, error)

    def __del__(self):
        self.close()

    def resume(self, sent, thrown):
        if self.running:
            raise ValueError("generator already executing")
        if self.place == self.START and sent is not None:
            raise TypeError(
                "can't send non-None value to a just-started generator"
            )
        if self.place == self.START and thrown is not None:
            self.end()
        if self.place == self.END:
            raise StopIteration if thrown is None else thrown
        self.running = True
        try:
            return self.go_on(sent, thrown)
        finally:
            self.running = False

    def go_on(self, sent, thrown):
        while True:
            try:
                if thrown is not None:
                    raise thrown
                outcome = self.run(sent)
            except BaseException as error:
                if self.place not in self.handlers:
                    self.end()
                    if isinstance(error, StopIteration):
                        text = "generator raised StopIteration"
                        raise RuntimeError(text) from error
                    raise
                self.caught, thrown = error, None
                self.place = self.handlers[self.place]
            else:
                if outcome is not None:
                    break
        how, value = outcome
        if how == "yield":
            return value
        self.end()
        raise StopIteration(value)

    def end(self):
        self.__dict__ = {"place": self.END}
