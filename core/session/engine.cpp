// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/engine.h"

#include "core/base/log.h"
#include "core/session/knownnames.h"
#include "core/session/ownexport.h"
#include "core/session/personkeys.h"
#include "core/session/readers.h"
#include "core/session/services.h"
#include "core/store/timeline.h"

#include <QPointer>
#include <QPromise>
#include <QThread>

#include <utility>

namespace pc::session {

namespace {

Error withoutLetters()
{
    return { Errc::Unsupported, QStringLiteral("nobody is invited by letter here") };
}

/// Finishes a future once; unfinished when the last copy goes, the future is cancelled. Shared, because what carries it
/// (std::function, a queued call) has to be copyable and QPromise is not.
template<typename T>
class Answer
{
public:
    Answer() { m_promise->start(); }

    QFuture<Result<T>> future() const { return m_promise->future(); }

    void operator()(Result<T> result) const
    {
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<Result<T>>> m_promise = std::make_shared<QPromise<Result<T>>>();
};

template<typename Call>
void onLoopOf(QObject *object, Call call)
{
    if (object->thread() == QThread::currentThread())
        call();
    else
        QMetaObject::invokeMethod(object, std::move(call), Qt::QueuedConnection);
}

/// `work(answer)` on the object's loop; it answers now or later.
template<typename T, typename Work>
QFuture<Result<T>> ask(QObject *object, Work work)
{
    Answer<T> answer;
    auto future = answer.future();
    onLoopOf(object, [answer, work = std::move(work)]() mutable { work(answer); });
    return future;
}

} // namespace

Engine::Engine(const EngineParts &parts, const store::Profile &self)
    : m_directory(parts.directory)
    , m_services(std::make_unique<Services>(parts, self, *this))
{
    connect(
        &parts.link, &link::Link::phaseChanged, this, [this](link::LinkPhase phase, const std::optional<Errc> &reason) {
            m_services->push(Services::PhaseChange { phase, reason });
        });
    connect(
        &parts.link, &link::Link::welcomed, this, [this](const wire::Welcome &welcome) { m_services->push(welcome); });
    connect(
        &parts.link, &link::Link::frameReceived, this, [this](const wire::Frame &frame) { m_services->push(frame); });
    connect(&parts.link, &link::Link::answered, this, [this](FrameId frame, const link::Answer &answer) {
        m_services->push(Services::Answered { frame, answer });
    });
}

Engine::~Engine() = default;

void Engine::updateProfile(const store::Profile &profile)
{
    const auto written = m_services->context.ledger.write(
        [&](Turn &) { return m_services->context.store.settings.saveProfile(profile); });
    if (!written)
        qCWarning(lcSession) << "the profile was not kept:" << wireName(written.code());
    m_services->context.self = profile;
    Q_EMIT selfChanged(m_services->shownSelf());
}

QFuture<Result<Self>> Engine::self()
{
    return ask<Self>(this, [this](const Answer<Self> &answer) { answer(m_services->shownSelf()); });
}

QFuture<Result<std::vector<chat::ConversationSummary>>> Engine::conversations()
{
    using Summaries = std::vector<chat::ConversationSummary>;
    return ask<Summaries>(this,
        [this](const Answer<Summaries> &answer) { answer(store::Timeline(m_services->context.store).summaries()); });
}

QFuture<Result<chat::Page>> Engine::page(const chat::PageRequest &request)
{
    return ask<chat::Page>(this, [this, request](const Answer<chat::Page> &answer) {
        answer(store::Timeline(m_services->context.store).page(request));
    });
}

QFuture<Result<std::vector<chat::MemberReceipt>>> Engine::receipts(MessageId id)
{
    using Members = std::vector<chat::MemberReceipt>;
    return ask<Members>(this, [this, id](const Answer<Members> &answer) {
        store::Store &store = m_services->context.store;
        const auto message = store.messages.find(id);
        if (!message)
            return answer(message.error());
        if (!*message)
            return answer(Errc::NotFound);
        if ((*message)->seq == Seq {})
            return answer(Members {});
        answer(store.receipts.ofMessage((*message)->conversation, (*message)->seq, m_services->context.user()));
    });
}

QFuture<Result<OwnExport>> Engine::exportTo(const QString &folder)
{
    return ask<OwnExport>(this, [this, folder](const Answer<OwnExport> &answer) {
        Context &context = m_services->context;
        answer(exportOwn(context.store, context.self, folder, context.clock.utcNow()));
    });
}

LinkStatus Engine::linkStatus() const
{
    return m_services->status.read();
}

StoreState Engine::storeState() const
{
    return m_services->status.readStore();
}

QFuture<Result<MessageId>> Engine::send(ConversationId conversation, const chat::Draft &draft)
{
    return ask<MessageId>(this, [this, conversation, draft](const Answer<MessageId> &answer) {
        auto sent = m_services->outbox.add(conversation, draft);
        if (sent)
            m_services->typing.sent(conversation);
        answer(std::move(sent));
    });
}

void Engine::retry(MessageId message)
{
    onLoopOf(this, [this, message] { m_services->outbox.retry(message); });
}

void Engine::cancel(MessageId message)
{
    onLoopOf(this, [this, message] { m_services->outbox.cancel(message); });
}

void Engine::saveDraft(ConversationId conversation, const QString &text)
{
    onLoopOf(this, [this, conversation, text] {
        const auto saved = m_services->context.ledger.write([&](Turn &turn) -> Result<void> {
            const auto row = m_services->context.store.conversations.find(conversation);
            if (!row || !*row)
                return row ? Result<void>() : Result<void>(row.error());
            turn.touched(conversation);
            return m_services->context.store.conversations.setDraft(conversation, text);
        });
        if (!saved)
            qCInfo(lcSession) << "a draft was not kept:" << wireName(saved.code());
    });
}

void Engine::markRead(ConversationId conversation, Seq upTo)
{
    onLoopOf(this, [this, conversation, upTo] { m_services->receipts.markRead(conversation, upTo); });
}

void Engine::setTyping(ConversationId conversation, bool isTyping)
{
    onLoopOf(this, [this, conversation, isTyping] { m_services->typing.set(conversation, isTyping); });
}

void Engine::fetchHole(ConversationId conversation, const chat::Hole &hole)
{
    onLoopOf(this, [this, conversation, hole] { m_services->gaps.fetch(conversation, { hole.first, hole.last }); });
}

QFuture<Result<Readers>> Engine::readers(ConversationId conversation)
{
    return ask<Readers>(this, [this, conversation](const Answer<Readers> &answer) {
        m_services->agreement.want(conversation);
        m_services->peerLists.freshen(conversation);
        answer(readersOf(m_services->context, conversation));
    });
}

void Engine::repair(ConversationId conversation)
{
    onLoopOf(this, [this, conversation] {
        const auto repaired = m_services->context.ledger.write([&](Turn &turn) {
            turn.regrouped(conversation);
            return m_services->context.groups.repair(conversation);
        });
        if (!repaired)
            qCInfo(lcSession) << "a repair was not begun:" << wireName(repaired.code());
    });
}

Archivist *Engine::archivist()
{
    return m_services->archivist.get();
}

void Engine::checkOwnDevices()
{
    m_services->peerLists.check({ m_services->context.user() }, [this](const Result<void> &checked) {
        if (!checked)
            return; // the relay says whose devices are gone, too
        (void)m_services->context.ledger.write(
            [this](Turn &turn) { return m_services->peerLists.regroup(turn, m_services->context.user()); });
    });
}

QFuture<Result<PersonKeys>> Engine::personKeys(UserId user)
{
    return ask<PersonKeys>(
        this, [this, user](const Answer<PersonKeys> &answer) { answer(personKeysOf(m_services->context, user)); });
}

QFuture<Result<SafetyView>> Engine::safetyView(UserId user)
{
    return ask<SafetyView>(
        this, [this, user](const Answer<SafetyView> &answer) { answer(safetyViewOf(m_services->context, user)); });
}

QFuture<Result<void>> Engine::confirmKeys(UserId user, const QByteArray &shown)
{
    return ask<void>(this, [this, user, shown](const Answer<void> &answer) {
        answer(session::confirmKeys(m_services->context, m_services->peerLists, user, shown));
    });
}

QFuture<Result<void>> Engine::acceptName(UserId user)
{
    return ask<void>(this, [this, user](const Answer<void> &answer) {
        answer(m_services->context.ledger.write(
            [&](Turn &turn) { return session::acceptName(m_services->context, turn, user); }));
    });
}

QFuture<Result<void>> Engine::confirmForSchool(const SchoolWord &word)
{
    return ask<void>(this, [this, word](const Answer<void> &answer) { m_services->office.confirm(word, answer); });
}

QFuture<Result<Invitation>> Engine::invite(const InvitationRequest &request)
{
    return ask<Invitation>(this, [this, request](const Answer<Invitation> &answer) {
        if (!m_services->letters)
            return answer(withoutLetters());
        m_services->letters->write(request, answer);
    });
}

QFuture<Result<std::vector<Invitation>>> Engine::invitations()
{
    using Invitations = std::vector<Invitation>;
    return ask<Invitations>(this, [this](const Answer<Invitations> &answer) {
        if (!m_services->letters)
            return answer(withoutLetters());
        m_services->letters->list(answer);
    });
}

QFuture<Result<void>> Engine::withdrawInvitation(identity::LetterId id)
{
    return ask<void>(this, [this, id](const Answer<void> &answer) {
        if (!m_services->letters)
            return answer(withoutLetters());
        m_services->letters->withdraw(id, answer);
    });
}

void Engine::setActive(bool active)
{
    onLoopOf(this, [this, active] { m_services->presence.setActive(active); });
}

QFuture<Result<ConversationId>> Engine::createDirect(UserId with)
{
    return ask<ConversationId>(
        this, [this, with](const Answer<ConversationId> &answer) { m_services->actions.createDirect(with, answer); });
}

QFuture<Result<ConversationId>> Engine::createGroup(const QString &title, const std::vector<UserId> &members)
{
    return ask<ConversationId>(this, [this, title, members](const Answer<ConversationId> &answer) {
        m_services->actions.createGroup(title, members, answer);
    });
}

QFuture<Result<void>> Engine::rename(ConversationId conversation, const QString &title)
{
    return ask<void>(this, [this, conversation, title](const Answer<void> &answer) {
        m_services->actions.rename(conversation, title, answer);
    });
}

QFuture<Result<void>> Engine::addMembers(ConversationId conversation, const std::vector<UserId> &members)
{
    return ask<void>(this, [this, conversation, members](const Answer<void> &answer) {
        m_services->actions.addMembers(conversation, members, answer);
    });
}

QFuture<Result<void>> Engine::removeMember(ConversationId conversation, UserId member)
{
    return ask<void>(this, [this, conversation, member](const Answer<void> &answer) {
        m_services->actions.removeMember(conversation, member, answer);
    });
}

QFuture<Result<void>> Engine::setSettings(ConversationId conversation, const chat::PersonalSettings &settings)
{
    return ask<void>(this, [this, conversation, settings](const Answer<void> &answer) {
        m_services->actions.setSettings(conversation, settings, answer);
    });
}

QFuture<Result<people::DirectoryPage>> Engine::directory(const QString &query, const QString &after)
{
    using people::DirectoryPage;
    return ask<DirectoryPage>(this, [this, query, after](const Answer<DirectoryPage> &answer) {
        // Held weakly: the directory may answer after this session ended.
        m_directory.find(query, after, [engine = QPointer<Engine>(this), answer](Result<DirectoryPage> page) {
            if (engine && page)
                engine->remember(page->people);
            answer(std::move(page));
        });
    });
}

/// Whoever was found may be written to next: their name is known before the relay tells it.
void Engine::remember(const std::vector<people::Person> &people)
{
    const auto written = m_services->context.ledger.write([&](Turn &turn) -> Result<void> {
        for (const people::Person &person : people) {
            if (auto saved = savePerson(m_services->context, turn, person); !saved)
                return saved;
        }
        return {};
    });
    if (!written)
        qCInfo(lcSession) << "names were not kept:" << wireName(written.code());
}

} // namespace pc::session
