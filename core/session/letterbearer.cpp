// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/letterbearer.h"

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/deviceidentity.h"
#include "core/identity/letter.h"

namespace pc::session {

namespace {

const QString kSecret = QStringLiteral("letter.secret");

} // namespace

Result<void> keepLetter(store::Store &store, const QString &token)
{
    const auto read = identity::readLetterToken(token);
    if (!read)
        return read.error();
    QByteArray secret = crypto::toByteArray(read->secret.view());
    auto kept = store.settings.setValue(kSecret, secret);
    crypto::wipe(secret);
    return kept ? trust::AccountBook(store).expectOffice(read->office) : kept;
}

void LetterBearer::open()
{
    if (m_isBusy)
        return;
    auto kept = m_context.store.settings.value(kSecret);
    const auto self = groups::loadDeviceIdentity(m_context.store);
    if (!kept || !*kept || !self || !*self)
        return;
    const auto secret = crypto::SecretBytes::takeFrom(**kept);
    const QByteArray proof = crypto::toByteArray(identity::makeLetterProof(
        secret, m_context.self.person.school, m_context.user(), (*self)->certificate.accountKey));
    m_isBusy = true;
    const std::weak_ptr<int> alive = m_alive;
    m_tokens.accessToken(link::AccessTokens::Wanted::Current, [this, alive, proof](const Result<QString> &token) {
        if (alive.expired())
            return;
        if (!token)
            return onAnswer(token.error());
        m_api.prove(*token, proof, [this, alive](const Result<void> &handedIn) {
            if (!alive.expired())
                onAnswer(handedIn);
        });
    });
}

/// Where the relay knows of no letter there is nobody to prove it to; all else is tried again with the next connection.
void LetterBearer::onAnswer(const Result<void> &handedIn)
{
    m_isBusy = false;
    if (!handedIn && handedIn.code() != Errc::NotFound && handedIn.code() != Errc::Invalid) {
        qCInfo(lcSession) << "the letter's proof waits:" << wireName(handedIn.code());
        return;
    }
    const auto removed
        = m_context.ledger.write([this](Turn &) { return m_context.store.settings.removeValue(kSecret); });
    if (!removed)
        qCInfo(lcSession) << "the letter's secret was not removed:" << wireName(removed.code());
}

} // namespace pc::session
