// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/qtbytes.h"
#include "core/groups/draftmaker.h"
#include "core/groups/entrytaker.h"
#include "core/groups/groupview.h"
#include "core/groups/localgroupkeeper.h"
#include "core/groups/sealedcontent.h"
#include "core/groups/welcomejoin.h"

namespace pc::groups {

using store::GroupPlace;

Result<std::unique_ptr<GroupKeeper>> GroupKeeper::open(const GroupKeeperParts &parts)
{
    auto stored = loadDeviceIdentity(parts.store);
    if (!stored)
        return stored.error();
    if (!*stored || (*stored)->certificate.user != parts.user || (*stored)->certificate.device != parts.device)
        return { Errc::KeyMissing, QStringLiteral("this store has no keys for this device") };
    const auto kept = parts.store.transact(
        [&] { return parts.accounts.own(parts.user, (*stored)->certificate.accountKey, parts.clock.utcNow()); });
    if (!kept)
        return kept.error();
    return std::unique_ptr<GroupKeeper>(std::make_unique<LocalGroupKeeper>(parts, std::move(**stored)));
}

Result<std::vector<QByteArray>> LocalGroupKeeper::packagesToUpload(quint64 kept)
{
    return m_workshop.packages.toUpload(kept);
}

Result<void> LocalGroupKeeper::packagesUploaded()
{
    return m_workshop.packages.uploaded();
}

void LocalGroupKeeper::forget()
{
    m_workshop.shelf.forget();
    m_workshop.parts.accounts.forget();
}

Result<Standing> LocalGroupKeeper::standing(ConversationId conversation)
{
    auto row = m_workshop.row(conversation);
    if (!row)
        return row.error();
    Standing standing;
    standing.place = Place(row->place);
    standing.generation = row->generation;
    standing.cursor = row->cursor;
    auto pending = m_workshop.store().handshakes.pending(conversation);
    if (!pending)
        return pending.error();
    standing.isSettling = pending->has_value();
    auto early = m_workshop.store().handshakes.countEarly(conversation);
    if (!early)
        return early.error();
    standing.early = *early;
    if (row->place != GroupPlace::Joined)
        return standing;
    auto roster = Roster::load(m_workshop.store(), conversation);
    if (!roster)
        return roster.error();
    standing.cursor = std::min(row->cursor, roster->knownUpTo());
    auto group = m_workshop.shelf.find(conversation);
    if (!group)
        return group.error();
    if (*group) {
        standing.epoch = (*group)->epoch();
        standing.leaves = qsizetype((*group)->tree().members().size());
    }
    return standing;
}

Result<Need> LocalGroupKeeper::needs(ConversationId conversation)
{
    auto row = m_workshop.row(conversation);
    return row ? needOf(m_workshop, *row) : row.error();
}

Result<Taken> LocalGroupKeeper::take(const LogEntry &entry)
{
    auto row = m_workshop.openRow(entry.conversation);
    if (!row)
        return row.error();
    return EntryTaker(m_workshop, std::move(*row)).take(entry);
}

Result<Taken> LocalGroupKeeper::skip(ConversationId conversation, store::Range range)
{
    auto row = m_workshop.openRow(conversation);
    if (!row)
        return row.error();
    return EntryTaker(m_workshop, std::move(*row)).skip(range);
}

Result<Taken> LocalGroupKeeper::accepted(ConversationId conversation, MessageId message, Seq seq, UtcTime sentAt)
{
    auto pending = m_workshop.store().handshakes.pending(conversation);
    if (!pending)
        return pending.error();
    LogEntry entry { conversation, seq, EntryKind::Message, message, m_workshop.parts.user, m_workshop.parts.device,
        sentAt, {} };
    if (*pending && (*pending)->message == message)
        entry.kind = draftOf(**pending).op == DraftOp::Create ? EntryKind::Create : EntryKind::Commit;
    return take(entry);
}

Result<void> LocalGroupKeeper::rewound(ConversationId conversation, Seq head, bool hasChanged)
{
    auto row = m_workshop.openRow(conversation);
    if (!row)
        return row.error();
    if (auto removed = m_workshop.store().handshakes.removeEarlyAbove(conversation, head); !removed)
        return removed;
    const bool isBeyond = row->cursor > head;
    const bool mayStay = !isBeyond || row->place == GroupPlace::None || (row->joinedAt <= head && !hasChanged);
    if (!mayStay || row->place != GroupPlace::Joined)
        row->generation = 0; // that the group was begun anew may be among what is forgotten
    if (isBeyond) {
        row->cursor = head;
        row->joinedAt = std::min(row->joinedAt, head);
    }
    return mayStay ? m_workshop.store().groups.save(*row) : m_workshop.leave(*row);
}

Result<Either<HandshakeDraft, DraftRefusal>> LocalGroupKeeper::prepareCreate(
    ConversationId conversation, quint32 generation)
{
    auto row = m_workshop.row(conversation);
    if (!row)
        return row.error();
    return DraftMaker(m_workshop, std::move(*row)).create(generation);
}

Result<Either<HandshakeDraft, DraftRefusal>> LocalGroupKeeper::prepareCommit(
    ConversationId conversation, const Changes &changes)
{
    auto row = m_workshop.row(conversation);
    if (!row)
        return row.error();
    return DraftMaker(m_workshop, std::move(*row)).commit(changes);
}

Result<Either<HandshakeDraft, DraftRefusal>> LocalGroupKeeper::prepareExternalJoin(
    ConversationId conversation, const QByteArray &groupInfo, const QByteArray &tree)
{
    auto row = m_workshop.row(conversation);
    if (!row)
        return row.error();
    return DraftMaker(m_workshop, std::move(*row)).joinFromOutside(groupInfo, tree);
}

Result<Either<Taken, JoinRefusal>> LocalGroupKeeper::joinByWelcome(
    ConversationId conversation, const QByteArray &welcome, const QByteArray &tree, Seq began)
{
    auto seen = m_workshop.row(conversation);
    if (!seen)
        return seen.error();
    auto opened = openWelcome(m_workshop, *seen, welcome, tree, began);
    if (!opened)
        return opened.error();
    if (const auto *why = std::get_if<JoinRefusal>(&*opened))
        return Either<Taken, JoinRefusal>(*why);
    auto row = m_workshop.openRow(conversation);
    if (!row)
        return row.error();
    auto &welcomed = std::get<WelcomedGroup>(*opened);
    const bool isLastResort = welcomed.package.isLastResort;
    EntryTaker taker(m_workshop, std::move(*row));
    auto taken = taker.comeIn(std::move(welcomed.group), began, welcomed.generation, isLastResort);
    if (!taken)
        return taken.error();
    if (auto used = m_workshop.packages.used(welcomed.package); !used)
        return used.error();
    return Either<Taken, JoinRefusal>(std::move(*taken));
}

Result<std::optional<HandshakeDraft>> LocalGroupKeeper::pending(ConversationId conversation)
{
    auto pending = m_workshop.store().handshakes.pending(conversation);
    if (!pending)
        return pending.error();
    return *pending ? std::optional(draftOf(**pending)) : std::nullopt;
}

Result<std::vector<ConversationId>> LocalGroupKeeper::settling()
{
    return m_workshop.store().handshakes.allPending();
}

Result<void> LocalGroupKeeper::refused(ConversationId conversation, MessageId message, RelayRefusal why)
{
    auto pending = m_workshop.store().handshakes.pending(conversation);
    if (!pending)
        return pending.error();
    if (!*pending || (*pending)->message != message)
        return {};
    if (auto removed = m_workshop.store().handshakes.removePending(conversation); !removed)
        return removed;
    auto row = m_workshop.openRow(conversation);
    if (!row)
        return row.error();
    if (row->place == GroupPlace::None)
        row->place = GroupPlace::Outside; // somebody else was first, and the log will show it
    if (why == RelayRefusal::Final)
        m_workshop.countFailure(*row);
    return m_workshop.store().groups.save(*row);
}

Result<Taken> LocalGroupKeeper::absent(ConversationId conversation)
{
    auto row = m_workshop.row(conversation);
    if (!row)
        return row.error();
    auto need = needOf(m_workshop, *row);
    if (!need)
        return need.error();
    if (need->kind == NeedKind::GiveUp)
        return EntryTaker(m_workshop, std::move(*row)).stayOut();
    if (row->place != GroupPlace::Outside)
        return Taken {};
    row = m_workshop.openRow(conversation);
    if (!row)
        return row.error();
    row->place = GroupPlace::None;
    row->generation = 0;
    if (auto saved = m_workshop.store().groups.save(*row); !saved)
        return saved.error();
    return EntryTaker(m_workshop, std::move(*row)).goOn();
}

Result<void> LocalGroupKeeper::repair(ConversationId conversation)
{
    auto row = m_workshop.row(conversation);
    if (!row || row->place != GroupPlace::Broken)
        return row ? Result<void>() : row.error();
    row->place = GroupPlace::Outside;
    row->failures = 0;
    return m_workshop.store().groups.save(*row);
}

} // namespace pc::groups
