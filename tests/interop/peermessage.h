// SPDX-License-Identifier: GPL-3.0-or-later
// One line of the protocol (README.md): a request's fields as values of core/mls, and the answer to it. Bytes are hex.

#pragma once

#include "core/mls/group.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <variant>

namespace pc::interop {

using mls::Bytes;
using mls::ByteView;

/// The fields of an answer, or why there are none.
using Answer = std::variant<QJsonObject, QString>;

class Request
{
public:
    explicit Request(QJsonObject fields)
        : m_fields(std::move(fields))
    {
    }

    /// Whether every text is hex where bytes are meant; what is not would read as no bytes at all.
    bool isHex() const;

    QString text(const char *name) const { return m_fields.value(QLatin1StringView(name)).toString(); }
    bool has(const char *name) const { return m_fields.contains(QLatin1StringView(name)); }
    Bytes bytes(const char *name) const;
    std::uint64_t number(const char *name, std::uint64_t otherwise = 0) const;
    bool flag(const char *name, bool otherwise) const;
    std::vector<Request> list(const char *name) const;
    Request object(const char *name) const { return Request(m_fields.value(QLatin1StringView(name)).toObject()); }
    std::vector<Bytes> byteList(const char *name) const;
    QStringList textList(const char *name) const;
    std::vector<std::uint32_t> numberList(const char *name) const;
    mls::Extensions extensions() const;
    mls::WireFormat wireFormat() const;

private:
    QJsonObject m_fields;
};

QString hexOf(ByteView bytes);
QString refusal(mls::Failure failure);
QJsonObject viewOf(const mls::Group &group);

} // namespace pc::interop
