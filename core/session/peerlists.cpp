// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/peerlists.h"

#include "core/base/log.h"

#include <utility>

namespace pc::session {

namespace {

constexpr std::size_t kMostAtOnce = 4;
constexpr std::size_t kMostFreshened = 50;
constexpr Milliseconds kOfficeAgain { 10'000 };
constexpr Milliseconds kFreshFor { 120'000 };

} // namespace

PeerLists::PeerLists(Context &context, ListShelf &source)
    : m_context(context)
    , m_source(source)
    , m_officeAgain(context.clock.makeTimer([this] { askOfficeAgain(); }))
{
}

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
    askOffice();
    pump();
}

/// Once a connection, and before the first person: their words are judged by it.
void PeerLists::askOffice()
{
    if (m_office != Asked::No)
        return;
    m_office = Asked::Underway;
    m_officeAsked = m_context.clock.monotonicNow();
    const auto known = m_context.accounts.office();
    const std::weak_ptr<int> open = m_open;
    m_source.office(known ? (*known)->number() : 0, [this, open](const Result<ListShelf::Entries> &office) {
        if (open.expired())
            return;
        m_office = office ? Asked::Yes : Asked::No; // of the next one who is checked it is asked again
        if (office && !office->entries.empty()) {
            const auto taken = m_context.ledger.write(
                [&](Turn &) { return fromRelay(m_context.accounts.takeOffice(office->entries)); });
            if (!taken)
                qCInfo(lcSession) << "the office was not taken:" << wireName(taken.code());
        }
        if (office)
            takeUnheard();
        else if (!m_unheard.empty())
            m_officeAgain->start(kOfficeAgain);
        pump();
    });
}

void PeerLists::askOfficeAgain()
{
    if (m_office != Asked::Underway)
        m_office = Asked::No;
    askOffice();
}

Result<void> PeerLists::take(Turn &turn, UserId user, const ListShelf::Entries &entries)
{
    const auto before = m_context.accounts.account(user);
    if (auto taken = m_context.accounts.take(user, entries.entries, entries.word, m_context.clock.utcNow()); !taken)
        return taken;
    const auto after = m_context.accounts.account(user);
    return before && after && *before != *after ? regroup(turn, user) : Result<void>();
}

/// The office may have grown since it was asked for. Of a list that was taken the word alone is left; one that is in doubt is judged
/// as a whole again.
void PeerLists::takeUnheard()
{
    for (const auto &[user, entries] : std::exchange(m_unheard, {})) {
        (void)m_context.ledger.write([&, id = user, heard = entries](Turn &turn) mutable {
            const auto account = m_context.accounts.account(id);
            if (account && *account && !(*account)->isInDoubt())
                heard.entries.clear();
            return fromRelay(take(turn, id, heard));
        });
    }
}

Result<void> PeerLists::fromRelay(const Result<void> &taken)
{
    const bool isTheRelays = !taken && (taken.code() == Errc::Invalid || taken.code() == Errc::NewerVersion);
    if (isTheRelays)
        qCInfo(lcSession) << "what the relay showed was not taken:" << wireName(taken.code());
    return isTheRelays ? Result<void>() : taken;
}

void PeerLists::freshen(ConversationId conversation)
{
    m_looked = conversation;
    const auto members = m_context.store.members.present(conversation);
    if (!m_context.isReady() || !members || members->size() > kMostFreshened)
        return;
    std::vector<UserId> users;
    for (const chat::Member &member : *members) {
        const auto asked = m_fresh.find(member.person.id);
        if (asked == m_fresh.end() || m_context.clock.monotonicNow() - asked->second >= kFreshFor)
            users.push_back(member.person.id);
    }
    check(users, [](const Result<void> &) {});
}

void PeerLists::open()
{
    if (m_looked)
        freshen(*m_looked);
}

void PeerLists::close()
{
    m_open = std::make_shared<int>(0);
    m_waits.clear();
    m_queue.clear();
    m_asking = 0;
    m_office = Asked::No;
    m_officeAgain->stop();
    m_fresh.clear();
    m_unheard.clear();
}

void PeerLists::pump()
{
    while (m_office != Asked::Underway && m_asking < kMostAtOnce && !m_queue.empty()) {
        const UserId user = m_queue.front();
        m_queue.pop_front();
        m_fresh.insert_or_assign(user, m_context.clock.monotonicNow());
        const auto known = m_context.accounts.list(user);
        ++m_asking;
        const std::weak_ptr<int> open = m_open;
        // Where what is known cannot be read, all of it is asked for, and the store says so when it is taken.
        m_source.list(
            user, known ? (*known)->number() : 0, [this, open, user](const Result<ListShelf::Entries> &entries) {
                if (!open.expired())
                    answered(user, entries);
            });
    }
}

void PeerLists::answered(UserId user, const Result<ListShelf::Entries> &entries)
{
    --m_asking;
    Result<void> taken = entries ? Result<void>() : entries.error();
    if (entries) {
        const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
            taken = take(turn, user, *entries);
            return fromRelay(taken);
        });
        if (!written)
            taken = written;
        const auto account = m_context.accounts.account(user);
        const bool isHeard
            = account && *account && !(*account)->isInDoubt() && (*account)->confirmedBy == store::ConfirmedBy::Office;
        if (!entries->word.isEmpty() && !isHeard) {
            m_unheard.insert_or_assign(user, *entries);
            const auto since = m_context.clock.monotonicNow() - m_officeAsked;
            if (m_office != Asked::Underway && since >= kOfficeAgain)
                askOfficeAgain();
            else if (m_office != Asked::Underway && !m_officeAgain->isActive())
                m_officeAgain->start(kOfficeAgain - since);
        }
    }
    if (!taken)
        qCInfo(lcSession) << "a device list was not taken:" << wireName(taken.code());
    const auto waits = m_waits.extract(user);
    if (waits)
        end(waits.mapped(), taken);
    pump();
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
