// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/historygiver.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

namespace pc::session {

namespace {

constexpr Milliseconds kLookFirst { 3'000 };
constexpr int kSpreadMs = 30'000; // whoever comes back after a relay's restart does so with everybody else
constexpr std::chrono::hours kGiftsCount { 1 };

} // namespace

HistoryGiver::HistoryGiver(Context &context, HistoryPost &post, PeerLists &lists, const Clock &relayTime)
    : m_context(context)
    , m_post(post)
    , m_lists(lists)
    , m_relayTime(relayTime)
    , m_timer(context.clock.makeTimer([this] { run(); }))
{
}

void HistoryGiver::open()
{
    m_isOpen = true;
    m_timer->start(kLookFirst + Milliseconds { qint64(m_context.random.below(kSpreadMs)) });
}

void HistoryGiver::close()
{
    m_isOpen = false;
    m_isBusy = false;
    m_isAsked = false;
    m_wanted.clear();
    m_alive = std::make_shared<int>(0);
    m_timer->stop();
}

void HistoryGiver::look()
{
    if (!m_isOpen)
        return;
    m_isAsked = m_isBusy;
    if (!m_isBusy)
        run();
}

void HistoryGiver::run()
{
    if (!m_isOpen || m_isBusy || !m_context.isReady())
        return;
    m_isBusy = true;
    m_isAsked = false;
    m_timer->stop();
    m_post.wanted([this, alive = std::weak_ptr<int>(m_alive)](const Result<std::vector<link::WantedHistory>> &wanted) {
        if (!alive.expired())
            took(wanted);
    });
}

void HistoryGiver::rest()
{
    m_isBusy = false;
    if (m_isAsked)
        run();
}

void HistoryGiver::took(const Result<std::vector<link::WantedHistory>> &wanted)
{
    if (wanted) {
        m_wanted.assign(wanted->begin(), wanted->end());
        m_isAsked = m_isAsked || !m_wanted.empty(); // who asked once asks for the next page
    }
    next();
}

void HistoryGiver::next()
{
    if (m_wanted.empty())
        return rest();
    const link::WantedHistory one = std::move(m_wanted.front());
    m_wanted.pop_front();
    judge(one, false);
}

void HistoryGiver::judge(const link::WantedHistory &one, bool isChecked)
{
    const auto gift = giftFor(m_context, one.request, m_relayTime.utcNow(), crypto::systemRandom());
    const auto *answer = gift ? std::get_if<QByteArray>(&gift->answer) : nullptr;
    if (answer && mayGive(gift->user))
        return give(one, gift->user, *answer);
    const auto *why = gift ? std::get_if<NotGiven>(&gift->answer) : nullptr;
    if (why && *why == NotGiven::Unchecked && !isChecked) {
        m_lists.check({ gift->user }, [this, alive = std::weak_ptr<int>(m_alive), one](const Result<void> &) {
            if (!alive.expired())
                judge(one, true);
        });
        return;
    }
    qCInfo(lcSession) << "history is not given:" << (why ? int(*why) : -1);
    m_post.drop(one.number);
    next();
}

void HistoryGiver::give(const link::WantedHistory &one, UserId to, const QByteArray &answer)
{
    m_gifts.emplace_back(m_context.clock.monotonicNow(), to);
    const quint32 number = one.number;
    m_post.give(number, answer, [this, alive = std::weak_ptr<int>(m_alive), number](const Result<void> &done) {
        if (alive.expired())
            return;
        m_given += done ? 1 : 0;
        if (!done)
            m_post.drop(number); // another device may
        next();
    });
}

bool HistoryGiver::mayGive(UserId to)
{
    const MonoTime since = m_context.clock.monotonicNow() - kGiftsCount;
    std::erase_if(m_gifts, [&](const auto &gift) { return gift.first < since; });
    const auto theirs = std::ranges::count_if(m_gifts, [&](const auto &gift) { return gift.second == to; });
    return m_gifts.size() < kMostGifts && std::size_t(theirs) < kMostGiftsToOne;
}

} // namespace pc::session
