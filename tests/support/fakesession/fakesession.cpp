// SPDX-License-Identifier: GPL-3.0-or-later
// The half of FakeSession that is a Session: what an interface may ask.

#include "tests/support/fakesession/fakesession.h"

#include "tests/support/fakesession/numberedid.h"

#include <algorithm>

namespace pc::support {

namespace {

constexpr int kDirectoryPage = 20;
constexpr qint64 kUnsentOrder = qint64(1) << 60; ///< Behind every seq.

} // namespace

FakeSession::FakeSession(session::Self self, Clock &clock, QObject *parent)
    : Session(parent)
    , m_self(std::move(self))
    , m_clock(clock)
{
    m_link.state = session::LinkState::UpToDate;
}

QFuture<Result<session::Self>> FakeSession::self()
{
    return answer<session::Self>([this] { return m_self; });
}

QFuture<Result<std::vector<chat::ConversationSummary>>> FakeSession::conversations()
{
    return answer<std::vector<chat::ConversationSummary>>([this] {
        std::vector<chat::ConversationSummary> all;
        for (const auto &one : m_stored)
            all.push_back(summaryOf(*one));
        return all;
    });
}

QFuture<Result<chat::Page>> FakeSession::page(const chat::PageRequest &request)
{
    m_pageRequests.push_back(request);
    return answer<chat::Page>([this, request] { return pageOf(request); });
}

QFuture<Result<std::vector<chat::MemberReceipt>>> FakeSession::receipts(MessageId message)
{
    return answer<std::vector<chat::MemberReceipt>>([this, message] { return m_receipts.value(message); });
}

/// It writes no files: nothing of a script is worth them.
QFuture<Result<session::OwnExport>> FakeSession::exportTo(const QString &folder)
{
    m_exports.push_back(folder);
    return answer<session::OwnExport>([] { return session::OwnExport { 1'204, 7 }; });
}

QFuture<Result<session::Readers>> FakeSession::readers(ConversationId conversation)
{
    return answer<session::Readers>([this, conversation] { return m_readers.value(conversation); });
}

QFuture<Result<session::PersonKeys>> FakeSession::personKeys(UserId user)
{
    return answer<session::PersonKeys>([user] {
        session::PersonKeys keys;
        keys.user = user;
        keys.shown = QByteArray(32, '\x7');
        return keys;
    });
}

QFuture<Result<session::SafetyView>> FakeSession::safetyView(UserId user)
{
    return answer<session::SafetyView>([this, user] {
        crypto::Ed25519PublicKey key {};
        key.fill(7);
        people::Person person;
        for (const auto &stored : m_stored) {
            for (const chat::Member &member : stored->conversation.members) {
                if (member.person.id == user)
                    person = member.person;
            }
        }
        return session::SafetyView { person, identity::SafetyCode({ m_self.person.id, {} }, { user, key }), false,
            QByteArray(32, '\x7') };
    });
}

QFuture<Result<void>> FakeSession::acceptName(UserId user)
{
    return answer<void>([this, user] {
        for (auto readers = m_readers.begin(); readers != m_readers.end(); ++readers) {
            for (session::ReadingPerson &one : readers->people) {
                if (one.person.id == user && std::exchange(one.before, {}))
                    Q_EMIT readersChanged(readers.key());
            }
        }
        return Result<void>();
    });
}

QFuture<Result<void>> FakeSession::confirmKeys(UserId user, const QByteArray &shown)
{
    return answer<void>([this, user, shown] {
        m_confirmed.push_back({ user, shown });
        return Result<void>();
    });
}

QFuture<Result<void>> FakeSession::confirmForSchool(const session::SchoolWord &word)
{
    return answer<void>([this, word] {
        m_schoolWords.push_back(word);
        return Result<void>();
    });
}

QFuture<Result<session::Invitation>> FakeSession::invite(const session::InvitationRequest &request)
{
    return answer<session::Invitation>([this, request]() -> Result<session::Invitation> {
        m_invited.push_back(request);
        session::Invitation invitation;
        const auto number = quint8(m_invited.size());
        invitation.id = identity::LetterId { Uuid { { 0x1e, number } } };
        invitation.person
            = { UserId { Uuid { { 0x1f, number } } }, m_self.person.school, request.name, request.role, request.label };
        invitation.written = m_clock.utcNow();
        invitation.expires = m_clock.utcNow() + Milliseconds { qint64(request.days) * 24 * 60 * 60 * 1'000 };
        invitation.relay = QUrl(QStringLiteral("https://chat.lakeside.example"));
        invitation.code = QStringLiteral("kX7h2PqLw9ZrT4vNc8JmYg");
        invitation.letter = QStringLiteral("AWJ3c1Qy0Hk5sXoZr8LtVg7nEw2PqD4uKb9TmFjR6yCz");
        m_invitations.insert(m_invitations.begin(), invitation);
        return invitation;
    });
}

QFuture<Result<std::vector<session::Invitation>>> FakeSession::invitations()
{
    return answer<std::vector<session::Invitation>>(
        [this] { return Result<std::vector<session::Invitation>>(m_invitations); });
}

QFuture<Result<void>> FakeSession::withdrawInvitation(identity::LetterId id)
{
    return answer<void>([this, id] {
        const auto gone = std::erase_if(m_invitations, [id](const session::Invitation &one) { return one.id == id; });
        if (gone == 0)
            return Result<void>(Error { Errc::NotFound, {} });
        Q_EMIT invitationsChanged();
        return Result<void>();
    });
}

void FakeSession::setInvitations(std::vector<session::Invitation> invitations)
{
    m_invitations = std::move(invitations);
    Q_EMIT invitationsChanged();
}

QFuture<Result<MessageId>> FakeSession::send(ConversationId conversation, const chat::Draft &draft)
{
    return answer<MessageId>([this, conversation, draft] {
        Stored &to = stored(conversation);
        chat::Message message = makeMessage(to, m_self.person.id, { .text = draft.text });
        message.order = chat::OrderKey { kUnsentOrder + ++m_unsent };
        message.state = chat::DeliveryState::Sending;
        to.log.insert(message);
        to.draft.clear();
        Q_EMIT messageAdded(message);
        announce(to);
        setOutgoing(+1);
        if (m_acknowledging)
            acknowledge(message.id);
        return message.id;
    });
}

void FakeSession::retry(MessageId id)
{
    Stored *owner = storedOf(id);
    if (!owner)
        return;
    chat::Message message = *owner->log.find(id);
    if (message.state != chat::DeliveryState::Failed)
        return;
    message.state = chat::DeliveryState::Sending;
    message.failure.reset();
    owner->log.replace(message);
    Q_EMIT messageChanged(message);
    announce(*owner);
    setOutgoing(+1);
}

void FakeSession::cancel(MessageId id)
{
    Stored *owner = storedOf(id);
    if (!owner)
        return;
    const chat::DeliveryState state = owner->log.find(id)->state;
    if (state != chat::DeliveryState::Sending && state != chat::DeliveryState::Failed)
        return;
    if (state == chat::DeliveryState::Sending)
        setOutgoing(-1);
    removeMessage(owner->conversation.id, id);
}

void FakeSession::saveDraft(ConversationId conversation, const QString &text)
{
    Stored &in = stored(conversation);
    if (in.draft == text)
        return;
    in.draft = text;
    announce(in);
}

void FakeSession::markRead(ConversationId conversation, Seq upTo)
{
    m_readMarks.push_back({ conversation, upTo });
    Stored &in = stored(conversation);
    if (upTo <= in.conversation.readUpTo)
        return;
    in.conversation.readUpTo = upTo;
    announce(in);
}

void FakeSession::setTyping(ConversationId, bool isTyping)
{
    m_typingCalls.push_back(isTyping);
}

void FakeSession::fetchHole(ConversationId, const chat::Hole &hole)
{
    m_fetchedHoles.push_back(hole);
}

QFuture<Result<ConversationId>> FakeSession::createDirect(UserId with)
{
    return answer<ConversationId>([this, with]() -> Result<ConversationId> {
        for (const auto &one : m_stored) {
            const auto &members = one->conversation.members;
            if (one->conversation.kind == chat::ConversationKind::Direct
                && std::ranges::any_of(members, [with](const chat::Member &m) { return m.person.id == with; }))
                return one->conversation.id;
        }
        if (!person(with))
            return Errc::NotFound;
        return create(chat::ConversationKind::Direct, {}, { with });
    });
}

QFuture<Result<ConversationId>> FakeSession::createGroup(const QString &title, const std::vector<UserId> &members)
{
    return answer<ConversationId>([this, title, members]() -> Result<ConversationId> {
        if (title.trimmed().isEmpty() || members.empty())
            return Errc::Invalid;
        return create(chat::ConversationKind::Group, title, members);
    });
}

QFuture<Result<void>> FakeSession::rename(ConversationId conversation, const QString &title)
{
    return answer<void>([this, conversation, title]() -> Result<void> {
        if (title.trimmed().isEmpty())
            return Errc::Invalid;
        Stored &in = stored(conversation);
        in.conversation.title = title;
        receiveContent(conversation, m_self.person.id,
            { .kind = chat::ContentKind::Event, .text = title, .event = chat::EventKind::Renamed });
        return {};
    });
}

QFuture<Result<void>> FakeSession::addMembers(ConversationId conversation, const std::vector<UserId> &members)
{
    return answer<void>([this, conversation, members]() -> Result<void> {
        Stored &in = stored(conversation);
        QStringList names;
        for (const UserId id : members) {
            const auto found = person(id);
            if (!found)
                return Errc::NotFound;
            in.conversation.members.push_back({ *found, chat::MemberRole::Member });
            names << found->name;
        }
        receiveContent(conversation, m_self.person.id,
            { .kind = chat::ContentKind::Event,
                .text = names.join(QChar(0x1f)),
                .event = chat::EventKind::MembersAdded });
        return {};
    });
}

QFuture<Result<void>> FakeSession::removeMember(ConversationId conversation, UserId member)
{
    return answer<void>([this, conversation, member]() -> Result<void> {
        Stored &in = stored(conversation);
        auto &members = in.conversation.members;
        const auto found
            = std::ranges::find_if(members, [member](const chat::Member &m) { return m.person.id == member; });
        if (found == members.end())
            return Errc::NotFound;
        const QString name = found->person.name;
        members.erase(found);
        receiveContent(conversation, m_self.person.id,
            { .kind = chat::ContentKind::Event, .text = name, .event = chat::EventKind::MembersRemoved });
        return {};
    });
}

QFuture<Result<void>> FakeSession::setSettings(ConversationId conversation, const chat::PersonalSettings &settings)
{
    return answer<void>([this, conversation, settings]() -> Result<void> {
        Stored &in = stored(conversation);
        in.conversation.settings = settings;
        announce(in);
        return {};
    });
}

QFuture<Result<people::DirectoryPage>> FakeSession::directory(const QString &query, const QString &after)
{
    return answer<people::DirectoryPage>([this, query, after] { return directoryPage(query, after); });
}

people::DirectoryPage FakeSession::directoryPage(const QString &query, const QString &after) const
{
    std::vector<people::Person> found;
    for (const people::Person &one : m_directory) {
        if (one.id != m_self.person.id && one.name.contains(query, Qt::CaseInsensitive))
            found.push_back(one);
    }
    const auto first = std::min(size_t(after.toUInt()), found.size());
    const auto end = std::min(first + kDirectoryPage, found.size());
    people::DirectoryPage page;
    page.people.assign(found.begin() + qsizetype(first), found.begin() + qsizetype(end));
    if (end < found.size())
        page.next = QString::number(end);
    return page;
}

chat::Page FakeSession::pageOf(const chat::PageRequest &request) const
{
    const Stored &from = stored(request.conversation);
    chat::Page page = from.log.page(request, from.conversation.readUpTo);
    for (const chat::Hole &hole : from.holes) {
        const bool afterFirst = page.atStart || page.messages.empty() || page.messages.front().seq < hole.first;
        const bool beforeLast = page.atEnd || page.messages.empty() || page.messages.back().seq > hole.last;
        const bool touchesFirst = !page.messages.empty() && page.messages.front().seq == next(hole.last);
        const bool touchesLast = !page.messages.empty() && page.messages.back().seq == previous(hole.first);
        if ((afterFirst && beforeLast) || touchesFirst || touchesLast)
            page.holes.push_back(hole);
    }
    return page;
}

} // namespace pc::support
