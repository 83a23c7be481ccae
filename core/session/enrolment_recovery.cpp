// SPDX-License-Identifier: GPL-3.0-or-later
// Enrolment by what a recovery sheet opened: the account's key is there, and the device adds itself.

#include "core/crypto/qtbytes.h"
#include "core/session/enrolment.h"

#include <utility>

namespace pc::session {

bool Enrolment::recover(recovery::RecoveryContents contents)
{
    if (m_step != Step::Offering && m_step != Step::Comparing)
        return false;
    m_step = Step::Fetching;
    m_poll->stop();
    m_parts.api.endLink(m_subject.accessToken(), m_link->code(), [](const Result<void> &) {});
    m_link.reset();
    const auto shared = std::make_shared<recovery::RecoveryContents>(std::move(contents)); // std::function wants copies
    m_list.fetch(
        m_subject.accessToken(), [this, shared](const Result<void> &fetched) { onRecovered(*shared, fetched); });
    return true;
}

/// A list that is shorter than the sheet's blob says, another account's or a forked one is none to be added to.
void Enrolment::onRecovered(const recovery::RecoveryContents &contents, const Result<void> &fetched)
{
    if (!fetched) {
        finish(fetched);
        return;
    }
    auto account = crypto::Ed25519Key::fromSeed(contents.accountSeed.view());
    const bool isTheirs = account && crypto::equal(account->publicKey(), m_list.list().accountKey());
    if (!isTheirs || !isKnownEntry(contents.listNumber, contents.listHead)) {
        finish({ Errc::Corrupt, QStringLiteral("the relay shows another device list than the recovery sheet") });
        return;
    }
    m_archiveKeys = contents.archiveKeys.copy();
    say(identity::ListAct::Add,
        groups::makeDeviceIdentity(
            m_subject.user, m_subject.device, m_parts.clock.utcNow(), std::move(*account), m_parts.keys));
}

Result<void> Enrolment::saveArchiveKeys()
{
    if (m_archiveKeys.isEmpty())
        return {};
    auto row = m_parts.store.archive.state();
    if (!row)
        return row.error();
    row->keys = m_archiveKeys.encode();
    return m_parts.store.archive.save(*row);
}

bool Enrolment::isKnownEntry(quint32 number, const crypto::Digest &head) const
{
    const auto &entries = m_list.entries();
    return number >= 1 && number <= entries.size() && crypto::sha256Of(crypto::viewOf(entries[number - 1])) == head;
}

} // namespace pc::session
