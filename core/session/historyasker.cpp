// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/historyasker.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

namespace pc::session {

namespace {

constexpr Milliseconds kAskSoon { 2'000 }; // what comes within it is asked for together
constexpr Milliseconds kReadFirst { 2'000 };
constexpr Milliseconds kReadLater { 10'000 };
constexpr int kReadsFirst = 10;
constexpr Milliseconds kAnswerPatience { 300'000 };
constexpr Milliseconds kWhileRestoring { 15'000 };
constexpr std::chrono::hours kAskedAgainEvery { 24 };
constexpr Milliseconds kAskRetryFirst { 20'000 };
constexpr Milliseconds kAskRetryLongest { 3'600'000 };
constexpr Milliseconds kOwnWordEvery { 120'000 };

} // namespace

HistoryAsker::HistoryAsker(Context &context, HistoryPost &post, PeerLists &lists, const Clock &relayTime)
    : m_context(context)
    , m_post(post)
    , m_lists(lists)
    , m_relayTime(relayTime)
    , m_timer(context.clock.makeTimer([this] { run(); }))
{
}

void HistoryAsker::open()
{
    m_isOpen = true;
    askAgain();
    wake(kAskSoon);
}

/// Whoever was asked in vain may have had nothing, or meant no good.
void HistoryAsker::askAgain()
{
    const MonoTime now = m_context.clock.monotonicNow();
    if (m_askedAgain && now - *m_askedAgain < kAskedAgainEvery)
        return;
    if (m_context.ledger.write([this](Turn &) { return m_context.store.openings.askAgain(); }))
        m_askedAgain = now;
}

void HistoryAsker::close()
{
    m_isOpen = false;
    m_isBusy = false;
    m_underway.reset();
    m_alive = std::make_shared<int>(0);
    m_timer->stop();
}

void HistoryAsker::look()
{
    if (!m_underway)
        wake(kAskSoon);
}

void HistoryAsker::regrouped(const std::set<ConversationId> &conversations)
{
    std::erase_if(m_pauses, [&](const auto &entry) { return conversations.contains(entry.first); });
    look();
}

void HistoryAsker::hinted()
{
    if (m_underway && m_underway->number != 0)
        wake(Milliseconds { 0 });
}

void HistoryAsker::wake(Milliseconds in)
{
    const MonoTime due = m_context.clock.monotonicNow() + in;
    if (!m_isOpen || m_isBusy || (m_timer->isActive() && m_due <= due))
        return;
    m_due = due;
    m_timer->start(in);
}

void HistoryAsker::run()
{
    if (!m_isOpen || m_isBusy || !m_context.isReady())
        return;
    if (m_underway)
        read();
    else
        begin();
}

/// The own archive brings more, and costs nobody else anything.
bool HistoryAsker::isRestoring()
{
    const auto archive = m_context.store.archive.state();
    return archive && archive->unreadBelow > 0;
}

void HistoryAsker::begin()
{
    if (isRestoring())
        return wake(kWhileRestoring);
    const auto conversations = m_context.store.openings.withWanted();
    if (!conversations)
        return;
    const MonoTime now = m_context.clock.monotonicNow();
    for (const ConversationId conversation : *conversations) {
        const auto pause = m_pauses.find(conversation);
        if (pause != m_pauses.end() && pause->second.until > now) {
            const auto left = std::chrono::duration_cast<Milliseconds>(pause->second.until - now) + Milliseconds { 1 };
            wake(lookForOwnWord(left));
            continue;
        }
        if (beginIn(conversation))
            return;
    }
}

/// Whoever begins anew is given nothing before they are beyond doubt, and nobody tells them that they are: once the school's office says
/// so, all their conversations are regrouped(). When to look again.
Milliseconds HistoryAsker::lookForOwnWord(Milliseconds pause)
{
    const auto own = m_context.accounts.account(m_context.user());
    if (!own || !*own || (*own)->confirmedBy == store::ConfirmedBy::Office)
        return pause;
    const MonoTime now = m_context.clock.monotonicNow();
    if (!m_ownAsked || now - *m_ownAsked >= kOwnWordEvery) {
        m_ownAsked = now;
        m_lists.check({ m_context.user() }, [](const Result<void> &) {});
    }
    return std::min(pause, kOwnWordEvery);
}

bool HistoryAsker::beginIn(ConversationId conversation)
{
    const auto standing = m_context.groups.standing(conversation);
    if (!standing || standing->place != groups::Place::Joined)
        return false; // regrouped() when it is
    auto request = askFor(m_context, conversation, m_relayTime.utcNow());
    if (!request || !*request)
        return false;
    m_timer->stop();
    m_isBusy = true;
    m_underway.emplace(Underway { std::move(**request), 0, m_context.clock.monotonicNow(), 0, false });
    const crypto::Bytes &bytes = m_underway->request.bytes;
    m_post.ask(conversation, QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())),
        then<quint32>(&HistoryAsker::asked));
    return true;
}

void HistoryAsker::asked(const Result<quint32> &number)
{
    m_isBusy = false;
    if (!number)
        return end(false);
    m_underway->number = *number;
    wake(kReadFirst);
}

void HistoryAsker::read()
{
    m_isBusy = true;
    m_post.read(m_underway->number, then<QByteArray>(&HistoryAsker::readIn));
}

void HistoryAsker::readIn(const Result<QByteArray> &answer)
{
    m_isBusy = false;
    const bool isOver = !answer && (answer.code() == Errc::NotFound || answer.code() == Errc::Expired);
    const bool isLate = m_context.clock.monotonicNow() - m_underway->since >= kAnswerPatience;
    if (isOver || (isLate && (!answer || answer->isEmpty())))
        return end(false);
    if (answer && !answer->isEmpty())
        return take(*answer);
    wake(++m_underway->reads <= kReadsFirst ? kReadFirst : kReadLater);
}

void HistoryAsker::take(const QByteArray &answer)
{
    BroughtHistory brought;
    const auto taken = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto done = takeHistory(m_context, turn, m_underway->request, answer);
        if (!done)
            return done.error();
        brought = *done;
        return {};
    });
    if (taken && brought.isUnchecked && !m_underway->isChecked) {
        m_underway->isChecked = true;
        m_isBusy = true;
        m_lists.check({ brought.giver }, [this, alive = std::weak_ptr<int>(m_alive), answer](const Result<void> &) {
            if (alive.expired())
                return;
            m_isBusy = false;
            take(answer);
        });
        return;
    }
    if (!taken)
        qCWarning(lcSession) << "what was brought is no history:" << wireName(taken.code());
    if (brought.refused > 0)
        qCWarning(lcSession) << brought.refused << "messages were brought that prove nothing";
    m_filled += brought.filled;
    m_refused += brought.refused + (taken && !brought.isUnchecked ? 0 : 1);
    end(brought.filled > 0 || brought.missed > 0);
}

/// Brought or not: another page, or another conversation; or this one later.
void HistoryAsker::end(bool isBrought)
{
    const ConversationId conversation = m_underway->request.conversation;
    if (m_underway->number != 0)
        m_post.drop(m_underway->number);
    m_underway.reset();
    if (isBrought) {
        m_pauses.erase(conversation);
    } else {
        auto &pause = m_pauses
                          .try_emplace(conversation,
                              Pause { Backoff(kAskRetryFirst, kAskRetryLongest, m_context.random), MonoTime {} })
                          .first->second;
        pause.until = m_context.clock.monotonicNow() + pause.backoff.next();
    }
    wake(kAskSoon);
}

} // namespace pc::session
