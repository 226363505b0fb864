class Photo:
    """A large thing that says when it comes and when it goes."""

    def __init__(self, name):
        self.name = name
        print("  made", name)

    def __del__(self):
        print("  let go", self.name)
