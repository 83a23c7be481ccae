// SPDX-License-Identifier: GPL-3.0-or-later
// Archives and recovery sheets over HTTP, as a client sees them.

#include "core/crypto/base64url.h"
#include "core/relay/accounts/routes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QtEndian>

#include "linkedperson.h"

using namespace pc;
using namespace pc::test;
using relay::front::HttpRequest;
using relay::front::HttpResponse;

namespace {

/// Single quotes stand for double ones: Qt 6.4's moc loses its way in raw strings.
QByteArray quoted(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

QByteArray text(const QByteArray &bytes)
{
    return crypto::toBase64Url(bytes);
}

struct Web
{
    HttpResponse ask(const char *method, const char *path, const SignedIn &by, const QByteArray &body = {},
        const char *type = "application/json", const char *query = "")
    {
        HttpRequest request { method, path, query, {}, body.toStdString(), "192.0.2.1" };
        request.fields.emplace_back("authorization", "Bearer " + by.tokens.access.toStdString());
        request.fields.emplace_back("content-type", type);
        Routes routes(ana.relay.accounts());
        std::promise<HttpResponse> promise;
        routes.handle(
            std::move(request), [&promise](HttpResponse response) { promise.set_value(std::move(response)); });
        return promise.get_future().get();
    }

    HttpResponse append(const QByteArray &segment)
    {
        return ask("POST", "/v1/archive/segments", ana.laptop, segment, "application/octet-stream");
    }

    /// As text, so that a failure shows all of it.
    static QByteArray said(const HttpResponse &response)
    {
        return QByteArray::number(response.status) + ' ' + QByteArray::fromStdString(response.body);
    }

    LinkedPerson ana;
};

QByteArray segmentOf(const archive::SegmentHeader &header)
{
    return crypto::toByteArray(archive::encode(header)) + QByteArray(100, '\0');
}

} // namespace

class TestArchiveRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anArchiveIsWrittenReadAndReplaced()
    {
        Web web;
        const SignedIn &laptop = web.ana.laptop;
        QCOMPARE(Web::said(web.ask("GET", "/v1/archive", laptop)),
            quoted("200 {'beside':null,'kept':true,'last':0,'present':null,'quota':268435456}"));
        const archive::SegmentHeader header { web.ana.user(), 1, 1, 1, {} };
        const QByteArray segment = segmentOf(header);
        QCOMPARE(web.append(segment).status, 410); // no lease
        QCOMPARE(Web::said(web.ask("POST", "/v1/archive/lease", laptop, "{}")),
            quoted("200 {'granted':true,'leftMs':60000}"));
        QCOMPARE(Web::said(web.ask("POST", "/v1/archive/lease", web.ana.tablet)),
            quoted("200 {'granted':false,'leftMs':60000}"));
        QCOMPARE(Web::said(web.append(segment)), quoted("200 {'next':2}"));
        QCOMPARE(Web::said(web.append(segment)), quoted("200 {'next':2}"));
        QCOMPARE(web.append(segmentOf({ web.ana.user(), 1, 3, 1, {} })).status, 409);
        QCOMPARE(web.append("nothing").status, 501);
        QCOMPARE(web.append({}).status, 400);
        const QByteArray head = text(QByteArray::fromStdString(
            std::string(reinterpret_cast<const char *>(crypto::sha256Of(crypto::viewOf(segment)).data()), 32)));
        QCOMPARE(Web::said(web.ask("GET", "/v1/archive", web.ana.phone)),
            quoted("200 {'beside':null,'kept':true,'last':1,'present':{'bytes':4096,'first':1,'generation':1,'head':'")
                + head + quoted("','next':2},'quota':268435456}"));

        const auto page = web.ask("GET", "/v1/archive/segments", web.ana.tablet, {}, "", "generation=1&from=1");
        QCOMPARE(page.status, 200);
        QCOMPARE(page.contentType, std::string("application/octet-stream"));
        QByteArray length(4, '\0');
        qToBigEndian(quint32(segment.size()), length.data());
        QCOMPARE(QByteArray::fromStdString(page.body), length + segment);
        const auto behind = web.ask("GET", "/v1/archive/segments", web.ana.tablet, {}, "", "generation=1&from=2");
        QCOMPARE(Web::said(behind), QByteArray("200 "));
        QCOMPARE(web.ask("GET", "/v1/archive/segments", web.ana.tablet, {}, "", "generation=x&from=1").status, 404);
        QCOMPARE(web.ask("GET", "/v1/archive/segments", web.ana.phone, {}, "", "generation=1&from=1").status, 403);

