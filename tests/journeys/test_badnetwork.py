# SPDX-License-Identifier: GPL-3.0-or-later
"""The same conversation over lines that cut, delay, reset, trickle and swallow."""
import random

import world
from world import Journey

SCHEDULE = [
    {"mode": "pass"},
    {"mode": "pass"},
    {"mode": "delay", "delayMs": 150, "jitterMs": 100},
    {"mode": "trickle", "bytesPerSecond": 4000},
    {"mode": "cut"},
    {"mode": "reset"},
    {"mode": "dropAfter", "bytes": 3000},
]


class BadNetwork(Journey):
    config = world.GENEROUS + "heartbeat_ms = 1000\n"

    def settle(self, clients, direct, expected):
        for client in clients:
            client.wait_for("outboxEmpty", 120)
            self.eventually(lambda c=client: sorted(self.texts(c, direct)) == sorted(expected), 120)
        first = self.texts(clients[0], direct)
        for client in clients[1:]:
            self.assertEqual(self.texts(client, direct), first)
        return first

    def test_nothing_is_lost_over_a_line_of_many_faults(self):
        network = self.bad_network()
        ada, jana, direct = self.meet(network)
        network.do("schedule", seed=11, shortestMs=100, longestMs=700, faults=SCHEDULE)
        chance = random.Random(11)
        written = {"ada": [], "jana": []}
        for number in range(150):
            name, client = chance.choice((("ada", ada), ("jana", jana)))
            text = f"{name} {number}"
            client.call("send", conversation=direct, text=text)
            written[name].append(text)
        self.assertGreater(network.do("counters")["accepted"], 5, "the line was not bad")
        network.do("fault", mode="pass")
        shown = self.settle((ada, jana), direct, written["ada"] + written["jana"])
        for texts in written.values():
            self.assertEqual([t for t in shown if t in set(texts)], texts)

    def test_a_silent_line_is_noticed_and_left(self):
        network = self.bad_network()
        jana = self.join("Jana Horáková", network=network)
        ada = self.join("Ada Okafor", "staff")
        direct = jana.call("createDirect", user=ada.person)["conversation"]
        jana.wait_for("upToDate")
        network.do("fault", mode="halfOpen")
        ada.call("send", conversation=direct, text="while the line was dead")
        self.eventually(lambda: jana.call("linkStatus")["state"] != "upToDate", 30)
        network.do("fault", mode="pass")
        network.do("cut")
        jana.wait_for("message", 60, text="while the line was dead")
        self.settle((ada, jana), direct, ["while the line was dead"])


if __name__ == "__main__":
    world.main()
