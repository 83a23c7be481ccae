// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/linkdesk.h"

#include <algorithm>

namespace pc::relay::accounts {

namespace {

bool isCode(const QString &code)
{
    return code.size() == kLinkCodeDigits
        && std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QByteArray keyOf(UserId user)
{
    return { reinterpret_cast<const char *>(user.raw().bytes.data()), qsizetype(user.raw().bytes.size()) };
}

} // namespace

void LinkDesk::forgetEnded()
{
    const MonoTime now = m_clock.monotonicNow();
    std::erase_if(m_linkings, [&](const auto &entry) {
        const Linking &linking = entry.second;
        const bool isFound = !linking.old.raw().isNull();
        return now - linking.begun >= (isFound ? m_limits.lasting : m_limits.findable);
    });
}

Result<void> LinkDesk::begin(const Actor &actor, const QString &code, const QByteArray &message)
{
    if (!isCode(code) || message.isEmpty())
        return { Errc::Invalid, QStringLiteral("no code, or nothing said") };
    if (message.size() > kMostLinkMessageBytes)
        return { Errc::TooLarge, QStringLiteral("too long for a linking") };
    const std::lock_guard lock(m_mutex);
    forgetEnded();
    // A device that begins again has given up what it began before.
    std::erase_if(m_linkings,
        [&](const auto &entry) { return entry.first.first == actor.user && entry.second.fresh == actor.device; });
    if (m_linkings.contains({ actor.user, code }))
        return { Errc::Conflict, QStringLiteral("another device has this code") };
    const auto theirs
        = std::ranges::count_if(m_linkings, [&](const auto &entry) { return entry.first.first == actor.user; });
    if (theirs >= m_limits.ofAPerson || int(m_linkings.size()) >= m_limits.atOnce)
        return { Errc::RateLimited, QStringLiteral("too many devices are being linked") };
    m_linkings.emplace(Key { actor.user, code }, Linking { actor.device, {}, m_clock.monotonicNow(), { message }, {} });
    return {};
}

Result<LinkDesk::Linking *> LinkDesk::find(const Actor &actor, const QString &code)
{
    forgetEnded();
    const auto found = m_linkings.find({ actor.user, code });
    const bool isTheirs
        = found != m_linkings.end() && (found->second.fresh == actor.device || found->second.old == actor.device);
    if (isTheirs)
        return &found->second;
    // Guessing is for nobody: whoever asks for what is not theirs has few tries.
    if (!m_tries.take(keyOf(actor.user)))
        return { Errc::RateLimited, QStringLiteral("too many codes were tried") };
    if (found == m_linkings.end() || !found->second.old.raw().isNull())
        return { Errc::NotFound, QStringLiteral("no device waits under this code") };
    found->second.old = actor.device;
    return &found->second;
}

Result<LinkMail> LinkDesk::read(const Actor &actor, const QString &code, int after)
{
    const std::lock_guard lock(m_mutex);
    const auto linking = find(actor, code);
    if (!linking)
        return linking.error();
    const auto &said = (*linking)->fresh == actor.device ? (*linking)->fromOld : (*linking)->fromFresh;
    const auto from = said.begin() + std::clamp<std::ptrdiff_t>(after, 0, std::ssize(said));
    return LinkMail { { from, said.end() } };
}

Result<void> LinkDesk::write(const Actor &actor, const QString &code, const QByteArray &message)
{
    if (message.isEmpty())
        return { Errc::Invalid, QStringLiteral("nothing said") };
    if (message.size() > kMostLinkMessageBytes)
        return { Errc::TooLarge, QStringLiteral("too long for a linking") };
    const std::lock_guard lock(m_mutex);
    const auto linking = find(actor, code);
    if (!linking)
        return linking.error();
    auto &said = (*linking)->fresh == actor.device ? (*linking)->fromFresh : (*linking)->fromOld;
    if (std::ssize(said) >= kMostLinkMessages)
        return { Errc::Conflict, QStringLiteral("all was said already") };
    said.push_back(message);
    return {};
}

void LinkDesk::end(const Actor &actor, const QString &code)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_linkings.find({ actor.user, code });
    if (found != m_linkings.end() && (found->second.fresh == actor.device || found->second.old == actor.device))
        m_linkings.erase(found);
}

qsizetype LinkDesk::size() const
{
    const std::lock_guard lock(m_mutex);
    return qsizetype(m_linkings.size());
}

} // namespace pc::relay::accounts
