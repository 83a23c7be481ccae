# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations over networks that refuse WebSockets, and over some that change their minds in mid-stream."""
import urllib.request

import world
from ledger import Ledger
from world import Journey


class Transports(Journey):
    config = world.GENEROUS + "heartbeat_ms = 1000\n"

    def reading(self, name):
        with urllib.request.urlopen(self.relay.url + "/metrics", timeout=10) as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith(name + " "):
                    return float(line.split()[1])
        return None

    def carries(self, sockets, polls):
        """Whether exactly so many devices are there by WebSocket, and so many by polls."""
        open_sockets = self.reading("parentconnect_websockets")
        return open_sockets == sockets and self.reading("parentconnect_sessions") == sockets + polls

    def settle(self, clients, direct, count):
        for client in clients:
            client.wait_for("outboxEmpty", 120)
            self.eventually(lambda c=client: len(self.texts(c, direct)) >= count, 120)

    def judge(self, ledger, clients, direct):
        """Both timelines and what the senders saw, against what was written: nothing lost, doubled or out of order."""
        shown = {name: self.texts(client, direct) for name, client in clients.items()}
        first = next(iter(shown.values()))
        written = [text for texts in ledger.written.values() for text in texts]
        for name, texts in shown.items():
            self.assertEqual(texts, first, name)
        self.assertEqual(sorted(first), sorted(written))
        for sender, texts in ledger.written.items():
            self.assertEqual([text for text in first if text in set(texts)], texts, sender)

    def test_two_people_talk_over_polls_alone(self):
        network = self.bad_network()
        network.do("fault", mode="noUpgrade")
        ada, jana, direct = self.meet(network)
        self.eventually(lambda: self.carries(sockets=0, polls=2))
        ledger = Ledger()
        for number in range(60):
            for name, client in (("ada", ada), ("jana", jana)):
                text = f"{name} {number}"
                client.call("send", conversation=direct, text=text)
                ledger.wrote(name, text)
        self.settle((ada, jana), direct, 120)
        self.assertTrue(self.carries(sockets=0, polls=2))
        self.judge(ledger, {"ada": ada, "jana": jana}, direct)
        jana.call("markRead", conversation=direct, upTo=self.newest(jana, direct))
        self.wait_state(ada, "ada 59", "read")

    def test_a_stream_goes_on_while_the_transport_changes_both_ways(self):
        network = self.bad_network()
        ada, jana, direct = self.meet(network)
        self.eventually(lambda: self.carries(sockets=2, polls=0))
        ledger = Ledger()
        for number in range(240):
            if number in (60, 180):
                network.do("fault", mode="noUpgrade")
                network.do("reset")
            if number == 120:
                self.eventually(lambda: self.carries(sockets=0, polls=2))
                network.do("fault", mode="cut")  # a single lost poll is only asked again
                self.eventually(lambda: all(c.call("linkStatus")["state"] != "upToDate" for c in (ada, jana)))
                network.do("fault", mode="pass")
            name, client = (("ada", ada), ("jana", jana))[number % 2]
            text = f"{name} {number}"
            client.call("send", conversation=direct, text=text)
            ledger.wrote(name, text)
            if number == 179:
                self.eventually(lambda: self.carries(sockets=2, polls=0))
        self.eventually(lambda: self.carries(sockets=0, polls=2))
        self.settle((ada, jana), direct, 240)
        self.judge(ledger, {"ada": ada, "jana": jana}, direct)

    def newest(self, client, conversation):
        return client.call("page", conversation=conversation, limit=1, anchor="newest")["messages"][-1]["seq"]


if __name__ == "__main__":
    world.main()
