// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/pollpipe.h"

#include "core/wire/batch.h"

#include <QPointer>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace pc::link {

namespace {

constexpr Milliseconds kWait { 25'000 };
constexpr Milliseconds kPollDeadline { 40'000 }; ///< The wait, and time for the way.
constexpr Milliseconds kPostDeadline { 20'000 };
constexpr Milliseconds kGoodbyeDeadline { 5'000 };
constexpr Milliseconds kPause { 500 };
constexpr int kTries = 3;
constexpr qint64 kBatchBytes = 256 * 1024; ///< One batch up; a single frame may be larger.

/// "<loop>.<uuid>": what may stand in a header, and no text that a person reads.
bool isSessionName(const QByteArray &name)
{
    constexpr qsizetype kLongest = 100;
    return !name.isEmpty() && name.size() <= kLongest && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '.' || c == '-';
    });
}

} // namespace

PollPipe::PollPipe(
    const RelayAddress &relay, const QString &token, AccessTokens &tokens, Network &network, Clock &clock)
    : m_relay(relay)
    , m_tokens(tokens)
    , m_network(network)
    , m_clock(clock)
    , m_caller(std::make_unique<HttpCaller>(network, clock))
    , m_token(token)
{
}

PollPipe::~PollPipe() = default;

void PollPipe::open()
{
    m_isOpen = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_isDone)
                Q_EMIT opened();
        },
        Qt::QueuedConnection);
}

void PollPipe::close()
{
    const bool isLost = std::exchange(m_isDone, true);
    m_isOpen = false;
    m_postPause.reset();
    m_pollPause.reset();
    if (!m_caller)
        return;
    m_caller->drop();
    if (!isLost && !m_session.isEmpty())
        sayGoodbye();
    else
        m_caller.release()->deleteLater(); // one of its answers may be what led here
}

/// This goes before the answer comes: the network owns what waits for it.
void PollPipe::sayGoodbye()
{
    HttpQuestion end = question("DELETE");
    end.deadline = kGoodbyeDeadline;
    HttpCaller *caller = m_caller.release();
    caller->setParent(&m_network);
    caller->ask(end, [caller](const Result<QByteArray> &) { caller->deleteLater(); });
}

void PollPipe::lose(const Error &error)
{
    if (m_isDone)
        return;
    m_isOpen = false;
    m_isDone = true;
    m_postPause.reset();
    m_pollPause.reset();
    Q_EMIT lost(error);
}

HttpQuestion PollPipe::question(const QByteArray &method) const
{
    HttpQuestion question { method, m_relay.apiUrl(QStringLiteral("frames")), m_token, {} };
    question.pollSession = m_session;
    return question;
}

// ---- Up

bool PollPipe::send(const QByteArray &message)
{
    if (!m_isOpen || m_waitingBytes + m_posting.size() + message.size() > kLargestWaitingBytes + kBatchBytes)
        return false;
    m_waiting.push_back(message);
    m_waitingBytes += message.size();
    // What is said within one turn goes in one batch.
    if (!std::exchange(m_isFlushDue, true))
        QMetaObject::invokeMethod(
            this, [this] { flush(); }, Qt::QueuedConnection);
    return true;
}

