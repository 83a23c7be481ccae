// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/watchedkeeper.h"

#include "core/crypto/qtbytes.h"
#include "core/identity/groupname.h"
#include "core/identity/leafholder.h"
#include "tests/simulation/must.h"
#include "tests/support/enrolled/enrolled.h"

namespace pc::sim {

using namespace groups;

std::optional<mls::Group> storedGroup(store::Store &store, const mls::CipherSuite &suite, ConversationId conversation)
{
    auto pieces = must(store.groups.pieces(conversation));
    if (!pieces)
        return std::nullopt;
    mls::GroupParts parts { std::move(pieces->epoch), std::move(pieces->nodes), {}, std::move(pieces->proposals) };
    for (auto &[leaf, ratchets] : pieces->senders)
        parts.senders.emplace(mls::LeafIndex { leaf }, std::move(ratchets));
    auto group = mls::Group::restore(suite, parts);
    if (!group)
        qFatal("a stored group cannot be read back: %d", int(group.failure()));
    return std::move(*group);
}

WatchedKeeper::WatchedKeeper(
    const GroupKeeperParts &parts, Evidence &evidence, WatchedAead &aead, const bool &isDead, test::PaperLists &lists)
    : m_parts(parts)
    , m_evidence(evidence)
    , m_aead(aead)
    , m_isDead(isDead)
    , m_inner(must(test::openEnrolled(parts, lists)))
{
}

void WatchedKeeper::note(ConversationId where)
{
    if (m_isDead)
        return;
    auto group = storedGroup(m_parts.store, m_parts.suite, where);
    if (!group)
        return;
    EpochView view { crypto::toBytes(group->epochAuthenticator()), group->context().treeHash, {} };
    for (const mls::MemberView &member : group->members()) {
        const auto holder = identity::holderOf(*member.node);
        view.roster.emplace_back(member.leaf.value, holder ? holder->device : DeviceId {});
    }
    const auto generation = identity::generationOf(group->groupId(), where);
    m_fresh.push_back({ where, generation.value_or(0), group->epoch() });
    m_evidence.saw(m_parts.device, m_fresh.back(), view);
    m_evidence.hoard.insert_or_assign({ m_parts.device, where }, std::move(group));
}

void WatchedKeeper::committed()
{
    for (const EpochName &name : m_fresh)
        m_evidence.attended(m_parts.device, name);
    m_fresh.clear();
}

Result<Taken> WatchedKeeper::noted(ConversationId where, Result<Taken> taken)
{
    if (taken && taken->isRolledBack && !m_isDead)
        ++m_rollbacks;
    if (taken && taken->isChanged)
        note(where);
    return taken;
}

Result<Taken> WatchedKeeper::take(const LogEntry &entry)
{
    return noted(entry.conversation, m_inner->take(entry));
}

Result<Taken> WatchedKeeper::skip(ConversationId where, store::Range range)
{
    return noted(where, m_inner->skip(where, range));
}

Result<Taken> WatchedKeeper::accepted(ConversationId where, MessageId message, Seq seq, UtcTime sentAt)
{
    return noted(where, m_inner->accepted(where, message, seq, sentAt));
}

Result<Either<QByteArray, SealRefusal>> WatchedKeeper::seal(
    ConversationId where, MessageId message, const QByteArray &content)
{
    auto sealed = m_inner->seal(where, message, content);
    if (sealed && std::holds_alternative<QByteArray>(*sealed) && !m_isDead) {
        const auto standing = must(m_inner->standing(where));
        m_evidence.sealed.insert_or_assign(message, Sealing { where, message, m_parts.device, standing.cursor });
    }
    return sealed;
}

Result<Either<HandshakeDraft, DraftRefusal>> WatchedKeeper::prepareCreate(ConversationId where, quint32 generation)
{
    return m_inner->prepareCreate(where, generation);
}

Result<Either<HandshakeDraft, DraftRefusal>> WatchedKeeper::prepareCommit(ConversationId where, const Changes &changes)
{
    const bool isSpoiled = m_evidence.spoilsNextCommit && !m_isDead && changes.keyPackages.empty(); // it has a path
    m_aead.spoil(isSpoiled);
    auto draft = m_inner->prepareCommit(where, changes);
    m_aead.spoil(false);
    if (isSpoiled && draft && std::holds_alternative<HandshakeDraft>(*draft))
        m_evidence.spoilsNextCommit = false;
    return draft;
}

Result<Either<HandshakeDraft, DraftRefusal>> WatchedKeeper::prepareExternalJoin(
    ConversationId where, const QByteArray &groupInfo, const QByteArray &tree)
{
    return m_inner->prepareExternalJoin(where, groupInfo, tree);
}

Result<Either<Taken, JoinRefusal>> WatchedKeeper::joinByWelcome(
    ConversationId where, const QByteArray &welcome, const QByteArray &tree, Seq began)
{
    auto joined = m_inner->joinByWelcome(where, welcome, tree, began);
    if (joined && std::holds_alternative<Taken>(*joined))
        note(where);
    return joined;
}

Result<std::optional<HandshakeDraft>> WatchedKeeper::pending(ConversationId where)
{
    return m_inner->pending(where);
}

Result<void> WatchedKeeper::refused(ConversationId where, MessageId message, RelayRefusal why)
{
    return m_inner->refused(where, message, why);
}

} // namespace pc::sim
