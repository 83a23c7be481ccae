// SPDX-License-Identifier: GPL-3.0-or-later
// Desk: one whole session for a test: a real store on a temporary disk, a scripted link, a clock that stands still.
// It can be taken away at any instant, as a power cut would, and set up again over the same file.

#pragma once

#include "core/base/fakeclock.h"
#include "core/session/engine.h"
#include "core/store/timeline.h"
#include "tests/support/enrolled/papershelf.h"
#include "tests/support/fakelink/fakelink.h"
#include "tests/support/opengroups/opengroups.h"

#include <QTemporaryDir>

#include <memory>

namespace pc::test {

/// Ids that a failing test can be read by.
template<typename Id>
Id numbered(quint8 kind, quint32 number)
{
    Uuid id;
    id.bytes[0] = kind;
    for (size_t i = 0; i < sizeof number; ++i)
        id.bytes[15 - i] = quint8(number >> (8 * i));
    return Id { id };
}

inline UserId user(quint32 n)
{
    return numbered<UserId>(1, n);
}
inline DeviceId device(quint32 n)
{
    return numbered<DeviceId>(2, n);
}
inline ConversationId conversation(quint32 n)
{
    return numbered<ConversationId>(3, n);
}
inline MessageId message(quint32 n)
{
    return numbered<MessageId>(4, n);
}

inline const UserId kMe = user(1);
inline const UserId kMaria = user(2);
inline const UserId kTom = user(3);

class FakeDirectory final : public session::Directory
{
public:
    void find(const QString &query, const QString &, Reply reply) override
    {
        asked = query;
        reply(answer);
    }

    QString asked;
    Result<people::DirectoryPage> answer { people::DirectoryPage {} };
};

/// The last results of signals, as a window would keep them.
struct Heard
{
    std::vector<chat::Message> added;
    std::vector<chat::Message> changed;
    std::vector<MessageId> removed;
    std::vector<store::Range> filled;
    std::vector<session::StoreState> storeStates;
    std::vector<Errc> signedOut;
    std::vector<chat::Watermarks> watermarks;
    std::vector<std::vector<UserId>> typing;
    std::vector<people::Presence> presence;
};

class Desk
{
public:
    Desk();
    ~Desk();

    /// Opens the store and makes the engine; run() after a crash() too, then with these as they are.
    void run();

    /// Everything goes without a goodbye.
    void crash();

    /// One turn of the loop.
    void settle();

    /// Welcome, these conversations' states, and caughtUp with their heads.
    void connect(const std::vector<wire::Conversation> &states = {}, const std::vector<wire::Head> &heads = {});
    void welcome();
    void disconnect();

    /// Delivers, and lets it be taken.
    void deliver(const wire::Payload &payload);
    void answer(FrameId request, const link::Answer &answer);

    chat::Page page(ConversationId conversation, int limit = 500);
    chat::ConversationSummary summary(ConversationId conversation);
    QStringList texts(ConversationId conversation);
    MessageId send(ConversationId conversation, const QString &text);

    /// What somebody confirms who has the log that this desk has.
    wire::Receipt receiptOf(
        ConversationId conversation, UserId user, wire::ReceiptKind kind, Seq upTo, Revision revision = {});

    DeviceId self = device(1);
    link::ArchiveApi *archive = nullptr; ///< With the tokens for it, or nothing is archived.
    link::AccessTokens *tokens = nullptr;
    QTemporaryDir folder { roomyFolder() };
    FakeClock clock;
    SeededRandom random { 7 };
    FakeLink link;
    FakeDirectory directory;
    PaperLists paper;
    PaperShelf lists { paper };
    OpenGroups groups;
    session::RelayClock relayTime { clock };
    Heard heard;
    wire::Welcome greeting;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<session::StoreGreeter> greeter;
    std::unique_ptr<trust::AccountBook> accounts;
    std::unique_ptr<session::Engine> engine;

private:
    static QString roomyFolder();
    void listen();
};

// Frames as a relay would send them.
wire::Conversation stateOf(ConversationId conversation, Seq head, const std::vector<UserId> &members,
    wire::ConversationKind kind = wire::ConversationKind::Group);
wire::Message messageFrame(ConversationId conversation, Seq seq, const QString &text, UserId sender = kMaria);
wire::Receipt receiptFrame(ConversationId conversation, UserId user, wire::ReceiptKind kind, Seq upTo,
    Revision revision, MessageId atThatPlace);
wire::Ack ackOf(const wire::Message &message, Seq seq);
wire::Head headOf(ConversationId conversation, Seq seq, Revision revision = {});

} // namespace pc::test
