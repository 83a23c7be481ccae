// SPDX-License-Identifier: GPL-3.0-or-later
// The proxy by JSON lines, one command a line and one answer to each:
//
//   {"do":"fault","mode":"delay","delayMs":200}      {"event":"done"}
//   {"do":"cut"}  {"do":"reset"}                     {"event":"done"}: the connections there are, once
//   {"do":"target","port":4711}                      {"event":"done"}
//   {"do":"schedule","seed":7,"shortestMs":100,"longestMs":900,"faults":[{"mode":"pass"},{"mode":"cut"}]}
//   {"do":"counters"}                                {"event":"counters","accepted":3,"open":1,"bytes":912,"upgrades":0}
//
// What cannot be done is answered with {"event":"error","detail":"…"}.

#pragma once

#include "tests/support/faultproxy/faultproxy.h"

#include <QByteArray>

namespace pc::test {

QByteArray obey(FaultProxy &proxy, const QByteArray &line);

} // namespace pc::test
