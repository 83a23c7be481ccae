# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's websockets (Debian: python3-websockets) as a client of the relay's front."""

import asyncio
import sys

from echorelay import DEADLINE, echo_relay, require, skip

try:
    import websockets
except ImportError:
    skip("python3-websockets is not installed")


async def pieces(*parts):
    for part in parts:
        yield part


async def talk(port):
    url = f"ws://127.0.0.1:{port}/v1/socket"
    async with websockets.connect(url, subprotocols=["parentconnect.v1.cbor", "other"], max_size=None) as socket:
        require(socket.subprotocol == "parentconnect.v1.cbor", "the first subprotocol is chosen")
        require(not socket.extensions, "no compression is agreed to, although it was offered")
        for message in ["", "h\u00e9llo \u20ac \U0001f600", "x" * 65535, b"", bytes(range(256)) * 1000, "y" * 1_000_000]:
            await socket.send(message)
            require(await socket.recv() == message, f"{type(message).__name__} of {len(message)} comes back")
        await socket.send(pieces("a", "b", "\u20ac"))
        require(await socket.recv() == "ab\u20ac", "fragments with an empty last one come back as one message")
        await asyncio.wait_for(await socket.ping(b"are you there"), 5)
        print("ok: a ping is answered", flush=True)
        await asyncio.gather(*(socket.send(str(i)) for i in range(2000)))
        require([await socket.recv() for _ in range(2000)] == [str(i) for i in range(2000)], "2000 messages keep their order")
        await socket.close(1000, "done")
        require(socket.close_code == 1000, "the close is answered with its code")


async def break_a_limit(port):
    async with websockets.connect(f"ws://127.0.0.1:{port}/", max_size=None) as socket:
        await socket.send(b"x" * (1024 * 1024 + 1))
        try:
            await socket.recv()
        except websockets.exceptions.ConnectionClosed as closed:
            require(closed.rcvd is not None and closed.rcvd.code == 1009, "a message over the limit ends with 1009")
            return
        require(False, "a message over the limit ends the socket")


async def come_from_elsewhere(port):
    try:
        async with websockets.connect(f"ws://127.0.0.1:{port}/", origin="http://evil.example"):
            require(False, "a foreign origin is refused")
    except websockets.exceptions.InvalidStatusCode as refused:
        require(refused.status_code == 403, "a foreign origin gets 403")


async def many_at_once(port):
    async def one(i):
        async with websockets.connect(f"ws://127.0.0.1:{port}/") as socket:
            await socket.send(str(i))
            return await socket.recv() == str(i)

    require(all(await asyncio.gather(*(one(i) for i in range(200)))), "200 sockets at once are served")


async def main(port):
    for part in (talk, break_a_limit, come_from_elsewhere, many_at_once):
        await asyncio.wait_for(part(port), DEADLINE)


with echo_relay(sys.argv[1], "--origin", "http://good.example") as relay_port:
    asyncio.run(main(relay_port))
