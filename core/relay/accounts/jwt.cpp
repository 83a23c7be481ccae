// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/jwt.h"

#include "core/crypto/base64url.h"
#include "core/relay/accounts/flatjson.h"

#include <array>
#include <optional>

namespace pc::relay::accounts {

namespace {

/// Ours have about 350; nothing longer is even decoded.
constexpr qsizetype kLongestToken = 1024;

Error refused()
{
    return { Errc::Unauthenticated, QStringLiteral("not a valid access token") };
}

std::string_view asText(const QByteArray &bytes)
{
    return { bytes.constData(), size_t(bytes.size()) };
}

/// Exactly three parts, or nothing.
std::optional<std::array<QByteArrayView, 3>> split(QByteArrayView token)
{
    const qsizetype first = token.indexOf('.');
    const qsizetype second = first < 0 ? -1 : token.indexOf('.', first + 1);
    if (second < 0 || token.indexOf('.', second + 1) >= 0)
        return std::nullopt;
    return std::array { token.first(first), token.sliced(first + 1, second - first - 1), token.sliced(second + 1) };
}

std::optional<FlatJson> decodePart(QByteArrayView part)
{
    const auto bytes = crypto::fromBase64Url(part);
    return bytes ? FlatJson::parse(asText(*bytes)) : std::nullopt;
}

/// The key that the header names, if the header says nothing else of weight.
const crypto::VerifyingKey *keyOf(const FlatJson &header, const VerifyingKeys &keys)
{
    for (const auto &[name, value] : header.entries()) {
        if (name != "alg" && name != "kid" && name != "typ")
            return nullptr;
    }
    const std::string *alg = header.text("alg");
    const std::string *kid = header.text("kid");
    const std::string *typ = header.text("typ");
    if (!alg || *alg != "EdDSA" || !kid || (header.contains("typ") && (!typ || *typ != "JWT")))
        return nullptr;
    const auto found = keys.find(QByteArray::fromStdString(*kid));
    return found == keys.end() ? nullptr : &found->second;
}

template<typename Id>
std::optional<Id> idOf(const FlatJson &claims, std::string_view name)
{
    const std::string *text = claims.text(name);
    return text ? idFromString<Id>(QString::fromStdString(*text)) : std::nullopt;
}

std::optional<UtcTime> timeOf(const FlatJson &claims, std::string_view name)
{
    const int64_t *seconds = claims.number(name);
    if (!seconds || *seconds < 0 || *seconds > (int64_t(1) << 40))
        return std::nullopt;
    return utcFromMilliseconds(*seconds * 1000);
}

std::optional<Claims> claimsOf(const FlatJson &body)
{
    const auto user = idOf<UserId>(body, "sub");
    const auto device = idOf<DeviceId>(body, "dev");
    const auto school = idOf<SchoolId>(body, "sch");
    const auto issued = timeOf(body, "iat");
    const auto expires = timeOf(body, "exp");
    if (!user || !device || !school || !issued || !expires)
        return std::nullopt;
    return Claims { *user, *device, *school, *issued, *expires };
}

QByteArray seconds(UtcTime time)
{
    return QByteArray::number(toMilliseconds(time) / 1000);
}

} // namespace

QByteArray makeToken(const Claims &claims, const KeyName &kid, const crypto::SigningKey &key)
{
    // Every value is an id or a number of ours, so nothing in here needs escaping.
    const QByteArray header = R"({"alg":"EdDSA","kid":")" + kid + R"(","typ":"JWT"})";
    const QByteArray body = R"({"sub":")" + claims.user.raw().toString().toLatin1() + R"(","dev":")"
        + claims.device.raw().toString().toLatin1() + R"(","sch":")" + claims.school.raw().toString().toLatin1()
        + R"(","iat":)" + seconds(claims.issued) + R"(,"exp":)" + seconds(claims.expires) + '}';
    const QByteArray input = crypto::toBase64Url(header) + '.' + crypto::toBase64Url(body);
    return input + '.' + crypto::toBase64Url(key.sign(input));
}

Result<Claims> readToken(QByteArrayView token, const VerifyingKeys &keys, UtcTime now)
{
    const auto parts = token.size() <= kLongestToken ? split(token) : std::nullopt;
    if (!parts)
        return refused();
    const auto header = decodePart((*parts)[0]);
    const crypto::VerifyingKey *key = header ? keyOf(*header, keys) : nullptr;
    const auto signature = crypto::fromBase64Url((*parts)[2]);
    if (!key || !signature)
        return refused();
    const qsizetype signedLength = token.size() - (*parts)[2].size() - 1;
    if (!crypto::verify(*key, token.first(signedLength), *signature))
        return refused();

    const auto body = decodePart((*parts)[1]);
    const auto claims = body ? claimsOf(*body) : std::nullopt;
    if (!claims || claims->expires < claims->issued || claims->expires - claims->issued > kLongestTokenLife)
        return refused();
    if (claims->issued > now + kClockTolerance || claims->expires + kClockTolerance <= now)
        return refused();
    return *claims;
}

} // namespace pc::relay::accounts