        QCOMPARE(web.append(segmentOf({ web.ana.user(), 2, 1, 1, {} })).status, 200);
        QCOMPARE(
            web.ask("POST", "/v1/archive/activate", laptop, quoted("{'generation':2,'next':2,'presentNext':3}")).status,
            409);
        QCOMPARE(web.ask("POST", "/v1/archive/activate", laptop, quoted("{'generation':-1,'next':true}")).status, 409);
        QCOMPARE(
            web.ask("POST", "/v1/archive/activate", laptop, quoted("{'generation':2,'next':2,'presentNext':2}")).status,
            204);
        QCOMPARE(web.ask("DELETE", "/v1/archive/lease", laptop).status, 204);
        QCOMPARE(web.ask("DELETE", "/v1/archive", laptop).status, 204);
        QCOMPARE(Web::said(web.ask("GET", "/v1/archive", laptop)),
            quoted("200 {'beside':null,'kept':false,'last':2,'present':null,'quota':268435456}"));
        QCOMPARE(web.append(segment).status, 404);
        QCOMPARE(web.ask("POST", "/v1/archive", laptop, "{}").status, 204);
    }

    void aSegmentMayBeLongerThanOtherBodies()
    {
        const auto limit = [](const char *method, const char *path) {
            return Routes::bodyLimit({ method, path, {}, {}, {}, {} }, 1'000);
        };
        QCOMPARE(limit("POST", "/v1/archive/segments"), archive::kMostSegmentBytes);
        QCOMPARE(limit("GET", "/v1/archive/segments"), 1'000U);
        QCOMPARE(limit("POST", "/v1/archive"), 1'000U);
        QCOMPARE(limit("POST", "/v1/login"), 1'000U);
        QCOMPARE(limit("POST", "/nowhere"), 1'000U);
        QCOMPARE(Routes::bodyLimit({ "POST", "/v1/archive/segments", {}, {}, {}, {} }, 1'000'000), 1'000'000U);
    }

    void aRecoveryIsKeptAndHandedOutForItsProof()
    {
        Web web;
        const SignedIn &laptop = web.ana.laptop;
        QCOMPARE(Web::said(web.ask("GET", "/v1/recovery", laptop)),
            quoted("200 {'retryAfterMs':0,'triesLeft':10,'version':0}"));
        const QByteArray proof(32, 'p');
        const QByteArray hash = crypto::toByteArray(archive::proofHash(crypto::viewOf(proof)));
        const QByteArray sheet = quoted("{'replaces':0,'parameters':'") + text("params") + quoted("','proofHash':'")
            + text(hash) + quoted("','blob':'") + text("sealed") + quoted("'}");
        QCOMPARE(web.ask("POST", "/v1/recovery", web.ana.phone, sheet).status, 403);
        QCOMPARE(Web::said(web.ask("POST", "/v1/recovery", laptop, sheet)), quoted("200 {'version':1}"));
        const QByteArray now = QByteArray::number(toMilliseconds(web.ana.relay.clock.utcNow()));
        const QByteArray known = quoted("'changedAt':") + now + quoted(",'madeAt':") + now + quoted(",'parameters':'")
            + text("params") + quoted("','retryAfterMs':0,'triesLeft':10,'version':1}");
        QCOMPARE(Web::said(web.ask("GET", "/v1/recovery", web.ana.phone)), "200 {" + known);
        QCOMPARE(Web::said(web.ask("GET", "/v1/recovery", laptop)),
            quoted("200 {'blob':'") + text("sealed") + quoted("',") + known);

        const auto opened = [&web](const QByteArray &with) {
            return Web::said(
                web.ask("POST", "/v1/recovery/open", web.ana.phone, quoted("{'proof':'") + text(with) + quoted("'}")));
        };
        QCOMPARE(opened(QByteArray(32, 'q')), quoted("200 {'opened':false,'retryAfterMs':0,'triesLeft':9}"));
        QVERIFY(opened(QByteArray(31, 'p')).startsWith("400 ")); // no try
        QCOMPARE(opened(proof),
            quoted("200 {'blob':'") + text("sealed") + quoted("','opened':true,'retryAfterMs':0,'triesLeft':10}"));
        for (int i = 0; i < 9; ++i)
            opened(hash); // what the relay keeps of it is no proof
        QCOMPARE(opened(hash), quoted("200 {'opened':false,'retryAfterMs':86400000,'triesLeft':0}"));
        QCOMPARE(opened(proof), quoted("200 {'opened':false,'retryAfterMs':86400000,'triesLeft':0}"));

        QCOMPARE(Web::said(web.ask("POST", "/v1/recovery", laptop, quoted("{'replaces':1,'blob':'AAAA'}"))),
            quoted("200 {'version':2}"));
        QCOMPARE(web.ask("POST", "/v1/recovery", laptop, quoted("{'replaces':1,'blob':'BBBB'}")).status, 409);
        QCOMPARE(web.ask("POST", "/v1/recovery", laptop, quoted("{'replaces':2,'blob':'*'}")).status, 400);
        QCOMPARE(web.ask("DELETE", "/v1/recovery", web.ana.phone).status, 403);
        QCOMPARE(web.ask("DELETE", "/v1/recovery", laptop).status, 204);
        QVERIFY(opened(proof).startsWith("404 "));
    }
};

QTEST_GUILESS_MAIN(TestArchiveRoutes)
#include "tst_archiveroutes.moc"
