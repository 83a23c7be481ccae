// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonreader.h"

namespace pc::wire {

namespace {

constexpr auto kBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

bool JsonReader::flag(bool &out) const
{
    out = m_value.toBool();
    return m_value.isBool();
}

bool JsonReader::number(quint64 &out, quint64 most) const
{
    // toInteger() gives its default for what is no whole number, and for texts.
    const qint64 whole = m_value.toInteger(-1);
    if (whole < 0 || quint64(whole) > most)
        return false;
    out = quint64(whole);
    return true;
}

bool JsonReader::uuid(Uuid &out) const
{
    const auto id = Uuid::fromString(m_value.toString());
    out = id.value_or(Uuid {});
    return id.has_value();
}

bool JsonReader::text(QString &out, qsizetype mostUnits) const
{
    out = m_value.toString();
    // An escape can spell half of a surrogate pair, which no UTF-8 can.
    return m_value.isString() && out.size() <= mostUnits && out.isValidUtf16();
}

bool JsonReader::bytes(QByteArray &out, qsizetype most) const
{
    const QByteArray encoded = m_value.toString().toLatin1();
    auto decoded = QByteArray::fromBase64Encoding(encoded, kBase64 | QByteArray::AbortOnBase64DecodingErrors);
    if (!m_value.isString() || !decoded || decoded.decoded.size() > most)
        return false;
    out = std::move(decoded.decoded);
    return out.toBase64(kBase64) == encoded; // refuses padding and stray bits: one form for one value
}

} // namespace pc::wire
