// SPDX-License-Identifier: GPL-3.0-or-later
// Archivist: what this device brings there.

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/recovery/keynote.h"
#include "core/session/archivist.h"

#include <algorithm>
#include <utility>

namespace pc::session {

using archive::Chain;
using recovery::ArchiveKeys;

void Archivist::write()
{
    auto row = m_context.store.archive.state();
    if (!row)
        return fail(row.error());
    const auto waiting = m_context.store.archive.countWaiting();
    if (!waiting)
        return fail(waiting.error());
    if (row->keys.isEmpty())
        return lackKey();
    const bool isBeside = isSealingAnew(*row);
    const auto head = digestIn(row->head);
    if (!head)
        return fail({ Errc::Corrupt, QStringLiteral("an archive that cannot be written to here") });
    const Chain chain(m_context.user(), row->generation, row->number + 1, row->number == 0 ? crypto::Digest {} : *head);
    const auto page = nextPage(*row, chain, *waiting > 0 || isBeside);
    if (!page)
        return fail(page.error());
    if (page->sealed.empty() && *waiting > 0)
        return onWritten(chain, *page); // none of it is for the archive
    if (page->sealed.empty() && !isBeside)
        return rest();
    withToken([this, chain, page = *page](const QString &token) {
        m_api.takeLease(
            token, then<link::ArchiveLeaseInfo>([this, token, chain, page](const link::ArchiveLeaseInfo &lease) {
                if (!lease.isGranted) {
                    m_isBusy = false;
                    publish();
                    // Another device of theirs writes just now: for a moment, or until its lease ends where it is gone.
                    return wake(kSoon + std::min(lease.left, m_turn.next()));
                }
                m_hasLease = true;
                m_turn.reset();
                if (page.sealed.empty())
                    activate(token);
                else
                    send(token, chain, page);
            }));
    });
}

Result<ArchivePage> Archivist::nextPage(const store::ArchiveRow &row, const Chain &chain, bool isMore)
{
    auto note = noteDue(row, chain, isMore);
    if (!note)
        return note.error();
    if (!note->empty())
        return ArchivePage { *std::move(note), {} };
    const auto keys = ArchiveKeys::decode(row.keys.view());
    return keys ? packArchive(m_context, chain, *keys, m_keys) : Result<ArchivePage>(keys.error());
}

void Archivist::send(const QString &token, const Chain &chain, ArchivePage page)
{
    const QByteArray segment = crypto::toByteArray(page.sealed);
    m_api.append(token, segment,
        [this, chain, page = std::move(page), alive = std::weak_ptr<int>(m_alive)](const Result<quint32> &next) {
            if (alive.expired())
                return;
            const bool isLost = !next && next.code() == Errc::Conflict && chain.generation() == m_info.last + 1;
            if (isLost && chain.next() > 1)
                beginAgain();
            if (next)
                onWritten(chain, page);
            else
                fail(next.error());
        });
}

/// What was written of the next generation is not there any more: the relay came back from a backup.
void Archivist::beginAgain()
{
    (void)save([](store::ArchiveRow &row) {
        row.number = 0;
        row.head = crypto::toByteArray(crypto::Digest {});
    });
    (void)m_context.ledger.write([this](Turn &) { return m_context.store.archive.queueAll(); });
}

void Archivist::onWritten(const Chain &chain, const ArchivePage &page)
{
    Chain after = chain;
    if (!page.sealed.empty()) {
        if (auto followed = after.follow(page.sealed); !followed)
            return fail(followed.error());
    }
    const auto written = m_context.ledger.write([&](Turn &) -> Result<void> {
        for (const qint64 row : page.rows) {
            if (auto settled = m_context.store.archive.settle(row); !settled)
                return settled;
        }
        return {};
    });
    std::optional<Error> wrong;
    const auto saved = written ? save([&](store::ArchiveRow &row) {
        if (page.sealed.empty())
            return;
        if (const auto header = archive::readSegmentHeader(page.sealed); header && recovery::isKeyNote(*header)) {
            if (const auto heeded = heed(page.sealed, row, Noted::Last); !heeded)
                wrong = heeded.error();
        }
        row.number = after.next() - 1;
        row.head = crypto::toByteArray(after.head()->hash);
        row.savedAt = m_context.clock.utcNow();
    })
                               : written;
    if (!saved || wrong)
        return fail(saved ? *wrong : saved.error());
    tellKeys();
    publish();
    write();
}

/// All is in the one beside: it takes the present one's place.
void Archivist::activate(const QString &token)
{
    auto row = m_context.store.archive.state();
    if (!row)
        return fail(row.error());
    const link::ArchiveSwap swap { row->generation, row->number + 1, m_info.present->next };
    m_api.activate(token, swap, thenDone([this] {
        if (const auto saved = save([this](store::ArchiveRow &state) { forgetOldKeys(state); }); !saved)
            return fail(saved.error());
        tellKeys();
        m_info.present.reset();
        rest();
    }));
}

void Archivist::setKeeps(bool keeps, const Reply &reply)
{
    if (!m_isOpen)
        return reply(Error { Errc::Conflict, QStringLiteral("not connected just now") });
    const std::weak_ptr<int> alive = m_alive;
    m_tokens.accessToken(
        link::AccessTokens::Wanted::Current, [this, alive, keeps, reply](const Result<QString> &token) {
            if (alive.expired() || !token)
                return reply(token ? Error { Errc::Cancelled, {} } : token.error());
            m_api.setKept(*token, keeps, [this, alive, keeps, reply](const Result<void> &kept) {
                if (alive.expired() || !kept)
                    return reply(kept ? Error { Errc::Cancelled, {} } : kept.error());
                auto saved = save([keeps](store::ArchiveRow &row) {
                    row.isKept = keeps;
                    row.generation = 0;
                    row.number = 0;
                    row.unreadBelow = 0;
                });
                if (saved)
                    saved = m_context.ledger.write([this, keeps](Turn &) {
                        return keeps ? m_context.store.archive.queueAll() : m_context.store.archive.dropWaiting();
                    });
                publish();
                reply(saved);
                saveNow();
            });
        });
}

} // namespace pc::session
