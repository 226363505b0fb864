#: after sockets
async def echo(loop, connection):
    """Send back what comes, until the other side has finished."""
    with connection:
        while data := await loop.sock_recv(connection, 1024):
            await loop.sock_sendall(connection, data)


async def serve(loop, listener):
    """Give each connection a task of its own."""
    with listener:
        while True:
            connection, _ = await loop.sock_accept(listener)
            loop.create_task(echo(loop, connection))
