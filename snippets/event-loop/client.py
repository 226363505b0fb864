#: after echo_server
from socket import socket


async def client(loop, address, words, begin):
    """Say something when it begins, and return what comes back."""
    with socket() as sock:
        sock.setblocking(False)
        await loop.sock_connect(sock, address)
        await begin
        await loop.sock_sendall(sock, words)
        answer = b""
        while len(answer) < len(words):
            answer += await loop.sock_recv(sock, 1024)
        return answer
