// SPDX-License-Identifier: GPL-3.0-or-later
// Archivist: what this device brings there, under another key where a device was taken out.

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
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
    const bool isBeside = m_info.present && row->generation != m_info.present->generation;
    if (*waiting == 0 && !isBeside)
        return rest();
    auto keys = ArchiveKeys::decode(row->keys.view());
    const auto head = digestIn(row->head);
    if (!keys || !head)
        return fail({ Errc::Corrupt, QStringLiteral("an archive that cannot be written to here") });
    const Chain chain(m_context.user(), row->generation, row->number + 1, row->number == 0 ? crypto::Digest {} : *head);
    auto page = packArchive(m_context, chain, *keys, m_keys);
    if (!page)
        return fail(page.error());
    if (page->sealed.empty() && *waiting > 0)
        return onWritten(chain, *page); // none of it is for the archive
    withToken([this, chain, page = *page](const QString &token) {
        m_api.takeLease(
            token, then<link::ArchiveLeaseInfo>([this, token, chain, page](const link::ArchiveLeaseInfo &lease) {
                if (!lease.isGranted) {
                    m_isBusy = false;
                    publish();
                    return wake(lease.left + kSoon); // another device of theirs writes just now
                }
                m_hasLease = true;
                if (page.sealed.empty())
                    activate(token);
                else
                    send(token, chain, page);
            }));
    });
}

void Archivist::send(const QString &token, const Chain &chain, ArchivePage page)
{
    const QByteArray segment = crypto::toByteArray(page.sealed);
    m_api.append(
        token, segment, then<quint32>([this, chain, page = std::move(page)](quint32) { onWritten(chain, page); }));
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
    const auto saved = written ? save([&](store::ArchiveRow &row) {
        if (page.sealed.empty())
            return;
        row.number = after.next() - 1;
        row.head = crypto::toByteArray(after.head()->hash);
        row.savedAt = m_context.clock.utcNow();
    })
                               : written;
    if (!saved)
        return fail(saved.error());
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
        const auto saved = save([](store::ArchiveRow &state) {
            if (auto keys = ArchiveKeys::decode(state.keys.view())) {
                keys->forgetBelow(keys->newest());
                state.keys = keys->encode();
            }
        });
        if (!saved)
            return fail(saved.error());
        m_info.present.reset();
        rest();
    }));
}

Result<void> Archivist::rotate()
{
    if (!isAlone()) { // others could not open what is sealed by a key that nobody gives them
        qCInfo(lcSession) << "the archive keeps its key: other devices of this person have no way to another one";
        return {};
    }
    const auto saved = save([this](store::ArchiveRow &row) {
        auto keys = ArchiveKeys::decode(row.keys.view());
        if (!keys || keys->isEmpty())
            return;
        keys->rotate(m_keys);
        row.keys = keys->encode();
    });
    if (saved)
        saveNow();
    return saved;
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
