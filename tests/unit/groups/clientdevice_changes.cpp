// SPDX-License-Identifier: GPL-3.0-or-later
// ClientDevice: changes of the group, from what is to be done to the relay's answer.

#include "clientdevice.h"
#include "must.h"

namespace pc::test {

using namespace groups;

wire::Keys ClientDevice::asking(wire::KeysOp op, std::optional<ConversationId> where) const
{
    wire::Keys keys;
    keys.op = op;
    keys.conversation = where;
    return keys;
}

void ClientDevice::publish()
{
    const auto count = m_relay.ask(self, asking(wire::KeysOp::CountPackages)).count;
    wire::Keys put = asking(wire::KeysOp::PutPackages);
    write([&]() -> Result<void> {
        auto packages = m_keeper->packagesToUpload(count.value_or(0));
        if (packages)
            put.items = std::move(*packages);
        return packages ? Result<void>() : packages.error();
    });
    if (put.items.empty())
        return;
    const auto answer = m_relay.ask(self, put);
    if (answer.refusal)
        qFatal("packages refused: %s", qPrintable(answer.why));
    write([&] { return m_keeper->packagesUploaded(); });
}

NeedKind ClientDevice::need(ConversationId where)
{
    return needed(where).kind;
}

Need ClientDevice::needed(ConversationId where)
{
    Need need = must(m_keeper->needs(where));
    if (need.kind == NeedKind::CheckAccounts) {
        check(need.users);
        need = must(m_keeper->needs(where));
    }
    return need;
}

void ClientDevice::check(const std::vector<UserId> &users)
{
    for (const UserId user : users) {
        write([&] {
            const auto known = must(m_accounts->list(user));
            return m_accounts->take(user, m_relay.lists.entries(user, known->number()), {}, m_relay.clock.utcNow());
        });
    }
}

std::optional<HandshakeDraft> ClientDevice::prepare(ConversationId where, const Need &need)
{
    Changes changes;
    changes.leaves = need.leaves;
    relay::log::KeysAnswer answer;
    if (need.kind == NeedKind::AddUsers) {
        wire::Keys claim = asking(wire::KeysOp::ClaimPackages, where);
        claim.users = need.users;
        answer = m_relay.ask(self, claim);
        changes.keyPackages = answer.items;
        if (answer.items.empty())
            return std::nullopt;
    } else if (need.kind == NeedKind::Join) {
        answer = m_relay.ask(self, asking(wire::KeysOp::GroupInfo, where));
        if (answer.refusal)
            return std::nullopt;
    }
    std::optional<HandshakeDraft> draft;
    write([&]() -> Result<void> {
        auto made = need.kind == NeedKind::Create ? m_keeper->prepareCreate(where)
            : need.kind == NeedKind::Join ? m_keeper->prepareExternalJoin(where, answer.items.at(0), answer.items.at(1))
                                          : m_keeper->prepareCommit(where, changes);
        if (!made)
            return made.error();
        if (auto *made_ = std::get_if<HandshakeDraft>(&*made))
            draft = std::move(*made_);
        return {};
    });
    return draft;
}

relay::log::Appended ClientDevice::send(const HandshakeDraft &draft)
{
    wire::Handshake handshake;
    handshake.conversation = draft.conversation;
    handshake.message = draft.message;
    handshake.op = draft.op == DraftOp::Create ? wire::HandshakeOp::Create : wire::HandshakeOp::Commit;
    handshake.epoch = draft.epoch;
    handshake.content = draft.content;
    handshake.tree = draft.tree;
    handshake.welcome = draft.welcome;
    handshake.groupInfo = draft.groupInfo;
    return m_relay.apply(self, handshake);
}

void ClientDevice::hear(const HandshakeDraft &draft, const relay::log::Appended &answer)
{
    write([&]() -> Result<void> {
        if (answer.refusal) {
            const bool isStale = *answer.refusal == Errc::StaleEpoch;
            return m_keeper->refused(
                draft.conversation, draft.message, isStale ? RelayRefusal::Stale : RelayRefusal::Final);
        }
        auto isFree = m_store->held.take(draft.conversation, answer.entry.seq);
        if (!isFree)
            return isFree.error();
        if (auto raised = m_store->conversations.raiseHead(draft.conversation, answer.entry.seq); !raised)
            return raised;
        auto taken = m_keeper->accepted(draft.conversation, draft.message, answer.entry.seq, answer.entry.sentAt);
        if (!taken)
            return taken.error();
        note(draft.conversation, *taken);
        return {};
    });
}

bool ClientDevice::joinByWelcome()
{
    const auto answer = m_relay.ask(self, asking(wire::KeysOp::NextWelcome));
    if (answer.items.empty())
        return false;
    bool isJoined = false;
    write([&]() -> Result<void> {
        auto joined
            = m_keeper->joinByWelcome(*answer.conversation, answer.items.at(0), answer.items.at(1), *answer.seq);
        if (!joined)
            return joined.error();
        if (const auto *taken = std::get_if<Taken>(&*joined)) {
            note(*answer.conversation, *taken);
            isJoined = true;
        }
        return {};
    });
    m_relay.ask(self, asking(isJoined ? wire::KeysOp::AckWelcome : wire::KeysOp::RefuseWelcome, answer.conversation));
    return isJoined;
}

NeedKind ClientDevice::doNext(ConversationId where)
{
    const Need need = needed(where);
    if (need.kind == NeedKind::Nothing || need.kind == NeedKind::Repair || need.kind == NeedKind::ConfirmAccounts)
        return need.kind;
    if (need.kind == NeedKind::Join && joinByWelcome())
        return need.kind;
    if (need.kind == NeedKind::GiveUp) {
        write([&]() -> Result<void> {
            auto taken = m_keeper->absent(where);
            if (!taken)
                return taken.error();
            note(where, *taken);
            return {};
        });
        return need.kind;
    }
    const auto draft = need.kind == NeedKind::Settle ? must(m_keeper->pending(where)) : prepare(where, need);
    if (!draft)
        return NeedKind::Nothing;
    hear(*draft, send(*draft));
    return need.kind;
}

void ClientDevice::settle(ConversationId where)
{
    for (int turn = 0; turn < 20; ++turn) {
        sync(where);
        m_relay.clock.advance(Milliseconds { 10'000 });
        const NeedKind done = doNext(where);
        if (done == NeedKind::Nothing || done == NeedKind::ConfirmAccounts)
            return;
    }
    qFatal("a group does not settle");
}

} // namespace pc::test
