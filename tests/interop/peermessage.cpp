// SPDX-License-Identifier: GPL-3.0-or-later
#include "peermessage.h"

#include <algorithm>

namespace pc::interop {

namespace {

// Fields that hold words or letters, at any depth.
bool isWord(const QString &name)
{
    static const QStringList words { u"op"_qs, u"name"_qs, u"label"_qs, u"type"_qs, u"credentials"_qs };
    return words.contains(name);
}

bool isHexText(const QString &text)
{
    return text.size() % 2 == 0
        && std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

bool isHexValue(const QJsonValue &value)
{
    if (value.isString())
        return isHexText(value.toString());
    if (value.isArray())
        return std::ranges::all_of(value.toArray(), isHexValue);
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!isWord(field.key()) && !isHexValue(field.value()))
            return false;
    }
    return true;
}

Bytes bytesOf(const QJsonValue &value)
{
    const QByteArray decoded = QByteArray::fromHex(value.toString().toLatin1());
    return { decoded.begin(), decoded.end() };
}

QJsonObject memberOf(const mls::MemberView &member)
{
    const auto *basic = std::get_if<mls::BasicCredential>(&member.node->credential.content);
    return {
        { u"leaf"_qs, static_cast<qint64>(member.leaf.value) },
        { u"identity"_qs, basic ? hexOf(basic->identity) : QString() },
        { u"signature_key"_qs, hexOf(member.node->signatureKey) },
        { u"encryption_key"_qs, hexOf(member.node->encryptionKey) },
    };
}

} // namespace

bool Request::isHex() const
{
    return isHexValue(m_fields);
}

Bytes Request::bytes(const char *name) const
{
    return bytesOf(m_fields.value(QLatin1StringView(name)));
}

std::uint64_t Request::number(const char *name, std::uint64_t otherwise) const
{
    const qint64 given = m_fields.value(QLatin1StringView(name)).toInteger(-1);
    return given < 0 ? otherwise : static_cast<std::uint64_t>(given);
}

bool Request::flag(const char *name, bool otherwise) const
{
    return m_fields.value(QLatin1StringView(name)).toBool(otherwise);
}

std::vector<Request> Request::list(const char *name) const
{
    std::vector<Request> all;
    for (const QJsonValue element : m_fields.value(QLatin1StringView(name)).toArray())
        all.emplace_back(element.toObject());
    return all;
}

std::vector<Bytes> Request::byteList(const char *name) const
{
    std::vector<Bytes> all;
    for (const QJsonValue element : m_fields.value(QLatin1StringView(name)).toArray())
        all.push_back(bytesOf(element));
    return all;
}

QStringList Request::textList(const char *name) const
{
    QStringList all;
    for (const QJsonValue element : m_fields.value(QLatin1StringView(name)).toArray())
        all.append(element.toString());
    return all;
}

std::vector<std::uint32_t> Request::numberList(const char *name) const
{
    std::vector<std::uint32_t> all;
    for (const QJsonValue element : m_fields.value(QLatin1StringView(name)).toArray())
        all.push_back(static_cast<std::uint32_t>(element.toInteger()));
    return all;
}

mls::Extensions Request::extensions() const
{
    mls::Extensions all;
    for (const Request &each : list("extensions"))
        all.list.push_back({ static_cast<mls::ExtensionType>(each.number("type")), each.bytes("data") });
    return all;
}

mls::WireFormat Request::wireFormat() const
{
    return flag("public", true) ? mls::WireFormat::PublicMessage : mls::WireFormat::PrivateMessage;
}

QString hexOf(ByteView bytes)
{
    const QByteArray copy(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QString::fromLatin1(copy.toHex());
}

QString refusal(mls::Failure failure)
{
    return u"refused: check %1 of core/mls_public/failure.h"_qs.arg(static_cast<int>(failure));
}

QJsonObject viewOf(const mls::Group &group)
{
    QJsonArray members;
    for (const mls::MemberView &member : group.members())
        members.append(memberOf(member));
    return {
        { u"group_id"_qs, hexOf(group.groupId()) },
        { u"epoch"_qs, static_cast<qint64>(group.epoch()) },
        { u"epoch_authenticator"_qs, hexOf(group.epochAuthenticator()) },
        { u"tree_hash"_qs, hexOf(group.context().treeHash) },
        { u"confirmed_transcript_hash"_qs, hexOf(group.context().confirmedTranscriptHash) },
        { u"own_leaf"_qs, static_cast<qint64>(group.ownLeaf().value) },
        { u"members"_qs, members },
    };
}

} // namespace pc::interop
