// SPDX-License-Identifier: GPL-3.0-or-later
// RelayLoad: what people, devices and administrators have a relay write, in bursts that share a transaction each; what they
// were answered; and whether a database keeps it.
//
// Thread: the one of the test, which waits for the store's.

#pragma once

#include "core/relay/store.h"
#include "tests/unit/relay/log/logfixture.h"

#include <map>
#include <random>
#include <set>

namespace pc::test {

/// A relay's database for a test to copy: a school, a direct conversation with a group, key packages of which some expired.
class RelayTemplate
{
public:
    RelayTemplate();

    const QString &path() const { return m_school.path(); }
    const LogFixture &school() const { return m_school; }
    ConversationId conversation() const { return m_conversation; }

private:
    LogFixture m_school;
    ConversationId m_conversation;
};

class RelayLoad
{
public:
    /// What the answers of one burst came to.
    struct Answers
    {
        int kept = 0;
        int refused = 0; ///< By rule: it changed nothing.
        int failed = 0; ///< By the disk.
    };

    /// `made` outlives this.
    RelayLoad(const RelayTemplate &made, quint64 seed)
        : m_made(made)
        , m_chance(seed)
    {
    }

    Answers burst(relay::Store &store);

    /// Reads the conversation as a member does; what is wrong with it, or nothing.
    QString readBack(relay::Store &store);

    /// What is wrong with a database after all that was answered, or nothing.
    QString judge(const QString &path) const;

    /// For a judge that is to be proven: says that something was answered which was not.
    void imagine(int promise);
    static constexpr int kPromises = 6;

private:
    enum class Act : quint8;
    using Outcome = std::optional<bool>; ///< Kept, refused, or nothing when the disk failed.

    void act(relay::Store &store, Act act);
    void say(relay::Store &store, bool again);
    void confirm(relay::Store &store);
    void change(relay::Store &store);
    void administer(relay::Store &store, sql::Writer::Work work, std::function<void()> kept);
    void putPackage(relay::Store &store);
    void claimPackage(relay::Store &store);
    void enrol(relay::Store &store);
    void rotate(relay::Store &store);
    void tidy(relay::Store &store);
    void answered(Outcome outcome);
    void settle(relay::Store &store);
    const relay::accounts::Actor &somebody();
    QString judgeLog(sql::Database &database) const;
    QString judgeReceipts(sql::Database &database) const;
    QString judgeAccounts(sql::Database &database) const;
    QString judgeKeys(sql::Database &database) const;

    const RelayTemplate &m_made;
    std::mt19937_64 m_chance;
    relay::log::Mailbox m_mailbox;
    FakeClock m_clock;
    Answers m_answers;
    quint8 m_number = 0;
    qint64 m_rotations = 0;

    // What was promised.
    std::map<MessageId, Seq> m_messages;
    std::map<std::pair<UserId, wire::ReceiptKind>, Seq> m_marks;
    std::set<ConversationId> m_conversations;
    std::set<UserId> m_people;
    std::set<QByteArray> m_put;
    std::set<QByteArray> m_claimed;
    qint64 m_rotated = 0;
    bool m_isTidied = false;
    QString m_wrong; ///< Of an answer itself.
};

} // namespace pc::test
