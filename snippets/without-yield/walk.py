class Walk:
    """The labels of nested boxes, outer ones first, without `yield`."""

    def __init__(self, box):
        self.inside = [iter(box.items())]

    def __iter__(self):
        return self

    def __next__(self):
        while self.inside:
            for label, content in self.inside[-1]:
                if isinstance(content, dict):
                    self.inside.append(iter(content.items()))
                return label
            self.inside.pop()
        raise StopIteration
