// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/devicecertificate.h"

#include <algorithm>

namespace pc::identity {

namespace {

using crypto::Bytes;
using crypto::ByteView;

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kLabel = "pc/device-certificate/1";
constexpr std::size_t kSignedBytes = kDeviceCertificateBytes - crypto::kEd25519SignatureBytes;

Bytes toBeSigned(ByteView fields)
{
    return crypto::concat({ crypto::bytesOf(kLabel), fields });
}

void appendTime(Bytes &to, UtcTime time)
{
    const auto milliseconds = quint64(toMilliseconds(time));
    for (int shift = 56; shift >= 0; shift -= 8)
        to.push_back(std::uint8_t(milliseconds >> shift));
}

/// Takes fields of fixed length from the front of what was found to be long enough.
class Fields
{
public:
    explicit Fields(ByteView bytes)
        : m_rest(bytes)
    {
    }

    template<std::size_t N>
    std::array<std::uint8_t, N> take()
    {
        std::array<std::uint8_t, N> field;
        std::copy_n(m_rest.begin(), N, field.begin());
        m_rest = m_rest.subspan(N);
        return field;
    }

    UtcTime takeTime()
    {
        quint64 milliseconds = 0;
        for (const std::uint8_t byte : take<8>())
            milliseconds = milliseconds << 8 | byte;
        return utcFromMilliseconds(qint64(milliseconds));
    }

private:
    ByteView m_rest;
};

} // namespace

Bytes issue(DeviceCertificate certificate, const crypto::Ed25519Key &accountKey)
{
    Bytes bytes { kVersion };
    bytes.reserve(kDeviceCertificateBytes);
    crypto::append(bytes, certificate.user.raw().bytes);
    crypto::append(bytes, certificate.device.raw().bytes);
    crypto::append(bytes, accountKey.publicKey());
    crypto::append(bytes, certificate.leafKey);
    appendTime(bytes, certificate.issued);
    crypto::append(bytes, accountKey.sign(toBeSigned(bytes)));
    return bytes;
}

Result<DeviceCertificate> parseDeviceCertificate(ByteView bytes)
{
    if (bytes.empty())
        return { Errc::Invalid, QStringLiteral("no device certificate") };
    if (bytes.front() > kVersion)
        return { Errc::NewerVersion, QStringLiteral("a device certificate of a newer version") };
    if (bytes.front() != kVersion || bytes.size() != kDeviceCertificateBytes)
        return { Errc::Invalid, QStringLiteral("no device certificate") };
    Fields fields(bytes.subspan(1));
    DeviceCertificate certificate;
    certificate.user = UserId { Uuid { fields.take<16>() } };
    certificate.device = DeviceId { Uuid { fields.take<16>() } };
    certificate.accountKey = fields.take<32>();
    certificate.leafKey = fields.take<32>();
    certificate.issued = fields.takeTime();
    if (certificate.user.raw().isNull() || certificate.device.raw().isNull())
        return { Errc::Invalid, QStringLiteral("a device certificate for nobody") };
    return certificate;
}

Result<DeviceCertificate> readDeviceCertificate(ByteView bytes)
{
    auto certificate = parseDeviceCertificate(bytes);
    if (!certificate)
        return certificate;
    const Bytes claimed = toBeSigned(bytes.first(kSignedBytes));
    if (!crypto::ed25519Verify(certificate->accountKey, claimed, bytes.subspan(kSignedBytes)))
        return { Errc::Corrupt, QStringLiteral("a device certificate that its account key did not sign") };
    return certificate;
}

} // namespace pc::identity
