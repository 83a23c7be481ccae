// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/historydesk.h"

#include <algorithm>
#include <limits>

namespace pc::relay::accounts {

namespace {

QByteArray bucketOf(UserId user)
{
    return { reinterpret_cast<const char *>(user.raw().bytes.data()), qsizetype(user.raw().bytes.size()) };
}

} // namespace

bool HistoryDesk::mayAsk(UserId user)
{
    return m_asks.take(bucketOf(user));
}

void HistoryDesk::forgetEnded()
{
    const MonoTime now = m_clock.monotonicNow();
    std::erase_if(m_asked, [&](const auto &entry) {
        const bool isOver = now - entry.second.begun >= m_limits.lasting;
        if (isOver)
            m_answerBytes -= entry.second.answer.size();
        return isOver;
    });
}

Result<quint32> HistoryDesk::open(
    const Actor &actor, ConversationId conversation, const QByteArray &request, const std::vector<HistoryPeer> &peers)
{
    if (request.isEmpty())
        return { Errc::Invalid, QStringLiteral("nothing asked") };
    if (request.size() > kMostHistoryRequestBytes)
        return { Errc::TooLarge, QStringLiteral("too long for a request") };
    const std::lock_guard lock(m_mutex);
    forgetEnded();
    std::erase_if(m_asked, [&](const auto &entry) {
        const Asked &asked = entry.second;
        const bool isBefore = asked.device == actor.device && asked.conversation == conversation;
        if (isBefore)
            m_answerBytes -= asked.answer.size();
        return isBefore;
    });
    const auto theirs
        = std::ranges::count_if(m_asked, [&](const auto &entry) { return entry.second.user == actor.user; });
    if (theirs >= m_limits.ofAPerson || int(m_asked.size()) >= m_limits.atOnce
        || m_last == std::numeric_limits<quint32>::max())
        return { Errc::RateLimited, QStringLiteral("too much is asked for at once") };
    Asked asked;
    asked.user = actor.user;
    asked.device = actor.device;
    asked.conversation = conversation;
    asked.request = request;
    asked.begun = asked.stepped = m_clock.monotonicNow();
    std::ranges::copy_if(
        peers, std::back_inserter(asked.peers), [&](const HistoryPeer &peer) { return peer.device != actor.device; });
    std::ranges::stable_sort(asked.peers, {}, &HistoryPeer::tier);
    if (asked.peers.size() > kMostHistoryPeers)
        asked.peers.resize(kMostHistoryPeers);
    if (!asked.peers.empty())
        asked.tier = asked.peers.front().tier;
    Asked &stored = m_asked.emplace(++m_last, std::move(asked)).first->second;
    hintMore(stored);
    return m_last;
}

/// The next few who were not told yet, of the tiers that are asked.
void HistoryDesk::hintMore(Asked &asked)
{
    std::set<UserId> told;
    for (int i = 0; i < m_limits.hintsAStep && asked.hinted < asked.peers.size(); ++i) {
        const HistoryPeer &peer = asked.peers[asked.hinted];
        if (peer.tier > asked.tier)
            break;
        ++asked.hinted;
        if (m_hint && told.insert(peer.user).second)
            m_hint(peer.user);
    }
}

/// Who has it does not any more; nor will again.
void HistoryDesk::release(Asked &asked)
{
    const auto holder = std::ranges::find(asked.peers, asked.holder, &HistoryPeer::device);
    if (holder != asked.peers.end()) {
        if (std::size_t(holder - asked.peers.begin()) < asked.hinted)
            --asked.hinted;
        asked.peers.erase(holder);
    }
    asked.holder = {};
    if (++asked.tried >= m_limits.tries)
        asked.peers.clear(); // who is left is spared
}

/// As time goes by: another one's turn, and others who may have it.
void HistoryDesk::moveOn(Asked &asked)
{
    if (!asked.answer.isEmpty())
        return;
    const MonoTime now = m_clock.monotonicNow();
    if (!asked.holder.raw().isNull()) {
        if (now - asked.held < m_limits.turn)
            return;
        release(asked);
    }
    if (asked.peers.empty())
        return;
    const bool isNextTier = asked.hinted >= asked.peers.size() || asked.peers[asked.hinted].tier > asked.tier;
    const bool isNobodyLeft = asked.peers.front().tier > asked.tier;
    if (!isNobodyLeft && now - asked.stepped < m_limits.step)
        return;
    asked.stepped = now;
    if (isNextTier)
        asked.tier = asked.hinted < asked.peers.size() ? asked.peers[asked.hinted].tier : HistoryTier::Everybody;
    if (asked.hinted >= asked.peers.size())
        asked.hinted = 0; // whoever was away may be here by now
    hintMore(asked);
}

std::vector<HistoryWanted> HistoryDesk::wanted(const Actor &actor)
{
    const std::lock_guard lock(m_mutex);
    forgetEnded();
    std::vector<HistoryWanted> wanted;
    for (auto &[number, asked] : m_asked) {
        moveOn(asked);
        if (!asked.answer.isEmpty() || (!asked.holder.raw().isNull() && asked.holder != actor.device))
            continue;
        const auto peer = std::ranges::find(asked.peers, actor.device, &HistoryPeer::device);
        if (peer == asked.peers.end() || peer->tier > asked.tier)
            continue;
        if (asked.holder.raw().isNull())
            asked.held = m_clock.monotonicNow();
        asked.holder = actor.device;
        wanted.push_back({ number, asked.request });
        if (wanted.size() == kMostHistoryWanted)
            break;
    }
    return wanted;
}

Result<void> HistoryDesk::answer(const Actor &actor, quint32 number, const QByteArray &answer)
{
    if (answer.isEmpty())
        return { Errc::Invalid, QStringLiteral("nothing given") };
    if (answer.size() > kMostHistoryAnswerBytes)
        return { Errc::TooLarge, QStringLiteral("too much for one answer") };
    const std::lock_guard lock(m_mutex);
    forgetEnded();
    const auto found = m_asked.find(number);
    if (found == m_asked.end() || found->second.holder != actor.device)
        return { Errc::NotFound, QStringLiteral("nothing that this device is to answer") };
    Asked &asked = found->second;
    if (asked.answer.isEmpty() && m_answerBytes + answer.size() > m_limits.answerBytes)
        return { Errc::Unavailable, QStringLiteral("too much waits to be fetched") };
    if (asked.answer.isEmpty()) { // a repeat changes nothing
        asked.answer = answer;
        m_answerBytes += answer.size();
        m_hint(asked.user);
    }
    return {};
}

Result<QByteArray> HistoryDesk::read(const Actor &actor, quint32 number)
{
    const std::lock_guard lock(m_mutex);
    forgetEnded();
    const auto found = m_asked.find(number);
    if (found == m_asked.end() || found->second.device != actor.device)
        return { Errc::NotFound, QStringLiteral("nothing that this device asked for") };
    Asked &asked = found->second;
    moveOn(asked);
    if (asked.answer.isEmpty() && asked.peers.empty())
        return { Errc::Expired, QStringLiteral("nobody is left who could give it") };
    return asked.answer;
}

void HistoryDesk::drop(const Actor &actor, quint32 number)
{
    const std::lock_guard lock(m_mutex);
    forgetEnded();
    const auto found = m_asked.find(number);
    if (found == m_asked.end())
        return;
    Asked &asked = found->second;
    if (asked.device == actor.device) {
        m_answerBytes -= asked.answer.size();
        m_asked.erase(found);
    } else if (asked.holder == actor.device && asked.answer.isEmpty()) {
        release(asked);
        moveOn(asked);
    }
}

qsizetype HistoryDesk::size() const
{
    const std::lock_guard lock(m_mutex);
    return qsizetype(m_asked.size());
}

} // namespace pc::relay::accounts
