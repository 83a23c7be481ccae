// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/heldlist.h"

#include <utility>

namespace pc::session {

HeldList::HeldList(const LinkerParts &parts, UserId user, groups::DeviceIdentity identity)
    : m_parts(parts)
    , m_user(user)
    , m_identity(std::move(identity))
    , m_list(parts.api, user)
{
}

void HeldList::open(const LinkerParts &parts, UserId user, const Opened &opened)
{
    auto identity = groups::loadDeviceIdentity(parts.store);
    const auto entries = parts.store.deviceKeys.ownList();
    if (!identity || !entries) {
        opened(identity ? entries.error() : identity.error());
        return;
    }
    if (!*identity) {
        opened(Error { Errc::KeyMissing, QStringLiteral("this store has no keys") });
        return;
    }
    const std::shared_ptr<HeldList> held(new HeldList(parts, user, std::move(**identity)));
    if (auto restored = held->m_list.restore(*entries); !restored) {
        opened(restored.error());
        return;
    }
    held->m_list.holdTo(held->m_identity.certificate.accountKey); // what came before it may be another key's
    parts.tokens.accessToken(link::AccessTokens::Wanted::Current, [held, opened](const Result<QString> &token) {
        if (token)
            held->fetch(*token, opened);
        else
            opened(token.error());
    });
}

void HeldList::fetch(const QString &accessToken, const Opened &opened)
{
    m_token = accessToken;
    m_list.fetch(accessToken, [held = shared_from_this(), opened](const Result<void> &fetched) {
        const auto saved = fetched ? held->save() : fetched;
        opened(saved ? Result<std::shared_ptr<HeldList>>(held) : saved.error());
    });
}

Result<void> HeldList::save()
{
    return m_parts.store.transact([this] { return m_parts.store.deviceKeys.saveOwnList(m_list.entries()); });
}

void HeldList::say(identity::ListAct act, const identity::ListedDevice &device, const Reply &reply)
{
    const auto entry
        = identity::makeListEntry(list(), m_user, act, device, m_parts.clock.utcNow(), m_identity.accountKey);
    m_list.append(m_token, entry, [held = shared_from_this(), reply](const Result<void> &said) {
        if (said && held->m_parts.said)
            held->m_parts.said();
        reply(said ? held->save() : said);
    });
}

} // namespace pc::session
