// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/peerlists.h"

#include "core/base/log.h"

#include <utility>

namespace pc::session {

namespace {

constexpr std::size_t kMostAtOnce = 4;

} // namespace

void PeerLists::check(const std::vector<UserId> &users, Checked checked)
{
    if (users.empty()) {
        checked({});
        return;
    }
    const auto wait = std::make_shared<Wait>(Wait { users.size(), {}, std::move(checked) });
    for (const UserId user : users) {
        auto &waits = m_waits[user];
        if (waits.empty())
            m_queue.push_back(user);
        waits.push_back(wait);
    }
    pump();
}

void PeerLists::close()
{
    m_open = std::make_shared<int>(0);
    m_waits.clear();
    m_queue.clear();
    m_asking = 0;
}

void PeerLists::pump()
{
    while (m_asking < kMostAtOnce && !m_queue.empty()) {
        const UserId user = m_queue.front();
        m_queue.pop_front();
        const auto known = m_context.accounts.list(user);
        ++m_asking;
        const std::weak_ptr<int> open = m_open;
        // Where what is known cannot be read, all of it is asked for, and the store says so when it is taken.
        m_source.entries(
            user, known ? (*known)->number() : 0, [this, open, user](const Result<std::vector<QByteArray>> &entries) {
                if (!open.expired())
                    answered(user, entries);
            });
    }
}

void PeerLists::answered(UserId user, const Result<std::vector<QByteArray>> &entries)
{
    --m_asking;
    Result<void> taken = entries ? Result<void>() : entries.error();
    if (entries) {
        const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
            const bool wasInDoubt = isInDoubt(user);
            taken = m_context.accounts.take(user, *entries, m_context.clock.utcNow());
            if (taken && isInDoubt(user) != wasInDoubt) {
                if (auto told = regroup(turn, user); !told)
                    return told;
            }
            const bool isTheRelays = !taken && (taken.code() == Errc::Invalid || taken.code() == Errc::NewerVersion);
            return isTheRelays ? Result<void>() : taken;
        });
        if (!written)
            taken = written;
    }
    if (!taken)
        qCInfo(lcSession) << "a device list was not taken:" << wireName(taken.code());
    const auto waits = m_waits.extract(user);
    if (waits)
        end(waits.mapped(), taken);
    pump();
}

bool PeerLists::isInDoubt(UserId user)
{
    const auto account = m_context.accounts.account(user);
    return account && *account && (*account)->isInDoubt();
}

Result<void> PeerLists::regroup(Turn &turn, UserId user)
{
    auto conversations = m_context.store.members.conversationsOf(user);
    if (!conversations)
        return conversations.error();
    for (const ConversationId conversation : *conversations)
        turn.regrouped(conversation);
    return {};
}

void PeerLists::end(const std::vector<std::shared_ptr<Wait>> &waits, const Result<void> &result)
{
    for (const std::shared_ptr<Wait> &wait : waits) {
        if (wait->result && !result)
            wait->result = result;
        if (--wait->open == 0)
            wait->checked(wait->result);
    }
}

} // namespace pc::session
