#: after task_loop
from selectors import EVENT_READ, EVENT_WRITE
from socket import SO_ERROR, SOL_SOCKET


class SocketLoop(TaskLoop):
    """A loop whose tasks wait for sockets that don't block."""

    async def sock_accept(self, listener):
        connection, address = await self._try(
            EVENT_READ, listener, listener.accept
        )
        connection.setblocking(False)
        return connection, address

    async def sock_recv(self, sock, size):
        return await self._try(EVENT_READ, sock, sock.recv, size)

    async def sock_sendall(self, sock, data):
        while data:
            sent = await self._try(EVENT_WRITE, sock, sock.send, data)
            data = data[sent:]

    async def sock_connect(self, sock, address):
        try:
            sock.connect(address)
        except BlockingIOError:
            await self._until(EVENT_WRITE, sock)
            if error := sock.getsockopt(SOL_SOCKET, SO_ERROR):
                raise OSError(error, f"can't connect to {address}")

    async def _try(self, event, sock, method, *arguments):
        while True:
            try:
                return method(*arguments)
            except BlockingIOError:
                await self._until(event, sock)

    async def _until(self, event, sock):
        ready = self.create_future()
        self.selector.register(sock, event, ready)
        try:
            await ready
        finally:
            self.selector.unregister(sock)
