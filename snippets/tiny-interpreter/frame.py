class Code:
    """What the compiler makes of a function, the same for all calls."""

    def __init__(self, name, parameters, variables=()):
        self.name = name
        self.parameters = parameters
        self.variables = variables  # all that are local
        self.instructions = []

    def add(self, name, argument=None):
        """Add an instruction; return its place."""
        self.instructions.append((name, argument))
        return len(self.instructions) - 1

    def land(self, place):
        """Have the jump at `place` lead to what is added next."""
        name, _ = self.instructions[place]
        self.instructions[place] = name, len(self.instructions)


class Frame:
    """One call, and all that is needed to go on with it."""

    def __init__(self, code, names, variables):
        self.code = code
        self.names = names  # globals and builtins
        self.variables = variables
        self.stack = []
        self.blocks = []  # the try statements around the place
        self.place = 0  # of the next instruction
