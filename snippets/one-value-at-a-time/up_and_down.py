def up_and_down(top):
    for number in range(top):
        yield number
    yield top
    for number in reversed(range(top)):
        yield number


class UpAndDown:
    def __init__(self, top):
        self.top = top
        self.number = -1
        self.rising = True

    def __iter__(self):
        return self

    def __next__(self):
        if self.rising:
            self.number += 1
            self.rising = self.number < self.top
        else:
            self.number -= 1
            if self.number < 0:
                raise StopIteration
        return self.number
