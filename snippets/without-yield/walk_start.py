class Walk:
    """The labels of nested boxes, outer ones first, without `yield`."""

    def __init__(self, box):
        self.labels = iter(box.items())

    def __iter__(self):
        return self

    def __next__(self):
        for label, _content in self.labels:
            return label
        raise StopIteration
