// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/httpcaller.h"

#include "core/base/log.h"
#include "core/link/apijson.h"
#include "core/wire/batch.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslError>

#include <algorithm>
#include <utility>

namespace pc::link {

namespace {

constexpr size_t kMostCalls = 16;

QNetworkRequest makeRequest(const HttpQuestion &question)
{
    QNetworkRequest request(question.url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "application/json, application/problem+json");
    if (!question.json.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, question.contentType);
    if (!question.pollSession.isEmpty())
        request.setRawHeader(wire::kPollSessionField, question.pollSession);
    if (!question.accessToken.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + question.accessToken.toLatin1());
    return request;
}

} // namespace

/// One question on its way. Answers exactly once, by finish() of its caller.
class HttpCaller::Call : public QObject
{
public:
    Call(HttpCaller &owner, QNetworkReply *reply, const HttpQuestion &question, Reply answer)
        : m_owner(owner)
        , m_reply(reply)
        , m_answer(std::move(answer))
        , m_largestAnswer(question.largestAnswer)
        , m_timer(owner.m_clock.makeTimer([this] {
            end(Error { Errc::Timeout, QStringLiteral("no answer in time") });
        }))
    {
        m_reply->setReadBufferSize(m_largestAnswer + 1);
        m_timer->start(question.deadline);
        connect(m_reply.get(), &QNetworkReply::readyRead, this, &Call::onReadyRead);
        connect(m_reply.get(), &QNetworkReply::finished, this, &Call::onFinished);
        connect(m_reply.get(), &QNetworkReply::sslErrors, this, [this] { m_certificateRefused = true; });
    }

    ~Call() override { letGo(); }

    Reply takeAnswer() { return std::exchange(m_answer, {}); }

private:
    struct ReplyDeleteLater
    {
        void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
    };

    void onReadyRead()
    {
        m_body += m_reply->readAll();
        if (m_body.size() > m_largestAnswer)
            end(Error { Errc::TooLarge, QStringLiteral("the answer is too long") });
    }

    void onFinished()
    {
        m_body += m_reply->readAll();
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (m_certificateRefused)
            end(Error { Errc::CertificateRefused, QStringLiteral("the certificate does not verify") });
        else if (status >= 400)
            end(problemError(status, m_reply->header(QNetworkRequest::ContentTypeHeader).toString(), m_body));
        else if (m_reply->error() != QNetworkReply::NoError)
            end(Error { Errc::Network, QStringLiteral("network error %1").arg(int(m_reply->error())) });
        else if (m_body.size() > m_largestAnswer)
            end(Error { Errc::TooLarge, QStringLiteral("the answer is too long") });
        else if (status < 200 || status >= 300)
            end(Error { Errc::Network, QStringLiteral("unexpected status %1").arg(status) });
        else
            end(m_body);
    }

    void end(const Result<QByteArray> &result)
    {
        m_timer->stop();
        letGo();
        m_owner.finish(this, result);
    }

    /// At once and not with this, which may be deleted later than the network manager that owns the reply.
    void letGo()
    {
        if (const auto reply = std::exchange(m_reply, {})) {
            reply->disconnect(this);
            reply->abort();
        }
    }

    HttpCaller &m_owner;
    std::unique_ptr<QNetworkReply, ReplyDeleteLater> m_reply;
    Reply m_answer;
    qint64 m_largestAnswer;
    std::unique_ptr<Timer> m_timer;
    QByteArray m_body;
    bool m_certificateRefused = false;
};

void HttpCaller::DeleteLater::operator()(Call *call) const
{
    call->deleteLater();
}

HttpCaller::HttpCaller(Clock &clock)
    : m_clock(clock)
{
    m_network.setAutoDeleteReplies(false);
}

HttpCaller::~HttpCaller()
{
    drop();
}

void HttpCaller::drop()
{
    // Not later: the calls use the network manager, which may end next.
    for (auto &call : std::exchange(m_calls, {}))
        std::unique_ptr<Call>(call.release()).reset();
}

void HttpCaller::ask(const HttpQuestion &question, Reply reply)
{
    if (m_calls.size() >= kMostCalls) {
        QMetaObject::invokeMethod(
            this,
            [reply = std::move(reply)] {
                reply(Error { Errc::Unavailable, QStringLiteral("too many questions at once") });
            },
            Qt::QueuedConnection);
        return;
    }
    const QNetworkRequest request = makeRequest(question);
    QNetworkReply *answer = m_network.sendCustomRequest(request, question.method, question.json);
    m_calls.emplace_back(std::make_unique<Call>(*this, answer, question, std::move(reply)).release());
}

void HttpCaller::finish(Call *call, const Result<QByteArray> &result)
{
    const auto found
        = std::find_if(m_calls.begin(), m_calls.end(), [call](const auto &known) { return known.get() == call; });
    if (found == m_calls.end())
        return;
    const Reply answer = call->takeAnswer();
    m_calls.erase(found);
    answer(result);
}

} // namespace pc::link
