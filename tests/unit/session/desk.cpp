// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/session/desk.h"

#include "core/chat/contentcodec.h"
#include "tests/support/testkey/testkey.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

namespace pc::test {

/// In memory where the system offers that: what is tested here is order, and a disk's flushes take most of the time.
QString Desk::roomyFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath())
        + QStringLiteral("/parentconnect-XXXXXX");
}

Desk::Desk()
{
    greeting.user = kMe;
    greeting.logEpoch = Uuid { { 9 } };
    run();
}

Desk::~Desk()
{
    crash();
}

void Desk::run()
{
    auto opened = store::Store::open(folder.filePath(QStringLiteral("store.db")), testKey());
    if (!opened)
        qFatal("the store does not open: %s", qPrintable(opened.error().detail));
    store = std::move(*opened);
    store::Profile profile;
    profile.person = { kMe, {}, QStringLiteral("Me"), people::Role::Guardian, {} };
    profile.device = self;
    greeting.device = self;
    if (!store->settings.saveProfile(profile))
        qFatal("no profile");
    greeter = std::make_unique<session::StoreGreeter>(*store, QStringLiteral("test"));
    accounts = std::make_unique<trust::AccountBook>(*store);
    engine = std::make_unique<session::Engine>(session::EngineParts { *store, link, *greeter, groups, *accounts,
                                                   relayTime, directory, lists, clock, random, archive, tokens },
        profile);
    listen();
}

void Desk::crash()
{
    engine.reset();
    accounts.reset();
    greeter.reset();
    store.reset();
    link.setPhase(link::LinkPhase::Closed);
}

/// What is asked of the relay for groups is answered as by one that has all that it needs.
void Desk::settle()
{
    clock.advance(Milliseconds { 0 });
    for (auto asked = link.take<wire::Keys>(); !asked.empty(); asked = link.take<wire::Keys>()) {
        for (const auto &[id, keys] : asked) {
            wire::Ack ack;
            ack.count = 50;
            link.answer(id, ack);
        }
        clock.advance(Milliseconds { 0 });
    }
}

void Desk::listen()
{
    using session::Session;
    QObject::connect(engine.get(), &Session::messageAdded, engine.get(),
        [this](const chat::Message &m) { heard.added.push_back(m); });
    QObject::connect(engine.get(), &Session::messageChanged, engine.get(),
        [this](const chat::Message &m) { heard.changed.push_back(m); });
    QObject::connect(engine.get(), &Session::messageRemoved, engine.get(),
        [this](ConversationId, MessageId id) { heard.removed.push_back(id); });
    QObject::connect(engine.get(), &Session::historyFilled, engine.get(), [this](ConversationId, Seq first, Seq last) {
        heard.filled.push_back({ first, last });
    });
    QObject::connect(engine.get(), &Session::storeStateChanged, engine.get(),
        [this](const session::StoreState &state) { heard.storeStates.push_back(state); });
    QObject::connect(
        engine.get(), &Session::signedOut, engine.get(), [this](Errc reason) { heard.signedOut.push_back(reason); });
    QObject::connect(engine.get(), &Session::watermarksChanged, engine.get(),
        [this](ConversationId, const chat::Watermarks &marks) { heard.watermarks.push_back(marks); });
    QObject::connect(engine.get(), &Session::typingChanged, engine.get(),
        [this](ConversationId, const std::vector<UserId> &users) { heard.typing.push_back(users); });
    QObject::connect(engine.get(), &Session::presenceChanged, engine.get(),
        [this](UserId, const people::Presence &presence) { heard.presence.push_back(presence); });
}

void Desk::welcome()
{
    link.welcome(greeting);
    settle();
}

void Desk::connect(const std::vector<wire::Conversation> &states, const std::vector<wire::Head> &heads)
{
    welcome();
    wire::CaughtUp caughtUp;
    for (const wire::Conversation &state : states) {
        link.deliver(state);
        caughtUp.heads.push_back(state.head);
    }
    caughtUp.heads.insert(caughtUp.heads.end(), heads.begin(), heads.end());
    deliver(caughtUp);
}

