class Noted:
    """Pass everything on to a generator, and note each call."""

    def __init__(self, generator):
        self.generator = generator
        self.calls = []

    def __iter__(self):
        self.calls.append("iter")
        return self

    def __next__(self):
        try:
            value = next(self.generator)
        except Exception as error:
            self.calls.append(f"next -> {type(error).__name__}")
            raise
        self.calls.append(f"next -> {value!r}")
        return value

    def send(self, value):
        self.calls.append("send")
        return self.generator.send(value)

    def throw(self, error):
        self.calls.append("throw")
        return self.generator.throw(error)

    def close(self):
        self.calls.append("close")
        self.generator.close()
