// SPDX-License-Identifier: GPL-3.0-or-later
// Every prefix of a message, and every message with one byte changed, is refused by who should have taken it, and changes not
// one bit of its state.

#include <QTest>

#include "forge.h"

using namespace pc::mls;
using namespace pc::test;
using pc::crypto::bytesOf;
using pc::crypto::toBytes;

namespace {

/// Calls with each damaged variant.
template<typename Check>
void forEachDamage(const Bytes &message, Check check)
{
    for (std::size_t i = 0; i < message.size(); ++i) {
        check(Bytes(message.begin(), message.begin() + std::ptrdiff_t(i)));
        for (const unsigned flip : { 0x01U, 0x80U }) {
            Bytes changed = message;
            changed[i] = static_cast<std::uint8_t>(changed[i] ^ flip);
            check(changed);
        }
    }
    Bytes longer = message;
    longer.push_back(0);
    check(longer);
}

/// Every damage of the message is refused and changes nothing; the message itself is then taken.
bool onlyTheMessageItselfIsTaken(Group &reader, const Bytes &message)
{
    const Bytes before = storedBytes(reader);
    bool held = true;
    forEachDamage(message, [&](const Bytes &damaged) { held = held && !reader.process(damaged, openRules()); });
    return held && storedBytes(reader) == before && reader.process(message, openRules()).ok();
}

} // namespace

class TestDamagedGroupMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void applicationData()
    {
        Crowd crowd;
        crowd.found(4);
        const Outgoing sent = sure(crowd.group(0).protect(bytesOf("text"), toBytes(bytesOf("aad")), crowd.random()));
        QVERIFY(onlyTheMessageItselfIsTaken(crowd.group(1), sent.message));
    }

    void proposals()
    {
        Crowd crowd;
        crowd.found(4);
        for (const WireFormat format : { WireFormat::PublicMessage, WireFormat::PrivateMessage }) {
            const Outgoing sent = sure(crowd.group(0).propose(crowd.removeOf(3), openRules(), crowd.random(), format));
            QVERIFY(onlyTheMessageItselfIsTaken(crowd.group(1), sent.message));
        }
    }

    void commits()
    {
        Crowd crowd;
        crowd.found(4);
        const std::size_t newcomer = crowd.admit();
        for (const WireFormat format : { WireFormat::PublicMessage, WireFormat::PrivateMessage }) {
            CommitRequest request;
            request.wireFormat = format;
            request.proposals = { crowd.addOf(newcomer) };
            const PendingCommit pending = sure(crowd.group(0).commit(request, openRules(), crowd.random()));
            QVERIFY(onlyTheMessageItselfIsTaken(crowd.group(1), pending.message));
        }
    }

    void externalCommits()
    {
        Crowd crowd;
        crowd.found(4);
        const Client &joiner = crowd.client(crowd.admit());
        const LeafIdentity identity = joiner.identity();
        const Bytes info = crowd.group(0).groupInfo({ .ratchetTree = true });
        const PendingCommit pending
            = sure(joinFromOutside(crowd.suite(), info, { identity, joiner.key }, openRules(), crowd.random()));
        QVERIFY(onlyTheMessageItselfIsTaken(crowd.group(1), pending.message));
    }

    void welcomes()
    {
        Crowd crowd;
        crowd.found(3);
        const std::size_t newcomer = crowd.admit();
        const PendingCommit pending = crowd.commit(0, { crowd.addOf(newcomer) });
        const JoinInputs inputs { crowd.client(newcomer).bundle };
        bool held = true;
        forEachDamage(*pending.welcome,
            [&](const Bytes &damaged) { held = held && !Group::join(crowd.suite(), damaged, inputs, openRules()); });
        QVERIFY(held);
        QVERIFY(Group::join(crowd.suite(), *pending.welcome, inputs, openRules()));
    }

    void groupInfos()
    {
        Crowd crowd;
        crowd.found(2);
        const Client &joiner = crowd.client(crowd.admit());
        const LeafIdentity identity = joiner.identity();
        const Bytes info = crowd.group(0).groupInfo({ .ratchetTree = true });
        bool held = true;
        forEachDamage(info, [&](const Bytes &damaged) {
            const auto joined
                = joinFromOutside(crowd.suite(), damaged, { identity, joiner.key }, openRules(), crowd.random());
            held = held && !joined;
        });
        QVERIFY(held);
    }
};

QTEST_APPLESS_MAIN(TestDamagedGroupMessages)
#include "tst_damagedgroupmessages.moc"
