// SPDX-License-Identifier: GPL-3.0-or-later
// Values of archive items as they stand in bytes, and read back from there with their bounds. For archiveitem.cpp alone.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/crypto/bytes.h"

#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace pc::recovery {

using RawId = std::array<std::uint8_t, 16>;

inline constexpr std::uint64_t kMostSeq = std::uint64_t(1) << 53U;
inline constexpr std::uint64_t kLastMillisecond = 253'402'300'799'999; ///< Of the year 9999.

/// As it was read; `ok` ends as false when one of them cannot be.
class Checked
{
public:
    bool ok() const { return m_ok; }

    Seq seq(std::uint64_t number)
    {
        m_ok = m_ok && number <= kMostSeq;
        return Seq { qint64(number) };
    }

    UtcTime time(std::uint64_t milliseconds)
    {
        m_ok = m_ok && milliseconds <= kLastMillisecond;
        return utcFromMilliseconds(m_ok ? qint64(milliseconds) : 0);
    }

    bool flag(std::uint8_t number)
    {
        m_ok = m_ok && number <= 1;
        return number == 1;
    }

    template<typename Enum>
    Enum value(std::uint8_t number, Enum last)
    {
        m_ok = m_ok && number <= std::uint8_t(last);
        return m_ok ? Enum(number) : Enum {};
    }

    template<typename Id>
    Id id(const RawId &raw)
    {
        m_ok = m_ok && !Uuid { raw }.isNull();
        return Id { Uuid { raw } };
    }

    QString text(const crypto::Bytes &utf8)
    {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        QString text = decoder(QByteArrayView(utf8.data(), qsizetype(utf8.size())));
        m_ok = m_ok && !decoder.hasError();
        return text;
    }

private:
    bool m_ok = true;
};

inline crypto::Bytes utf8Of(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return { utf8.begin(), utf8.end() };
}

inline std::uint64_t numberOf(UtcTime time)
{
    return std::uint64_t(std::max(toMilliseconds(time), qint64(0)));
}

inline std::uint64_t numberOf(Seq seq)
{
    return std::uint64_t(seq.raw());
}

} // namespace pc::recovery
