#: after scheduler
#: after sleep
#: after channel
class ChannelWithRoom(Channel):
    """A channel that keeps up to `room` values."""

    def __init__(self, room):
        super().__init__()
        self._room = room
        self._kept = deque()
