// SPDX-License-Identifier: GPL-3.0-or-later
// What a client takes in: bench_receive FOLDER. Its whole session but for the socket, over a sealed store on the disk of
// FOLDER, takes 1,000 messages of 200 bytes that another device sealed for their group: decrypted, stored and told of. One
// JSON object; milliseconds. One page of a catch-up is 500.

#include "core/base/fakeclock.h"
#include "core/chat/contentcodec.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/sealedcontent.h"
#include "core/identity/groupname.h"
#include "core/session/engine.h"
#include "tests/support/enrolled/enrolled.h"
#include "tests/support/enrolled/papershelf.h"
#include "tests/support/fakelink/fakelink.h"
#include "tests/support/groupdevice/groupdevice.h"
#include "tests/support/testkey/testkey.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>

#include "series.h"

using namespace pc;
using namespace pc::test;

namespace {

constexpr qint64 kMessages = 1'000;
constexpr qsizetype kTextLength = 160; // 200 bytes with what stands around it

template<typename Id>
Id numbered(quint8 number)
{
    return Id { Uuid { { number } } };
}

template<typename T>
T sure(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(wireName(result.code())));
    return std::move(*result);
}

class NoDirectory final : public session::Directory
{
public:
    void find(const QString &, const QString &, Reply reply) override { reply(people::DirectoryPage {}); }
};

/// A session, and whoever writes to it.
class Desk
{
public:
    explicit Desk(const QString &path)
        : m_store(sure(store::Store::open(path, testKey())))
        , m_writer(numbered<UserId>(2), numbered<DeviceId>(2), m_clock.utcNow())
    {
        m_profile.person = { numbered<UserId>(1), {}, QStringLiteral("Me"), people::Role::Guardian, {} };
        m_profile.device = numbered<DeviceId>(1);
        if (!m_store->settings.saveProfile(m_profile))
            qFatal("no profile");
        m_accounts = std::make_unique<trust::AccountBook>(*m_store);
        m_groups = sure(openEnrolled({ .store = *m_store,
                                         .clock = m_relayTime,
                                         .random = m_random,
                                         .keys = crypto::systemRandom(),
                                         .accounts = *m_accounts,
                                         .user = m_profile.person.id,
                                         .device = m_profile.device },
            m_lists));
        m_greeter = std::make_unique<session::StoreGreeter>(*m_store, QStringLiteral("bench"));
        m_engine = std::make_unique<session::Engine>(
            session::EngineParts { *m_store, m_link, *m_greeter, *m_groups, *m_accounts, m_relayTime, m_directory,
                m_source, m_clock, m_random },
            m_profile);
        QObject::connect(m_engine.get(), &session::Session::messageAdded, m_engine.get(),
            [this](const chat::Message &message) { shown += message.content.kind == chat::ContentKind::Text; });
        comeIn();
    }

    wire::Message sealed(Seq seq)
    {
        const QByteArray content = chat::encodeContent({ .text = QString(kTextLength, u'x') });
        auto franked = groups::frank(crypto::viewOf(content), crypto::systemRandom());
        auto outgoing = m_writer.group().protect(franked.inside, std::move(franked.commitment), crypto::systemRandom());
        if (!outgoing)
            qFatal("not sealed");
        wire::Message frame;
        frame.conversation = m_where;
        frame.message = MessageId { makeUuid7(m_clock.utcNow(), m_random) };
        frame.sender = m_writer.user();
        frame.device = m_writer.device();
        frame.seq = seq;
        frame.sentAt = m_clock.utcNow();
        frame.content = crypto::toByteArray(outgoing->message);
        return frame;
    }

    void take(const wire::Payload &payload) { m_link.deliver(payload); }
    void settle() { m_clock.advance(Milliseconds { 0 }); }

