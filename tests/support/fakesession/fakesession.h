// SPDX-License-Identifier: GPL-3.0-or-later
// FakeSession: the scripted twin of a Session, for tests, benches and screenshots of everything that stands on one.
// Everything is in memory. Requests are answered at once, or when the test says so; what a relay or other people
// would do is a function of its own, in the second half of the class. One thread.

#pragma once

#include "core/base/clock.h"
#include "core/session/session.h"
#include "tests/support/fakesession/fakelog.h"

#include <QHash>
#include <QPromise>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pc::support {

class FakeSession final : public session::Session
{
    Q_OBJECT

public:
    /// `clock` gives the time of what is written here; it must outlive this.
    FakeSession(session::Self self, Clock &clock, QObject *parent = nullptr);

    QFuture<Result<session::Self>> self() override;
    QFuture<Result<std::vector<chat::ConversationSummary>>> conversations() override;
    QFuture<Result<chat::Page>> page(const chat::PageRequest &request) override;
    QFuture<Result<std::vector<chat::MemberReceipt>>> receipts(MessageId message) override;
    session::LinkStatus linkStatus() const override { return m_link; }
    session::StoreState storeState() const override { return m_store; }

    QFuture<Result<MessageId>> send(ConversationId conversation, const chat::Draft &draft) override;
    void retry(MessageId message) override;
    void cancel(MessageId message) override;
    void saveDraft(ConversationId conversation, const QString &text) override;
    void markRead(ConversationId conversation, Seq upTo) override;
    void setTyping(ConversationId conversation, bool isTyping) override;
    void fetchHole(ConversationId conversation, const chat::Hole &hole) override;
    QFuture<Result<session::OwnExport>> exportTo(const QString &folder) override;
    QFuture<Result<session::Readers>> readers(ConversationId conversation) override;
    void repair(ConversationId conversation) override { m_repairs.push_back(conversation); }
    QFuture<Result<session::PersonKeys>> personKeys(UserId user) override;
    QFuture<Result<session::SafetyView>> safetyView(UserId user) override;
    QFuture<Result<void>> acceptName(UserId user) override;
    QFuture<Result<void>> confirmKeys(UserId user, const QByteArray &shown) override;
    QFuture<Result<void>> confirmForSchool(const session::SchoolWord &word) override;
    QFuture<Result<session::Invitation>> invite(const session::InvitationRequest &request) override;
    QFuture<Result<std::vector<session::Invitation>>> invitations() override;
    QFuture<Result<void>> withdrawInvitation(identity::LetterId id) override;
    void setActive(bool active) override { m_activeCalls.push_back(active); }

    QFuture<Result<ConversationId>> createDirect(UserId with) override;
    QFuture<Result<ConversationId>> createGroup(const QString &title, const std::vector<UserId> &members) override;
    QFuture<Result<void>> rename(ConversationId conversation, const QString &title) override;
    QFuture<Result<void>> addMembers(ConversationId conversation, const std::vector<UserId> &members) override;
    QFuture<Result<void>> removeMember(ConversationId conversation, UserId member) override;
    QFuture<Result<void>> setSettings(ConversationId conversation, const chat::PersonalSettings &settings) override;
    QFuture<Result<people::DirectoryPage>> directory(const QString &query, const QString &after) override;

    // How requests are answered.
    enum class Answers : quint8 { AtOnce, OnDemand };
    void setAnswers(Answers answers) { m_answers = answers; }
    int waitingAnswers() const { return int(m_waiting.size()); }
    void answerNext();
    void answerAll(); ///< Those that wait now, not those that they bring about.
    void failNext(Errc code) { m_nextFailure = code; } ///< The next request that is answered.

    // What is stored; no signal.
    void addPerson(const people::Person &person) { m_directory.push_back(person); }
    void addConversation(const chat::Conversation &conversation);
    void generateHistory(ConversationId conversation, qint64 count, FakeLog::Generator generator);
    chat::Message addHistory(ConversationId conversation, UserId sender, UtcTime time, const chat::Content &content);
    void addHole(ConversationId conversation, const chat::Hole &hole);
    void skipSeqs(ConversationId conversation, qint64 count); ///< The next rows get higher seqs.
    void setReceipts(MessageId message, const std::vector<chat::MemberReceipt> &receipts);
    void setDraft(ConversationId conversation, const QString &text);
    void setReadUpTo(ConversationId conversation, Seq seq);

