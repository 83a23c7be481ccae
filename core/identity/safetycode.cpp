// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/safetycode.h"

#include "core/crypto/base64url.h"
#include "core/crypto/qtbytes.h"

#include <algorithm>

namespace pc::identity {

namespace {

using crypto::ByteView;
using crypto::LongDigest;

// value 0: label ‖ account key ‖ user id; value n: SHA-512(value n-1 ‖ account key). The label's end is the version.
constexpr std::string_view kSafetyLabel = "pc/safety-code/1";
constexpr int kSafetyRounds = 5'200;

// picture: start ‖ base64url(showing person's id (16) ‖ their hash (64) ‖ the other's id ‖ the other's hash)
constexpr QLatin1StringView kSafetyName("PCSAFE");
constexpr QLatin1StringView kSafetyVersion("1");
constexpr qsizetype kMostVersionDigits = 4;
constexpr std::size_t kIdBytes = sizeof(Uuid::bytes);
constexpr std::size_t kPartyBytes = kIdBytes + crypto::kLongDigestBytes;
constexpr qsizetype kPictureLetters = (2 * kPartyBytes * 4 + 2) / 3;

constexpr std::size_t kGroupBytes = 5;
constexpr int kGroupDigits = 5;
constexpr quint64 kGroupLimit = 100'000;
constexpr std::size_t kGroupsOfOne = std::size_t(kSafetyGroups) / 2;

LongDigest hashOf(const SafetyParty &party)
{
    const ByteView key = party.accountKey;
    LongDigest hash = crypto::sha512Of({ crypto::bytesOf(kSafetyLabel), key, party.user.raw().bytes, key });
    for (int round = 1; round < kSafetyRounds; ++round)
        hash = crypto::sha512Of({ hash, key });
    return hash;
}

QString digitsOf(const LongDigest &hash)
{
    QString digits;
    for (std::size_t group = 0; group < kGroupsOfOne; ++group) {
        quint64 number = 0;
        for (const std::uint8_t byte : ByteView(hash).subspan(group * kGroupBytes, kGroupBytes))
            number = number << 8 | byte;
        digits += QString::number(number % kGroupLimit).rightJustified(kGroupDigits, u'0');
    }
    return digits;
}

/// The other end of "PCSAFE<version>.", when the text is of that form.
struct Numbered
{
    QStringView version;
    QStringView rest;
};

std::optional<Numbered> numbered(QStringView text)
{
    if (!text.startsWith(kSafetyName))
        return std::nullopt;
    const QStringView after = text.sliced(kSafetyName.size());
    const qsizetype dot = after.indexOf(u'.');
    if (dot < 1 || dot > kMostVersionDigits || after.front() == u'0')
        return std::nullopt;
    const QStringView version = after.first(dot);
    if (!std::ranges::all_of(version, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    return Numbered { version, after.sliced(dot + 1) };
}

bool isParty(ByteView shown, UserId user)
{
    return crypto::equal(shown.first(kIdBytes), user.raw().bytes);
}

bool hasHash(ByteView shown, const LongDigest &hash)
{
    return crypto::equal(shown.subspan(kIdBytes), hash);
}

} // namespace

SafetyCode::SafetyCode(const SafetyParty &mine, const SafetyParty &theirs)
    : m_me(mine.user)
    , m_them(theirs.user)
    , m_mine(hashOf(mine))
    , m_theirs(hashOf(theirs))
{
    const QString my = digitsOf(m_mine);
    const QString their = digitsOf(m_theirs);
    m_digits = std::min(my, their) + std::max(my, their);
}

QStringList SafetyCode::groups() const
{
    QStringList groups;
    for (qsizetype at = 0; at < m_digits.size(); at += kGroupDigits)
        groups.append(m_digits.mid(at, kGroupDigits));
    return groups;
}

QString SafetyCode::picture() const
{
    const auto bytes = crypto::concat({ m_me.raw().bytes, m_mine, m_them.raw().bytes, m_theirs });
    return kSafetyName + kSafetyVersion + u'.' + QLatin1StringView(crypto::toBase64Url(crypto::toByteArray(bytes)));
}

SafetyCheck SafetyCode::check(QStringView scanned) const
{
    const auto form = numbered(scanned);
    if (!form)
        return SafetyCheck::NotACode;
    if (form->version != kSafetyVersion)
        return SafetyCheck::NewerVersion;
    if (form->rest.size() != kPictureLetters)
        return SafetyCheck::NotACode;
    const auto bytes = crypto::fromBase64Url(form->rest.toUtf8());
    if (!bytes || std::size_t(bytes->size()) != 2 * kPartyBytes)
        return SafetyCheck::NotACode;
    const ByteView them = crypto::viewOf(*bytes).first(kPartyBytes); // who shows it
    const ByteView me = crypto::viewOf(*bytes).subspan(kPartyBytes);
    if (!isParty(them, m_them) || !isParty(me, m_me))
        return SafetyCheck::NotThisPair;
    return hasHash(them, m_theirs) && hasHash(me, m_mine) ? SafetyCheck::Match : SafetyCheck::Mismatch;
}

} // namespace pc::identity
