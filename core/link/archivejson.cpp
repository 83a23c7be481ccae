// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/archivejson.h"

#include "core/link/apifields.h"

#include <QtEndian>

#include <limits>

namespace pc::link {

namespace {

using Key = QLatin1StringView;

constexpr double kMostWhole = double(1LL << 53);
constexpr double kMostNumber = double(std::numeric_limits<quint32>::max());
constexpr double kLongestWaitMs = 7.0 * 24 * 3600 * 1000;
constexpr qsizetype kHashBytes = 32;
constexpr qsizetype kMostParameterBytes = 64;
constexpr qsizetype kMostBlobBytes = 4 * 1024;
constexpr qsizetype kMostSegmentBytes = 256 * 1024;
constexpr qsizetype kLengthBytes = 4;

Milliseconds waitOf(ApiFields &fields, Key key)
{
    return Milliseconds { qint64(fields.number(key, kLongestWaitMs)) };
}

RecoveryTriesLeft triesOf(ApiFields &fields)
{
    return { int(fields.number(Key("triesLeft"), 1'000)), waitOf(fields, Key("retryAfterMs")) };
}

std::optional<ArchiveGeneration> generationOf(ApiFields &from, Key key)
{
    if (!from.has(key))
        return std::nullopt;
    ApiFields fields = from.object(key);
    ArchiveGeneration generation;
    generation.generation = quint32(fields.number(Key("generation"), kMostNumber));
    generation.first = quint32(fields.number(Key("first"), kMostNumber));
    generation.next = quint32(fields.number(Key("next"), kMostNumber));
    generation.head = fields.bytes(Key("head"), kHashBytes);
    generation.bytes = qint64(fields.number(Key("bytes"), kMostWhole));
    from.require(fields.ok() && generation.head.size() == kHashBytes && generation.generation > 0
        && generation.first > 0 && generation.first <= generation.next);
    return generation;
}

template<typename T>
Result<T> whole(const ApiFields &fields, T value)
{
    return fields.ok() ? Result<T>(std::move(value)) : Result<T>(malformed());
}

} // namespace

QByteArray swapJson(const ArchiveSwap &swap)
{
    return compact({ { Key("generation"), qint64(swap.generation) }, { Key("next"), qint64(swap.next) },
        { Key("presentNext"), qint64(swap.presentNext) } });
}

QByteArray recoveryUpdateJson(const RecoveryUpdate &update)
{
    QJsonObject object { { Key("replaces"), update.replaces }, { Key("blob"), base64Url(update.blob) } };
    if (!update.parameters.isEmpty()) {
        object.insert(Key("parameters"), base64Url(update.parameters));
        object.insert(Key("proofHash"), base64Url(update.proofHash));
    }
    return compact(object);
}

QByteArray proofJson(const QByteArray &proof)
{
    return compact({ { Key("proof"), base64Url(proof) } });
}

Result<ArchiveInfo> parseArchiveInfo(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    ArchiveInfo info;
    fields.require(fields.has(Key("kept")));
    info.isKept = fields.flag(Key("kept"));
    info.last = quint32(fields.number(Key("last"), kMostNumber));
    info.present = generationOf(fields, Key("present"));
    info.beside = generationOf(fields, Key("beside"));
    info.quota = qint64(fields.number(Key("quota"), kMostWhole));
    return whole(fields, std::move(info));
}

Result<ArchiveLeaseInfo> parseArchiveLease(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    fields.require(fields.has(Key("granted")));
    const ArchiveLeaseInfo lease { fields.flag(Key("granted")), waitOf(fields, Key("leftMs")) };
    return whole(fields, lease);
}

Result<quint32> parseNextSegment(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    const auto next = quint32(fields.number(Key("next"), kMostNumber));
    fields.require(next > 1);
    return whole(fields, next);
}

Result<RecoveryInfo> parseRecoveryInfo(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    RecoveryInfo info;
    info.tries = triesOf(fields);
    info.version = qint64(fields.number(Key("version"), kMostWhole));
    if (info.version == 0)
        return whole(fields, std::move(info));
    info.madeAt = fields.time(Key("madeAt"));
    info.changedAt = fields.time(Key("changedAt"));
    info.parameters = fields.bytes(Key("parameters"), kMostParameterBytes);
    if (fields.has(Key("blob")))
        info.blob = fields.bytes(Key("blob"), kMostBlobBytes);
    fields.require(info.madeAt && info.changedAt && !info.parameters.isEmpty());
    return whole(fields, std::move(info));
}

Result<qint64> parseRecoveryVersion(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    const auto version = qint64(fields.number(Key("version"), kMostWhole));
    fields.require(version > 0);
    return whole(fields, version);
}

Result<RecoveryOpened> parseRecoveryOpened(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    RecoveryOpened opened;
    opened.tries = triesOf(fields);
    fields.require(fields.has(Key("opened")));
    if (fields.flag(Key("opened"))) {
        opened.blob = fields.bytes(Key("blob"), kMostBlobBytes);
        fields.require(!opened.blob->isEmpty());
    }
    return whole(fields, std::move(opened));
}

Result<std::vector<QByteArray>> parseSegments(const QByteArray &bytes)
{
    std::vector<QByteArray> segments;
    for (qsizetype at = 0; at < bytes.size();) {
        if (bytes.size() - at < kLengthBytes)
            return malformed();
        const auto length = qsizetype(qFromBigEndian<quint32>(bytes.constData() + at));
        at += kLengthBytes;
        if (length == 0 || length > kMostSegmentBytes || length > bytes.size() - at)
            return malformed();
        segments.push_back(bytes.mid(at, length));
        at += length;
    }
    return segments;
}

} // namespace pc::link