    // What the relay and other people do; with the signals that a real session would emit.
    chat::Message receive(ConversationId conversation, UserId sender, const QString &text);
    chat::Message receiveContent(ConversationId conversation, UserId sender, const chat::Content &content);
    void change(const chat::Message &message); ///< The row of that id becomes this.
    void removeMessage(ConversationId conversation, MessageId message);
    void acknowledge(MessageId message); ///< An own message becomes Sent and gets its seq.
    void refuse(MessageId message, Errc reason);
    void setAcknowledging(bool acknowledging) { m_acknowledging = acknowledging; } ///< Each send at once.
    void fillHole(ConversationId conversation, const chat::Hole &hole, UserId sender, UtcTime time);
    void raiseWatermarks(ConversationId conversation, const chat::Watermarks &watermarks);
    void type(ConversationId conversation, const std::vector<UserId> &users);
    void setPresence(UserId user, const people::Presence &presence);
    void setLinkStatus(const session::LinkStatus &status);
    void setStoreState(const session::StoreState &state);
    void change(const chat::Conversation &conversation);
    void setSelf(const session::Self &self);
    void setInvitations(std::vector<session::Invitation> invitations); ///< With the signal.
    const std::vector<session::InvitationRequest> &invited() const { return m_invited; }
    session::Self selfNow() const { return m_self; }
    void setPersonRole(UserId user, people::Role role); ///< In all conversations, without a signal.
    void setReaders(ConversationId conversation, const session::Readers &readers);

    // What was asked of it.
    struct ReadMark
    {
        ConversationId conversation;
        Seq upTo;

        bool operator==(const ReadMark &) const = default;
    };

    const std::vector<ReadMark> &readMarks() const { return m_readMarks; }
    const std::vector<chat::Hole> &fetchedHoles() const { return m_fetchedHoles; }
    const std::vector<bool> &typingCalls() const { return m_typingCalls; }
    const std::vector<bool> &activeCalls() const { return m_activeCalls; }
    struct Confirmed
    {
        UserId user;
        QByteArray shown;

        bool operator==(const Confirmed &) const = default;
    };

    const std::vector<Confirmed> &confirmed() const { return m_confirmed; }
    const std::vector<session::SchoolWord> &schoolWords() const { return m_schoolWords; }
    const std::vector<ConversationId> &repairs() const { return m_repairs; }
    const std::vector<QString> &exports() const { return m_exports; } ///< The folders.
    const std::vector<chat::PageRequest> &pageRequests() const { return m_pageRequests; }

    chat::ConversationSummary summary(ConversationId conversation) const;
    chat::Message message(MessageId id) const; ///< An inserted or changed row.
    UtcTime now() const { return m_clock.utcNow(); }

private:
    struct Stored
    {
        chat::Conversation conversation;
        FakeLog log;
        std::vector<chat::Hole> holes;
        QString draft;
    };

    template<typename T>
    QFuture<Result<T>> answer(std::function<Result<T>()> make);

    Stored &stored(ConversationId id);
    const Stored &stored(ConversationId id) const;
    Stored *storedOf(MessageId id);
    chat::ConversationSummary summaryOf(const Stored &stored) const;
    chat::Page pageOf(const chat::PageRequest &request) const;
    people::DirectoryPage directoryPage(const QString &query, const QString &after) const;
    std::optional<people::Person> person(UserId id) const;
    ConversationId create(chat::ConversationKind kind, const QString &title, const std::vector<UserId> &members);
    chat::Message makeMessage(Stored &stored, UserId sender, const chat::Content &content);
    void announce(const Stored &stored);
    void setOutgoing(int change);

    session::Self m_self;
    Clock &m_clock;
    session::LinkStatus m_link;
    session::StoreState m_store;
    std::vector<std::unique_ptr<Stored>> m_stored;
    QHash<ConversationId, Stored *> m_byId;
    std::vector<people::Person> m_directory;
    QHash<MessageId, std::vector<chat::MemberReceipt>> m_receipts;
    QHash<ConversationId, session::Readers> m_readers;
    std::vector<ConversationId> m_repairs;
    std::vector<Confirmed> m_confirmed;
    std::vector<session::Invitation> m_invitations;
    std::vector<session::InvitationRequest> m_invited;
    std::vector<session::SchoolWord> m_schoolWords;
    std::vector<QString> m_exports;
    quint64 m_lastId = 0;
    qint64 m_unsent = 0;
    bool m_acknowledging = false;

    Answers m_answers = Answers::AtOnce;
    std::deque<std::function<void()>> m_waiting;
    std::optional<Errc> m_nextFailure;

    std::vector<ReadMark> m_readMarks;
    std::vector<chat::Hole> m_fetchedHoles;
    std::vector<bool> m_typingCalls;
    std::vector<bool> m_activeCalls;
    std::vector<chat::PageRequest> m_pageRequests;
};

template<typename T>
QFuture<Result<T>> FakeSession::answer(std::function<Result<T>()> make)
{
    // Shared, because std::function must be able to copy what it holds.
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto finish = [this, promise, make = std::move(make)] {
        const std::optional<Errc> failure = std::exchange(m_nextFailure, std::nullopt);
        promise->addResult(failure ? Result<T>(*failure) : make());
        promise->finish();
    };
    const auto future = promise->future();
    if (m_answers == Answers::AtOnce)
        finish();
    else
        m_waiting.push_back(std::move(finish));
    return future;
}

} // namespace pc::support
