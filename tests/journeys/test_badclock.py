# SPDX-License-Identifier: GPL-3.0-or-later
"""A computer whose clock is ten years off, the client's or the relay's: people talk all the same, the relay dates, its
numbers order, and timers run by a clock that nobody sets."""
import time
import unittest

import world
from world import FAKETIME, Journey

TEN_YEARS = 10 * 365 * 24 * 60 * 60


def at_another_time(program, folder, seconds):
    """A start of the program by a clock that is off; what counts only forward stays as it is."""
    script = folder / f"{program.name}-{seconds:+d}s"
    script.write_text(f'#!/bin/sh\nLD_PRELOAD="{FAKETIME}" FAKETIME="{seconds:+d}s" DONT_FAKE_MONOTONIC=1 '
                      f'exec "{program}" "$@"\n')
    script.chmod(0o755)
    return script


@unittest.skipUnless(FAKETIME, "faketime is not installed")
class WrongClock(Journey):
    config = world.GENEROUS + "heartbeat_ms = 1000\n"

    def join_at(self, name, seconds, role="guardian"):
        self.school.headless, real = at_another_time(self.school.headless, self.folder, seconds), self.school.headless
        try:
            return self.join(name, role)
        finally:
            self.school.headless = real

    def times(self, client, conversation):
        page = client.call("page", conversation=conversation)["messages"]
        return [m["time"] / 1000 for m in page if m["kind"] == "text"]

    def talk(self, ada, jana):
        direct = jana.call("createDirect", user=ada.person)["conversation"]
        ada.wait_event("conversationChanged", conversation=direct)
        written = []
        for number in range(6):
            writer, reader = ((ada, jana), (jana, ada))[number % 2]
            text = f"number {number}"
            writer.call("send", conversation=direct, text=text)
            reader.wait_for("message", text=text)
            self.wait_state(writer, text, "delivered", "read")
            written.append(text)
        return direct, written

    def test_a_clients_clock_orders_and_dates_nothing(self):
        early = self.join_at("Ada Okafor", -TEN_YEARS, "staff")
        late = self.join_at("Jana Horáková", TEN_YEARS)
        direct, written = self.talk(early, late)
        for client in (early, late):
            self.assertEqual(self.texts(client, direct), written)
            for moment in self.times(client, direct):
                self.assertLess(abs(moment - time.time()), 300)

    def test_a_client_says_that_its_clock_is_off_until_it_is_right(self):
        moment = self.folder / "moment"
        moment.write_text("-10y\n")
        script = self.folder / "headless-by-a-file"
        script.write_text(f'#!/bin/sh\nLD_PRELOAD="{FAKETIME}" FAKETIME_TIMESTAMP_FILE="{moment}" '
                          f'FAKETIME_CACHE_DURATION=1 DONT_FAKE_MONOTONIC=1 exec "{self.school.headless}" "$@"\n')
        script.chmod(0o755)
        self.school.headless, real = script, self.school.headless
        slow = self.join("Ada Okafor", "staff")
        self.school.headless = real
        right = self.join("Jana Horáková")
        self.eventually(lambda: slow.call("linkStatus").get("clock") == "slow")
        self.assertEqual(slow.call("linkStatus")["state"], "upToDate")
        self.assertNotIn("clock", right.call("linkStatus"))
        slow.wait_event("linkStatusChanged", clock="slow")
        self.talk(slow, right)
        moment.write_text("+0\n")
        # By itself: no connection is made anew for it.
        self.eventually(lambda: "clock" not in slow.call("linkStatus"), 30)
        self.talk(slow, right)

    def test_timers_run_although_the_clock_is_off(self):
        late = self.join_at("Jana Horáková", TEN_YEARS)
        ada = self.join("Ada Okafor", "staff")
        direct = late.call("createDirect", user=ada.person)["conversation"]
        self.relay.stop()
        late.call("send", conversation=direct, text="while it was away")
        self.eventually(lambda: late.call("linkStatus")["state"] != "upToDate", 30)
        time.sleep(3.0)  # three beats
        self.relay.start()
        ada.wait_for("message", text="while it was away")
        self.assertEqual(late.call("state")["state"], "ready")

    def test_a_relay_whose_clock_is_off_and_is_put_right_loses_nobody(self):
        right = self.relay.program
        for seconds in (-TEN_YEARS, TEN_YEARS):
            with self.subTest(seconds=seconds):
                self.relay.stop()
                self.relay.program = at_another_time(right, self.folder, seconds)
                self.relay.start()
                ada, jana = self.join(f"Ada {seconds}", "staff"), self.join(f"Jana {seconds}")
                direct, written = self.talk(ada, jana)
                self.relay.stop()
                jana.call("send", conversation=direct, text="before it was put right")
                self.relay.program = right
                self.relay.start()
                # So long after its sign-in a client may have to sign in anew; what it wrote waits.
                for client in (ada, jana):
                    self.return_to(client)
                for client in (ada, jana):
                    self.eventually(
                        lambda c=client: self.texts(c, direct) == [*written, "before it was put right"])
                for client in (ada, jana):
                    client.quit()

    def return_to(self, client):
        def settled():
            if client.call("state")["state"] == "needsSignIn":
                client.call("signIn", userName=client.user_name, password=client.password, deviceName="again")
            return client.call("linkStatus")["state"] == "upToDate"
        self.eventually(settled, 60)


if __name__ == "__main__":
    world.main()
