// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/httpcaller.h"

#include "core/base/log.h"
#include "core/link/apijson.h"
#include "core/wire/batch.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
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
    Call(HttpCaller &owner, HttpQuestion question, Reply answer)
        : m_owner(owner)
        , m_question(std::move(question))
        , m_answer(std::move(answer))
        , m_timer(owner.m_clock.makeTimer([this] {
            end(Error { Errc::Timeout, QStringLiteral("no answer in time") });
        }))
    {
        m_timer->start(m_question.deadline);
    }

    /// Finds the way, then sends; the deadline holds for both.
    void start()
    {
        const QPointer<Call> self(this);
        m_owner.m_network.findWay(m_question.url, [self](const Way &way) {
            if (self)
                self->send(way);
        });
    }

    ~Call() override { letGo(); }

    Reply takeAnswer() { return std::exchange(m_answer, {}); }

private:
    struct ReplyDeleteLater
    {
        void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
    };

    void send(const Way &way)
    {
        if (!m_answer)
            return; // too late
        m_way = way;
        m_reply.reset(m_owner.send(m_question, way));
        m_reply->setReadBufferSize(m_question.largestAnswer + 1);
        connect(m_reply.get(), &QNetworkReply::readyRead, this, &Call::onReadyRead);
        connect(m_reply.get(), &QNetworkReply::finished, this, &Call::onFinished);
        connect(m_reply.get(), &QNetworkReply::sslErrors, this, [this] { m_certificateRefused = true; });
    }

    void onReadyRead()
    {
        m_body += m_reply->readAll();
        if (m_body.size() > m_question.largestAnswer)
            end(Error { Errc::TooLarge, QStringLiteral("the answer is too long") });
    }

    void onFinished()
    {
        m_body += m_reply->readAll();
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (m_certificateRefused)
            end(Error { Errc::CertificateRefused, QStringLiteral("the certificate does not verify") });
        else if (!m_way.isDirect() && m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError)
            refuseByProxy();
        else if (status >= 400)
            end(problemError(status, m_reply->header(QNetworkRequest::ContentTypeHeader).toString(), m_body));
        else if (m_reply->error() != QNetworkReply::NoError)
            end(Error { Errc::Network, QStringLiteral("network error %1").arg(int(m_reply->error())) });
        else if (m_body.size() > m_question.largestAnswer)
            end(Error { Errc::TooLarge, QStringLiteral("the answer is too long") });
        else if (status < 200 || status >= 300)
            end(Error { Errc::Network, QStringLiteral("unexpected status %1").arg(status) });
        else
            end(m_body);
    }

    void refuseByProxy()
    {
        m_owner.m_network.refusedByProxy(m_way);
        end(Error { Errc::ProxyRefused, QStringLiteral("the proxy asks for a login") });
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
    HttpQuestion m_question;
    Reply m_answer;
    Way m_way;
    std::unique_ptr<QNetworkReply, ReplyDeleteLater> m_reply;
    std::unique_ptr<Timer> m_timer;
    QByteArray m_body;
    bool m_certificateRefused = false;
};

void HttpCaller::DeleteLater::operator()(Call *call) const
{
    call->deleteLater();
}

HttpCaller::HttpCaller(Network &network, Clock &clock)
    : m_network(network)
    , m_clock(clock)
{
    m_manager.setAutoDeleteReplies(false);
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
    Call *call = std::make_unique<Call>(*this, question, std::move(reply)).release();
    m_calls.emplace_back(call);
    call->start();
}

QNetworkReply *HttpCaller::send(const HttpQuestion &question, const Way &way)
{
    // A connection that is kept open knows nothing of other certificates or another login.
    if (std::exchange(m_generation, way.generation) != way.generation) {
        m_manager.clearAccessCache();
        m_manager.clearConnectionCache();
    }
    m_manager.setProxy(way.proxy);
    QNetworkRequest request = makeRequest(question);
    request.setSslConfiguration(way.tls);
    return m_manager.sendCustomRequest(request, question.method, question.json);
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