void Desk::disconnect()
{
    link.setPhase(link::LinkPhase::Waiting, Errc::Network);
    settle();
}

void Desk::deliver(const wire::Payload &payload)
{
    link.deliver(payload);
    settle();
}

void Desk::answer(FrameId request, const link::Answer &answer)
{
    link.answer(request, answer);
    settle();
}

chat::Page Desk::page(ConversationId id, int limit)
{
    chat::PageRequest request;
    request.conversation = id;
    request.limit = limit;
    auto page = engine->page(request).result();
    return page ? *page : chat::Page {};
}

chat::ConversationSummary Desk::summary(ConversationId id)
{
    const auto all = engine->conversations().result();
    if (!all)
        return {};
    for (const chat::ConversationSummary &summary : *all) {
        if (summary.conversation.id == id)
            return summary;
    }
    return {};
}

QStringList Desk::texts(ConversationId id)
{
    QStringList texts;
    for (const chat::Message &m : page(id).messages)
        texts.append(m.content.text);
    return texts;
}

MessageId Desk::send(ConversationId id, const QString &text)
{
    const auto sent = engine->send(id, { text }).result();
    settle();
    return sent ? *sent : MessageId {};
}

wire::Conversation stateOf(ConversationId id, Seq head, const std::vector<UserId> &members, wire::ConversationKind kind)
{
    wire::Conversation state;
    state.conversation = id;
    state.op = wire::ConversationOp::State;
    state.kind = kind;
    state.title = QStringLiteral("Class 3B");
    state.first = Seq { 1 };
    state.head = { id, head, {} };
    for (const UserId member : members) {
        wire::Member m;
        m.user = member;
        m.name = QStringLiteral("Person ") + member.raw().toString().right(2);
        state.members.push_back(m);
    }
    return state;
}

wire::Message messageFrame(ConversationId id, Seq seq, const QString &text, UserId sender)
{
    wire::Message frame;
    frame.conversation = id;
    frame.message = message(1000 * quint32(id.raw().bytes[15]) + quint32(seq.raw()));
    frame.sender = sender;
    frame.device = device(sender == kMe ? 9 : 2);
    frame.seq = seq;
    frame.sentAt = utcFromMilliseconds(1'760'000'000'000 + seq.raw());
    frame.content = chat::encodeContent({ chat::ContentKind::Text, text, {} });
    return frame;
}

wire::Receipt Desk::receiptOf(ConversationId id, UserId who, wire::ReceiptKind kind, Seq upTo, Revision revision)
{
    const auto there = store->messages.loggedAt(id, upTo);
    if (!there || !*there)
        qFatal("nothing stands there that could be confirmed");
    return receiptFrame(id, who, kind, upTo, revision, **there);
}

wire::Receipt receiptFrame(
    ConversationId id, UserId who, wire::ReceiptKind kind, Seq upTo, Revision revision, MessageId atThatPlace)
{
    wire::Receipt frame;
    frame.conversation = id;
    frame.user = who;
    frame.kind = kind;
    frame.upTo = upTo;
    frame.revision = revision;
    frame.at = utcFromMilliseconds(1'760'000'000'000 + revision.raw());
    const DeviceId from = device(who == kMe ? 9 : 2);
    const auto signedKind = kind == wire::ReceiptKind::Read ? chat::ReceiptKind::Read : chat::ReceiptKind::Delivered;
    frame.proof
        = groups::proveReceipt({ id, signedKind, upTo, atThatPlace, who, from }, OpenGroups::leafKeyOf(who, from));
    return frame;
}

wire::Ack ackOf(const wire::Message &message, Seq seq)
{
    wire::Ack ack;
    ack.message = message.message;
    ack.conversation = message.conversation;
    ack.seq = seq;
    ack.sentAt = utcFromMilliseconds(1'760'000'000'000 + seq.raw());
    return ack;
}

wire::Head headOf(ConversationId id, Seq seq, Revision revision)
{
    return { id, seq, revision };
}

} // namespace pc::test
