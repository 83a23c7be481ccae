// SPDX-License-Identifier: GPL-3.0-or-later
// ShelvedArchive: one person's archive as a relay keeps it, behind real HTTP, for tests that lose answers on the way. It follows
// core/relay/accounts/archives.h; that the relay does, tests/relay/tst_archive.cpp shows.

#pragma once

#include "core/archive/chain.h"
#include "core/crypto/qtbytes.h"
#include "tests/support/scriptedhttp/scriptedhttp.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>
#include <QtEndian>

#include <optional>
#include <vector>

namespace pc::test {

class ShelvedArchive
{
public:
    struct Generation
    {
        quint32 number = 0;
        std::vector<QByteArray> segments;

        quint32 next() const { return quint32(segments.size()) + 1; }
    };

    explicit ShelvedArchive(UserId user)
        : m_user(user)
    {
        http.on("/v1/archive", [this](const ScriptedHttp::Request &request) {
            ScriptedHttp::Response response = answer(request);
            if (!loses.isEmpty() && request.method == "POST" && request.target.startsWith(loses)) {
                loses.clear();
                response.cuts = true; // it was done, and nobody hears of it
            }
            return response;
        });
    }

    QString url() const { return http.url(); }

    ScriptedHttp http;
    QByteArray loses; ///< The next answer to a POST of this target does not arrive.
    bool refusesToActivate = false;
    QByteArray writer; ///< Who has the lease; nobody: empty.
    int turnedAway = 0; ///< How often somebody was, since another writes.
    std::optional<Generation> present;
    std::optional<Generation> beside;
    quint32 last = 0;

private:
    static ScriptedHttp::Response json(const QJsonObject &object)
    {
        return { 200, QJsonDocument(object).toJson(QJsonDocument::Compact), "application/json", {}, false, false };
    }

    QJsonObject described(const Generation &generation) const
    {
        crypto::Digest head {};
        if (!generation.segments.empty())
            head = crypto::sha256Of(crypto::viewOf(generation.segments.back()));
        return { { QStringLiteral("generation"), qint64(generation.number) }, { QStringLiteral("first"), 1 },
            { QStringLiteral("next"), qint64(generation.next()) },
            { QStringLiteral("head"),
                QString::fromLatin1(crypto::toByteArray(head).toBase64(
                    QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)) },
            { QStringLiteral("bytes"), 0 } };
    }

    Generation *find(quint32 number)
    {
        if (present && present->number == number)
            return &*present;
        return beside && beside->number == number ? &*beside : nullptr;
    }

    ScriptedHttp::Response answer(const ScriptedHttp::Request &request)
    {
        if (request.target.startsWith("/v1/archive/lease"))
            return lease(request);
        if (request.target.startsWith("/v1/archive/segments"))
            return request.method == "POST" ? append(request.body) : segments(request.target);
        if (request.target.startsWith("/v1/archive/activate"))
            return activate(QJsonDocument::fromJson(request.body).object());
        QJsonObject info { { QStringLiteral("kept"), true }, { QStringLiteral("last"), qint64(last) },
            { QStringLiteral("quota"), 1'000'000 } };
        if (present)
            info.insert(QStringLiteral("present"), described(*present));
        if (beside)
            info.insert(QStringLiteral("beside"), described(*beside));
        return json(info);
    }

    /// Until it is given back: none runs out.
    ScriptedHttp::Response lease(const ScriptedHttp::Request &request)
    {
        const qsizetype at = request.head.indexOf("Bearer ");
        const QByteArray who = request.head.mid(at, request.head.indexOf('\r', at) - at);
        const bool isFree = writer.isEmpty() || writer == who;
        if (request.method == "DELETE") {
            if (isFree)
                writer.clear();
            return { 204, {}, {}, {}, false, false };
        }
        if (isFree)
            writer = who;
        else
            ++turnedAway;
        return json({ { QStringLiteral("granted"), isFree }, { QStringLiteral("leftMs"), 60'000 } });
    }

    ScriptedHttp::Response append(const QByteArray &segment)
    {
        const auto header = archive::readSegmentHeader(crypto::viewOf(segment));
        if (!header)
            return ScriptedHttp::problem(400, "invalid");
        if (!find(header->generation)) {
            if (header->generation != last + 1)
                return ScriptedHttp::problem(409, "conflict");
            last = header->generation;
            (present ? beside : present) = Generation { last, {} };
        }
        Generation &generation = *find(header->generation);
        archive::Chain chain(m_user, generation.number);
        for (const QByteArray &there : generation.segments)
            (void)chain.follow(crypto::viewOf(there));
        if (!generation.segments.empty() && generation.segments.back() == segment)
            return json({ { QStringLiteral("next"), qint64(generation.next()) } });
        if (chain.faultOf(*header))
            return ScriptedHttp::problem(409, "conflict");
        generation.segments.push_back(segment);
        return json({ { QStringLiteral("next"), qint64(generation.next()) } });
    }

    ScriptedHttp::Response segments(const QByteArray &target)
    {
        const QUrlQuery query(QString::fromLatin1(target.mid(target.indexOf('?') + 1)));
        const Generation *generation = find(query.queryItemValue(QStringLiteral("generation")).toUInt());
        if (!generation)
            return ScriptedHttp::problem(404, "not_found");
        QByteArray page;
        const auto from = query.queryItemValue(QStringLiteral("from")).toUInt();
        for (quint32 number = from; number < generation->next() && number < from + 3; ++number) {
            const QByteArray &segment = generation->segments[number - 1];
            QByteArray length(4, '\0');
            qToBigEndian(quint32(segment.size()), length.data());
            page += length + segment;
        }
        return { 200, page, "application/octet-stream", {}, false, false };
    }

    ScriptedHttp::Response activate(const QJsonObject &swap)
    {
        const auto number = quint32(swap.value(QStringLiteral("generation")).toInteger());
        if (refusesToActivate || !beside || beside->number != number
            || swap.value(QStringLiteral("next")).toInteger() != beside->next())
            return ScriptedHttp::problem(409, "conflict");
        present = std::exchange(beside, std::nullopt);
        return { 204, {}, {}, {}, false, false };
    }

    UserId m_user;
};

} // namespace pc::test
