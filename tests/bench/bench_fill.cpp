// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the store of a profile that is signed in, so that starting and opening can be measured with years of messages:
// ten conversations with a twentieth of the messages each, fifty with a hundredth. Written through core/store, as the
// client itself writes.
//   pc_bench_fill PROFILE MESSAGES          the profile's key is in the keychain

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/crypto/initialise.h"
#include "core/session/profilefolder.h"
#include "core/store/store.h"
#include "tests/support/profilestore/profilekey.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstdio>

using namespace pc;
using namespace Qt::StringLiterals;

namespace {

constexpr int kLarge = 10;
constexpr int kSmall = 50;
constexpr int kMembers = 24;
constexpr int kUnreadEvery = 7; ///< Every seventh conversation has something unread.
constexpr Milliseconds kApart { 37'000 };

/// Ends the program with a sentence: a bench that measured half a store would mislead.
template<typename T>
T must(Result<T> result, const char *what)
{
    if (!result)
        qFatal("%s: %s", what, qPrintable(result.error().detail));
    return *std::move(result);
}

void must(const Result<void> &result, const char *what)
{
    if (!result)
        qFatal("%s: %s", what, qPrintable(result.error().detail));
}

QString textOf(qint64 n)
{
    static const QStringList kTexts {
        u"Good morning! Please remember the rain jackets."_s,
        u"Thank you."_s,
        u"On Thursday the class visits the museum. We meet at the entrance at half past nine and are back for lunch; "
        u"the tickets are paid."_s,
        u"Mateo has a fever and stays at home today."_s,
        u"¿A qué hora termina la reunión? Llegaré unos minutos tarde."_s,
        u"شكرا جزيلا، سنكون هناك في الموعد."_s,
        u"See https://school.example/menu for next week's lunch 🍎"_s,
    };
    return kTexts[n % kTexts.size()];
}

class Filler
{
public:
    explicit Filler(store::Store &store)
        : m_store(store)
        , m_self(must(store.settings.profile(), "profile").value_or(store::Profile {}))
    {
        if (m_self.person.id.raw().isNull())
            qFatal("nobody is signed in here");
        for (int i = 0; i < kMembers; ++i) {
            people::Person person { UserId { makeUuid4(m_random) }, m_self.person.school,
                u"Member %1 Example"_s.arg(i + 1), i ? people::Role::Guardian : people::Role::Staff,
                i ? u"Parent, 3B"_s : u"Teacher, 3B"_s };
            must(m_store.people.save(person), "person");
            m_people.push_back(person.id);
        }
    }

    void fill(qint64 messages)
    {
        for (int i = 0; i < kLarge + kSmall; ++i)
            must(m_store.transact([&] { return conversation(i, messages / (i < kLarge ? 20 : 100)); }), "conversation");
    }

private:
    Result<void> conversation(int number, qint64 count)
    {
        const ConversationId id { makeUuid4(m_random) };
        const UtcTime end = m_clock.utcNow() - kApart * number;
        const bool direct = number >= kLarge && number < kLarge + kMembers;
        must(m_store.conversations.ensure(id), "ensure");
        must(
            m_store.conversations.describe(id, direct ? chat::ConversationKind::Direct : chat::ConversationKind::Group),
            "describe");
        if (!direct)
            must(m_store.conversations.setTitle(id, u"Group number %1"_s.arg(number + 1), Seq { 1 }), "title");
        must(m_store.members.join(id, m_self.person.id, false, Seq { 1 }), "join");
        for (int i = 0; i < kMembers; ++i) {
            if (!direct || i == number - kLarge)
                must(m_store.members.join(id, m_people[std::size_t(i)], i == 0, Seq { 1 }), "join");
        }
        for (qint64 seq = 1; seq <= count; ++seq)
            message(id, seq, direct ? number - kLarge : int(seq / 3 % kMembers), end - kApart * (count - seq));
        const qint64 unread = number % kUnreadEvery == 3 ? 5 : 0;
        must(m_store.conversations.raiseHead(id, Seq { count }), "head");
        must(m_store.conversations.raiseReadUpTo(id, Seq { count - unread }), "read");
        must(m_store.conversations.raiseActiveAt(id, end), "active");
        return {};
    }

    void message(ConversationId conversation, qint64 seq, int sender, UtcTime at)
    {
        chat::Message message;
        message.id = MessageId { makeUuid7(at, m_random) };
        message.conversation = conversation;
        message.outgoing = seq % 4 == 0;
        message.sender = message.outgoing ? m_self.person.id : m_people[std::size_t(sender)];
        message.device = m_self.device;
        message.seq = Seq { seq };
        message.order = store::loggedKey(message.seq);
        message.time = at;
        message.content.text = textOf(seq);
        must(m_store.held.take(conversation, message.seq), "take");
        must(m_store.messages.add(message), "message");
    }

    store::Store &m_store;
    SystemClock m_clock;
    SystemRandom m_random;
    store::Profile m_self;
    std::vector<UserId> m_people;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3 || arguments[2].toLongLong() < 100)
        qFatal("pc_bench_fill PROFILE MESSAGES (at least 100)");
    const auto folder = must(session::ProfileFolder::open(arguments[1]), "profile");
    must(crypto::initialise(), "crypto");
    const auto key = must(test::keyOfProfile(*folder, {}), "key");
    const auto store = must(store::Store::open(folder->store(), key), "store");
    Filler(*store).fill(arguments[2].toLongLong());
    return 0;
}
