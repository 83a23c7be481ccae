// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/archiveroutes.h"

#include "core/crypto/qtbytes.h"
#include "core/relay/accounts/accountsjson.h"
#include "core/relay/accounts/routecall.h"

#include <QtEndian>

#include <array>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;
using front::Access;
using front::HttpResponse;

void showArchive(RouteCall &call)
{
    call.accounts.archives().state(call.actor, answer<ArchiveState>(call.respond));
}

void keepArchive(RouteCall &call)
{
    call.accounts.archives().setKept(call.actor, true, answerNothing(call.respond));
}

void dropArchive(RouteCall &call)
{
    call.accounts.archives().setKept(call.actor, false, answerNothing(call.respond));
}

void takeLease(RouteCall &call)
{
    call.accounts.archives().takeLease(call.actor, answer<ArchiveLease>(call.respond));
}

void endLease(RouteCall &call)
{
    call.accounts.archives().endLease(call.actor);
    call.respond(HttpResponse::noContent());
}

void appendSegment(RouteCall &call)
{
    const std::string &body = call.request.body;
    const auto reply = [respond = call.respond](const Result<quint32> &next) {
        respond(next ? json(200, { { u"next"_s, qint64(*next) } }) : problem(next.error()));
    };
    call.accounts.archives().append(call.actor, QByteArray(body.data(), qsizetype(body.size())), reply);
}

/// Each with its length before it, so that nothing of them grows on its way.
HttpResponse bytesOf(const ArchivePage &page)
{
    HttpResponse response;
    response.contentType = "application/octet-stream";
    response.fields.emplace_back("cache-control", "no-store");
    for (const QByteArray &segment : page.segments) {
        std::array<char, 4> length {};
        qToBigEndian(quint32(segment.size()), length.data());
        response.body.append(length.data(), length.size());
        response.body.append(segment.constData(), std::size_t(segment.size()));
    }
    return response;
}

void readSegments(RouteCall &call)
{
    const quint32 generation = call.query(u"generation"_s).toUInt();
    const quint32 from = call.query(u"from"_s).toUInt();
    call.accounts.archives().read(
        call.actor, generation, from, [respond = call.respond](const Result<ArchivePage> &page) {
            respond(page ? bytesOf(*page) : problem(page.error()));
        });
}

void activateArchive(RouteCall &call)
{
    const ArchiveTurn turn { call.number("generation"), call.number("next"), call.number("presentNext") };
    call.accounts.archives().activate(call.actor, turn, answerNothing(call.respond));
}

void showRecovery(RouteCall &call)
{
    call.accounts.recoveries().state(call.actor, answer<RecoveryState>(call.respond));
}

void changeRecovery(RouteCall &call)
{
    const RecoveryChange change { qint64(call.number("replaces")), call.bytes("blob"), call.bytes("parameters"),
        call.bytes("proofHash") };
    const auto reply = [respond = call.respond](const Result<qint64> &version) {
        respond(version ? json(200, { { u"version"_s, *version } }) : problem(version.error()));
    };
    call.accounts.recoveries().change(call.actor, change, reply);
}

void openRecovery(RouteCall &call)
{
    QByteArray proof = call.bytes("proof");
    if (std::size_t(proof.size()) != archive::kRecoveryProofBytes) {
        call.respond(problem(Error { Errc::Invalid, {} })); // no try: no sheet gives one of another length
        return;
    }
    const crypto::Digest hash = archive::proofHash(crypto::viewOf(proof));
    crypto::wipe(proof);
    if (std::string *text = call.body.text("proof"))
        crypto::wipe(*text);
    call.accounts.recoveries().open(call.actor, hash, answer<RecoveryOpening>(call.respond));
}

void removeRecovery(RouteCall &call)
{
    call.accounts.recoveries().remove(call.actor, answerNothing(call.respond));
}

constexpr std::array kArchiveRoutes {
    CalledRoute { { "GET", "/v1/archive", Access::SignedIn }, showArchive },
    CalledRoute { { "POST", "/v1/archive", Access::SignedIn }, keepArchive },
    CalledRoute { { "DELETE", "/v1/archive", Access::SignedIn }, dropArchive },
    CalledRoute { { "POST", "/v1/archive/lease", Access::SignedIn }, takeLease },
    CalledRoute { { "DELETE", "/v1/archive/lease", Access::SignedIn }, endLease },
    CalledRoute { { "POST", "/v1/archive/segments", Access::SignedIn }, appendSegment, true },
    CalledRoute { { "GET", "/v1/archive/segments", Access::SignedIn }, readSegments },
    CalledRoute { { "POST", "/v1/archive/activate", Access::SignedIn }, activateArchive },
    CalledRoute { { "GET", "/v1/recovery", Access::SignedIn }, showRecovery },
    CalledRoute { { "POST", "/v1/recovery", Access::SignedIn }, changeRecovery },
    CalledRoute { { "POST", "/v1/recovery/open", Access::SignedIn }, openRecovery },
    CalledRoute { { "DELETE", "/v1/recovery", Access::SignedIn }, removeRecovery },
};

} // namespace

std::span<const CalledRoute> archiveRoutes()
{
    return kArchiveRoutes;
}

} // namespace pc::relay::accounts
