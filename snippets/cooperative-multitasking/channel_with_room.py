#: after scheduler
#: after sleep
#: after channel
class ChannelWithRoom(Channel):
    """A channel that keeps up to `room` values."""

    def __init__(self, room):
        super().__init__()
        self._room = room
        self._kept = deque()

    def put(self, value):
        hand_over = super().put(value)

        def request(scheduler, task):
            if self._getters or len(self._kept) == self._room:
                hand_over(scheduler, task)
            else:
                self._kept.append(value)
                scheduler.resume(task)
        return request

    def get(self):
        hand_over = super().get()

        def request(scheduler, task):
            if not self._kept:
                hand_over(scheduler, task)
                return
            scheduler.resume(task, self._kept.popleft())
            if self._putters:
                putter, value = self._putters.popleft()
                self._kept.append(value)
                scheduler.resume(putter)
        return request
