#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that misbehaves: stands between clients and a real relay, and does what a line of JSON on stdin names.

    hostilerelay.py PORT          of the real relay

Lines down, each answered by one: {"do": "be", "way": NAME, ...}, "act" (the way does something unasked), "struck" (how often it
did), "honest", "cut" (the sockets of "user", or all), "archive" (what "user" heard of
theirs last, and how often). Its own port is the first line that it says."""
import asyncio
import json
import sys

import between
import ways
import ways_archive
import ways_delivery
import ways_groups
import ways_history
import ways_identity

WAYS = {ways.name_of(way): way for room in (ways_archive, ways_delivery, ways_groups, ways_history, ways_identity)
        for way in vars(room).values() if isinstance(way, type) and issubclass(way, ways.Way) and way.__module__ == room.__name__
        and not way.__name__.startswith("_")}


def obey(relay, memory, do, **arguments):
    if do == "be":
        relay.way = WAYS[arguments.pop("way")](relay, memory, **arguments)
        return {}
    if do == "act":
        return {"came": relay.way.act(**arguments)}
    if do == "struck":
        return {"struck": relay.way.struck if relay.way else 0}
    if do == "honest":
        relay.way = None
        return {}
    if do == "cut":
        relay.cut(**arguments)
        return {}
    if do == "archive":
        said = memory.archives.get(arguments["user"], [])
        return {"said": said[-1] if said else None, "times": len(said)}
    raise ValueError(do)


async def main():
    memory = ways.Memory()
    relay = between.Between(int(sys.argv[1]), memory)
    server = await relay.listen()
    loop = asyncio.get_running_loop()
    print(json.dumps({"port": relay.port}), flush=True)
    async with server:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            try:
                said = {"ok": True, **obey(relay, memory, **json.loads(line))}
            except Exception as error:  # whatever it is, the test is to hear of it
                said = {"ok": False, "error": f"{type(error).__name__}: {error}"}
            print(json.dumps(said), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