void PollPipe::flush()
{
    m_isFlushDue = false;
    const bool isGreeting = m_session.isEmpty() && m_up > 0;
    if (m_isDone || m_waiting.empty() || !m_posting.isEmpty() || isGreeting)
        return;
    wire::Batch batch;
    batch.number = ++m_up;
    qint64 bytes = 0;
    while (!m_waiting.empty() && batch.frames.size() < wire::kMaxBatchFrames) {
        const qint64 size = m_waiting.front().size();
        if (!batch.frames.empty() && bytes + size > kBatchBytes)
            break;
        bytes += size;
        batch.frames.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    m_waitingBytes -= bytes;
    m_posting = wire::encodeBatch(batch);
    post();
}

void PollPipe::post()
{
    if (m_isDone)
        return;
    HttpQuestion up = question("POST");
    up.json = m_posting;
    up.contentType = wire::kBatchContentType;
    up.deadline = kPostDeadline;
    m_caller->ask(up, [this](const Result<QByteArray> &answer) { onPosted(answer); });
}

void PollPipe::onPosted(const Result<QByteArray> &answer)
{
    if (m_isDone)
        return;
    const bool isGreeting = m_session.isEmpty();
    if (!answer) {
        // Nobody knows whether a hello arrived: another connection will replace what it may have begun.
        if (isGreeting || !repeats(answer.error(), m_postTries, m_postPause, [this] { post(); }))
            lose(answer.error());
        return;
    }
    m_postTries = 0;
    m_isRenewed = false;
    m_posting.clear();
    if (isGreeting) {
        m_session = *answer;
        if (!isSessionName(m_session)) { // a page of somebody between us and the relay
            lose(Error { Errc::Invalid, QStringLiteral("no name of a session") });
            return;
        }
        poll(kWait);
    }
    flush();
}

// ---- Down

void PollPipe::ping()
{
    // The relay ends the poll that waits when another one comes, and answers that.
    if (m_isOpen && !m_session.isEmpty())
        poll(Milliseconds { 0 });
}

void PollPipe::poll(Milliseconds wait)
{
    if (m_isDone)
        return;
    const quint64 generation = ++m_generation;
    HttpQuestion down = question("GET");
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("after"), QString::number(m_after));
    query.addQueryItem(QStringLiteral("wait"), QString::number(wait.count() / 1'000));
    down.url.setQuery(query);
    down.deadline = kPollDeadline;
    down.largestAnswer = wire::kMaxBatchBytes;
    m_caller->ask(down, [this, generation](const Result<QByteArray> &answer) { onPolled(generation, answer); });
}

void PollPipe::onPolled(quint64 generation, const Result<QByteArray> &answer)
{
    const bool isLatest = generation == m_generation;
    if (m_isDone || (!answer && !isLatest))
        return;
    if (!answer) {
        if (!repeats(answer.error(), m_pollTries, m_pollPause, [this] { poll(kWait); }))
            lose(answer.error());
        return;
    }
    m_pollTries = 0;
    m_isRenewed = false;
    take(*answer, isLatest);
}

void PollPipe::take(const QByteArray &body, bool isLatest)
{
    const auto batch = wire::decodeBatch(body);
    if (!batch) {
        lose(batch.error());
        return;
    }
    const QPointer<PollPipe> self(this);
    if (batch->number == m_after + 1) {
        m_after = batch->number;
        for (const QByteArray &frame : batch->frames) {
            Q_EMIT messageReceived(frame);
            if (!self || m_isDone)
                return;
        }
        if (batch->last) {
            lose(Error { Errc::Network, QStringLiteral("the session has ended") });
            return;
        }
    } else if (batch->number > m_after + 1 && isLatest) {
        // A lower number is no loss: a ping's answer, say, that another poll's batch has overtaken.
        lose(Error { Errc::Invalid, QStringLiteral("a batch out of order") });
        return;
    }
    Q_EMIT ponged();
    if (self && !m_isDone && isLatest)
        poll(kWait);
}

// ---- Again

bool PollPipe::repeats(
    const Error &error, int &tries, std::unique_ptr<Timer> &pause, const std::function<void()> &again)
{
    switch (error.code) {
    case Errc::Unauthenticated:
        if (m_isRenewed)
            return false;
        renew(again);
        return true;
    case Errc::Network:
    case Errc::Timeout:
    case Errc::Unavailable:
        if (++tries >= kTries)
            return false;
        pause = m_clock.makeTimer(again);
        pause->start(kPause);
        return true;
    default:
        return false;
    }
}

void PollPipe::renew(std::function<void()> then)
{
    m_afterRenewal.push_back(std::move(then));
    if (m_afterRenewal.size() > 1)
        return;
    const QPointer<PollPipe> self(this);
    m_tokens.accessToken(AccessTokens::Wanted::Renewed, [self](const Result<QString> &token) {
        if (!self || self->m_isDone)
            return;
        if (!token) {
            self->lose(Error { Errc::Network, QStringLiteral("no other token") });
            return;
        }
        self->m_token = *token;
        self->m_isRenewed = true;
        for (const auto &again : std::exchange(self->m_afterRenewal, {}))
            again();
    });
}

} // namespace pc::link
