# SPDX-License-Identifier: GPL-3.0-or-later
"""A client that meets something else where its relay was: it says plainly that there is no connection, tries again with
patience, believes nothing, and loses nothing."""
import time

import world
from impostor import ANSWERS, GREETINGS, Impostor
from world import Failed, Journey

WATCHED = 4.0
MOST_TRIES = 24  # in that time; a storm would be hundreds
LIVED_THROUGH = ("captive portal", "proxy's refusal", "broken", "wrong types", "garbage")  # each costs half a minute


class BadPeer(Journey):
    config = world.GENEROUS

    def setUp(self):
        super().setUp()
        self.peer = Impostor(self.relay.port)
        self.running.append(self.peer)
        self.ada = self.join("Ada Okafor", "staff")

    def meet(self):
        self.jana = self.join("Jana Horáková", network=self.peer)
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        self.written = []

    def live_through(self, name):
        """Writes while the peer is what it is, and sees that patience is kept and nothing is given up."""
        self.eventually(lambda: self.jana.call("linkStatus")["state"] != "upToDate", 90)
        self.jana.events.clear()
        before = len(self.peer.arrivals())
        for number in range(3):
            text = f"{name} {number}"
            self.jana.call("send", conversation=self.direct, text=text)
            self.written.append(text)
        time.sleep(WATCHED)
        self.assertLess(len(self.peer.arrivals()) - before, MOST_TRIES)
        status = self.jana.call("linkStatus")
        self.assertIn(status["state"], ("offline", "connecting"))
        self.assertEqual(status["outgoing"], 3)
        self.assertEqual(self.jana.heard("signedOut"), [])
        self.assertEqual(self.jana.call("state")["state"], "ready")

    def come_back(self):
        self.peer.be()
        self.jana.wait_for("outboxEmpty", 90)
        for client in (self.ada, self.jana):
            self.eventually(lambda c=client: self.texts(c, self.direct) == self.written)
        self.jana.wait_for("upToDate", 60)

    def test_whatever_answers_in_the_relays_place_costs_nothing(self):
        self.meet()
        for name in LIVED_THROUGH:
            with self.subTest(name):
                self.peer.be(answer=ANSWERS[name])
                self.live_through(name)
                self.come_back()

    def test_whatever_a_socket_says_instead_of_a_welcome_costs_nothing(self):
        self.meet()
        for name, greeting in GREETINGS.items():
            with self.subTest(name):
                self.peer.be(greeting=greeting)
                self.live_through(name)
                self.come_back()

    def test_a_sign_in_at_the_wrong_door_says_so_and_may_be_tried_again(self):
        person = self.school.person("Jana Horáková")
        code = self.relay.admin("create-invite", "--person", person)["code"]
        client = world.Client(self.school.headless, self.folder / "jana", self.peer.url, self.school.log).start()
        self.running.append(client)
        client.open("needsSignIn")
        words = {"invite": code, "userName": "jana", "password": "correct horse"}
        for name, answer in ANSWERS.items():
            with self.subTest(name):
                self.peer.be(answer=answer)
                with self.assertRaises(Failed) as refusal:
                    client.call("join", **words)
                busy = name in ("broken", "overloaded proxy")
                self.assertEqual(refusal.exception.code, "unavailable" if busy else "network")
                client.wait_for("state", state="needsSignIn")
        self.peer.be()
        client.call("join", **words)
        client.wait_for("upToDate")


if __name__ == "__main__":
    world.main()