    qint64 shown = 0;

private:
    void comeIn()
    {
        const auto created = m_writer.create(identity::groupIdOf(m_where, 0));
        wire::Welcome greeting;
        greeting.user = m_profile.person.id;
        greeting.device = m_profile.device;
        greeting.serverTime = m_clock.utcNow();
        m_link.welcome(greeting);
        wire::Conversation state;
        state.conversation = m_where;
        state.op = wire::ConversationOp::State;
        state.kind = wire::ConversationKind::Direct;
        state.first = Seq { 1 };
        for (const UserId user : { m_profile.person.id, m_writer.user() }) {
            wire::Member member;
            member.user = user;
            member.name = QStringLiteral("Somebody");
            state.members.push_back(member);
        }
        m_link.deliver(state);
        m_link.deliver(wire::CaughtUp { { { m_where, {}, {} } }, false });
        settle();
        answerUntilPackages();
        deliver(wire::HandshakeOp::Create, created, Seq { 1 });
        auto added = m_writer.add({ m_packages.front() });
        const QByteArray welcome = added.handshake.welcome;
        deliver(wire::HandshakeOp::Commit, added.handshake, Seq { 2 });
        m_writer.take(std::move(added));
        mls::Writer tree;
        tree(m_writer.group().tree().nodes());
        for (int turn = 0; turn < 20 && m_groups->standing(m_where)->place != groups::Place::Joined; ++turn)
            answer([&](wire::Ack &ack) {
                ack.conversation = m_where;
                ack.seq = Seq { 2 };
                ack.items = { welcome, crypto::toByteArray(tree.bytes()) };
            });
        if (m_groups->standing(m_where)->place != groups::Place::Joined)
            qFatal("not in the group");
    }

    void deliver(wire::HandshakeOp op, const MadeHandshake &made, Seq seq)
    {
        wire::Handshake frame;
        frame.conversation = m_where;
        frame.message = MessageId { makeUuid7(m_clock.utcNow(), m_random) };
        frame.op = op;
        frame.epoch = made.epoch;
        frame.sender = m_writer.user();
        frame.device = m_writer.device();
        frame.seq = seq;
        frame.sentAt = m_clock.utcNow();
        frame.content = made.content;
        m_link.deliver(frame);
        settle();
    }

    void answerUntilPackages()
    {
        for (int turn = 0; turn < 20 && m_packages.empty(); ++turn)
            answer([](wire::Ack &) {});
        if (m_packages.empty())
            qFatal("no packages");
    }

    void answer(const std::function<void(wire::Ack &)> &welcome)
    {
        for (const auto &[id, keys] : m_link.take<wire::Keys>()) {
            wire::Ack ack;
            if (keys.op == wire::KeysOp::CountPackages)
                ack.count = m_packages.size();
            else if (keys.op == wire::KeysOp::PutPackages)
                m_packages = keys.items;
            else if (keys.op == wire::KeysOp::NextWelcome)
                welcome(ack);
            m_link.answer(id, ack);
        }
        settle();
        m_clock.advance(Milliseconds { 1'000 });
    }

    FakeClock m_clock;
    session::RelayClock m_relayTime { m_clock };
    SeededRandom m_random { 7 };
    FakeLink m_link;
    NoDirectory m_directory;
    PaperLists m_lists;
    PaperShelf m_source { m_lists };
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<trust::AccountBook> m_accounts;
    std::unique_ptr<groups::GroupKeeper> m_groups;
    std::unique_ptr<session::StoreGreeter> m_greeter;
    store::Profile m_profile;
    GroupDevice m_writer;
    std::vector<QByteArray> m_packages;
    const ConversationId m_where = numbered<ConversationId>(3);
    std::unique_ptr<session::Engine> m_engine;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : ".") + QStringLiteral("/receive-XXXXXX"));
    Desk desk(folder.filePath(QStringLiteral("store.db")));
    std::vector<wire::Message> messages;
    for (qint64 seq = 3; seq < 3 + kMessages; ++seq)
        messages.push_back(desk.sealed(Seq { seq }));
    const auto start = bench::Clock::now();
    const double processor = bench::threadMilliseconds();
    for (const wire::Message &message : messages)
        desk.take(message);
    desk.settle();
    const double took = bench::millisecondsSince(start);
    const double work = bench::threadMilliseconds() - processor;
    if (desk.shown != kMessages)
        qFatal("%lld messages were shown", desk.shown);
    std::printf(
        "{\"messages\": %lld, \"milliseconds\": %.0f, \"processor milliseconds\": %.0f}\n", kMessages, took, work);
    return 0;
}
