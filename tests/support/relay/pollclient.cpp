// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/relay/pollclient.h"

#include "core/base/clock.h"

#include <QNetworkReply>
#include <QTest>

namespace pc::test {

namespace {

constexpr int kDeadline = 20'000;

} // namespace

PollClient::PollClient(const QUrl &relay, const QString &accessToken)
    : token(accessToken)
    , m_relay(relay)
{
}

PollAnswer PollClient::exchange(const QByteArray &method, const QString &query, const QByteArray &body)
{
    if (m_reconnects)
        m_network = std::make_unique<QNetworkAccessManager>();
    QUrl url = m_relay;
    url.setPath(QStringLiteral("/v1/frames"));
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    if (!session.isEmpty())
        request.setRawHeader(wire::kPollSessionField, session);
    if (method == "POST")
        request.setHeader(QNetworkRequest::ContentTypeHeader, QLatin1StringView(wire::kBatchContentType));
    const std::unique_ptr<QNetworkReply> reply(m_network->sendCustomRequest(request, method, body));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, kDeadline))
        return {};
    PollAnswer answer { reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(), {} };
    if (method == "GET" && answer.status == 200) {
        if (const auto batch = wire::decodeBatch(answer.body))
            answer.batch = *batch;
        else
            answer.status = 0;
    }
    return answer;
}

wire::Batch PollClient::makeBatch(quint64 number, const std::vector<wire::Payload> &payloads)
{
    SystemClock clock;
    wire::Batch batch { number, false, {} };
    for (const wire::Payload &payload : payloads)
        batch.frames.push_back(
            wire::encode({ FrameId { makeUuid7(clock.utcNow(), m_random) }, clock.utcNow(), payload }));
    return batch;
}

bool PollClient::begin(wire::Hello hello)
{
    hello.accessToken = token;
    hello.clientVersion = QStringLiteral("test");
    up = 1;
    const PollAnswer answer = exchange("POST", {}, wire::encodeBatch(makeBatch(1, { hello })));
    if (answer.status == 201)
        session = answer.body;
    return answer.status == 201;
}

bool PollClient::greet()
{
    return begin() && pollUntil([this] { return !heard<wire::CaughtUp>().empty(); });
}

int PollClient::sendBatch(const wire::Batch &batch)
{
    return exchange("POST", {}, wire::encodeBatch(batch)).status;
}

int PollClient::send(const std::vector<wire::Payload> &payloads)
{
    return sendBatch(makeBatch(++up, payloads));
}

int PollClient::end()
{
    return exchange("DELETE", {}, {}).status;
}

PollAnswer PollClient::ask(quint64 number, int waitSeconds)
{
    return exchange("GET", QStringLiteral("after=%1&wait=%2").arg(number).arg(waitSeconds), {});
}

PollAnswer PollClient::poll(int waitSeconds)
{
    PollAnswer answer = ask(after, waitSeconds);
    if (answer.status == 200)
        take(answer.batch);
    return answer;
}

void PollClient::take(const wire::Batch &batch)
{
    after = batch.number;
    hasEnded = hasEnded || batch.last;
    for (const QByteArray &bytes : batch.frames) {
        if (const auto frame = wire::decode(bytes, wire::Encoding::Cbor, 2 * 1024 * 1024))
            frames.push_back(*frame);
    }
}

bool PollClient::pollUntil(const std::function<bool()> &done)
{
    for (int i = 0; i < 100 && !done(); ++i) {
        if (poll(1).status != 200)
            break;
    }
    return done();
}

} // namespace pc::test
