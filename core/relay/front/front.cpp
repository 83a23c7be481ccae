// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/front.h"

#include "core/relay/front/connection.h"
#include "core/relay/front/framedmessage.h"
#include "core/relay/front/framewriter.h"
#include "core/relay/front/httpdate.h"
#include "core/relay/front/httpprotocol.h"
#include "core/relay/front/listener.h"
#include "core/relay/front/loop.h"
#include "core/relay/front/responsewriter.h"
#include "core/relay/front/tcpstream.h"
#include "core/relay/front/tlsstream.h"

#include <QCoreApplication>
#include <QEvent>
#include <QObject>

#include <array>
#include <atomic>
#include <deque>
#include <unordered_map>
#include <utility>

namespace pc::relay::front {

namespace {

constexpr std::size_t kReadBytes = 16 * 1024;

/// Where too many shake hands at once, the oldest makes room when it took so long; younger ones are waited for.
constexpr Milliseconds kHandshakeGrace { 1'000 };

} // namespace

/// Process-wide, because several fronts may serve one handler side by side and an id must name one connection for good.
ConnectionId nextConnectionId()
{
    static std::atomic<uint64_t> last { 0 };
    return ConnectionId { ++last };
}

class Front::Private final : public QObject, public Loop
{
public:
    Private(const FrontLimits &limits, Handler &handler, Clock &clock);

    const FrontLimits &limits() const override { return m_limits; }
    Handler &handler() override { return m_handler; }
    FrontCounters &counters() override { return *m_counters; }
    std::shared_ptr<const FrontCounters> sharedCounters() const { return m_counters; }
    AddressCensus &census() override { return m_census; }
    DeadlineWheel &wheel() override { return m_wheel; }
    MonoTime now() const override { return m_clock.monotonicNow(); }
    std::string_view date() override;
    std::span<char> readBuffer() override { return m_readBuffer; }
    SpareBuffers &spareBuffers() override { return m_spareBuffers; }
    void attend(ConnectionId connection) override;

    void setLimits(const FrontLimits &limits) { m_limits = limits; }
    void setTls(TlsContext::Shared tls) { m_tls = std::move(tls); }
    void listenOn(Socket socket);
    Listener &listener() { return *m_listener; }
    Connection *find(ConnectionId id) const;

protected:
    void customEvent(QEvent *event) override;

private:
    void admit(Socket socket, const QHostAddress &peer);
    void refuse(Socket &socket);
    std::unique_ptr<Stream> streamOver(Socket socket);
    bool hasRoom();
    void endTurn();
    void settle();
    void postTurnEnd();
    void remove(ConnectionId id);

    FrontLimits m_limits;
    Handler &m_handler;
    Clock &m_clock;
    std::shared_ptr<FrontCounters> m_counters = std::make_shared<FrontCounters>();
    AddressCensus m_census;
    DeadlineWheel m_wheel;
    std::array<char, kReadBytes> m_readBuffer;
    SpareBuffers m_spareBuffers; ///< Outlives the connections.
    TlsContext::Shared m_tls;
    TlsLoop m_tlsLoop { *m_counters, 0, {} }; ///< Outlives the connections.
    std::deque<std::pair<ConnectionId, MonoTime>> m_shaking; ///< In order of arrival; some are done or gone.
    std::string m_date;
    int64_t m_dateSecond = -1;
    std::vector<ConnectionId> m_attended; ///< To be settled at the end of this turn, each once.
    std::vector<ConnectionId> m_settling;
    bool m_isTurnEndPosted = false;
    std::unordered_map<ConnectionId, std::unique_ptr<Connection>> m_connections;
    std::unique_ptr<Listener> m_listener;
};

Front::Private::Private(const FrontLimits &limits, Handler &handler, Clock &clock)
    : m_limits(limits)
    , m_handler(handler)
    , m_clock(clock)
    , m_wheel(clock, [this](ConnectionId id, DeadlineWheel::Tick tick) {
        if (Connection *connection = find(id))
            connection->deadlineDue(tick);
    })
{
}

Connection *Front::Private::find(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : found->second.get();
}

std::string_view Front::Private::date()
{
    const int64_t second = toMilliseconds(m_clock.utcNow()) / 1000;
    if (second != m_dateSecond) {
        m_date = httpDate(second);
        m_dateSecond = second;
    }
    return m_date;
}

// Arrivals

void Front::Private::listenOn(Socket socket)
{
    m_listener = std::make_unique<Listener>(
        std::move(socket), m_clock, [this] { return hasRoom(); },
        [this](Socket accepted, const QHostAddress &peer) { admit(std::move(accepted), peer); });
}

void Front::Private::admit(Socket socket, const QHostAddress &address)
{
    PeerAddress peer = peerAddress(address);
    const bool isProxy = isListedProxy(peer, m_limits.proxies);
    if (m_connections.size() >= std::size_t(m_limits.connections))
        return refuse(socket);
    const ConnectionId id = nextConnectionId();
    auto connection = std::make_unique<Connection>(id, streamOver(std::move(socket)), std::move(peer), *this);
    if (!isProxy && !connection->countIn()) {
        ++m_counters->refused;
        return;
    }
    ++m_counters->accepted;
    ++m_counters->open;
    connection->start(std::make_unique<HttpProtocol>(*connection));
    m_connections.emplace(id, std::move(connection));
    if (m_tls)
        m_shaking.emplace_back(id, now());
}

std::unique_ptr<Stream> Front::Private::streamOver(Socket socket)
{
    if (m_tls)
        return std::make_unique<TlsStream>(std::move(socket), *m_tls, m_tlsLoop);
    return std::make_unique<TcpStream>(std::move(socket));
}

/// Bounds the handshakes under way. Who is let wait has a place in the system's queue, and a slow one makes room.
bool Front::Private::hasRoom()
{
    const auto isDone = [this](ConnectionId id) {
        const Connection *connection = find(id);
        return !connection || connection->isGone() || connection->isEstablished();
    };
    while (!m_shaking.empty() && isDone(m_shaking.front().first))
        m_shaking.pop_front();
    if (m_tlsLoop.handshakes < m_limits.handshakes || m_shaking.empty())
        return true;
    const auto [oldest, since] = m_shaking.front();
    if (now() - since < kHandshakeGrace)
        return false;
    ++m_counters->handshakeFailures;
    find(oldest)->drop();
    m_shaking.pop_front();
    return true;
}

/// Says so in a word, as far as that goes without waiting, and closes.
void Front::Private::refuse(Socket &socket)
{
    ++m_counters->refused;
    if (m_tls)
        return; // in the open it would only puzzle
    HttpResponse full = problem(503, "The relay is full");
    full.fields.emplace_back("retry-after", "5");
    if (const auto bytes = writeResponse(full, { date(), false, false })) {
        const std::string_view piece = *bytes;
        socket.write({ &piece, 1 });
    }
}

// The end of a turn

void Front::Private::attend(ConnectionId connection)
{
    m_attended.push_back(connection);
    postTurnEnd();
}

void Front::Private::postTurnEnd()
{
    if (!std::exchange(m_isTurnEndPosted, true))
        QCoreApplication::postEvent(this, new QEvent(QEvent::User)); // the queue owns it
}

void Front::Private::customEvent(QEvent *)
{
    endTurn();
}

void Front::Private::endTurn()
{
    m_settling = m_attended;
    for (const ConnectionId id : m_settling) {
        if (Connection *connection = find(id))
            connection->resume();
    }
    m_handler.onTurnEnd();
    // What asks while these are settled waits for a turn of its own, so that no connection keeps this one from ending.
    m_settling.swap(m_attended);
    m_attended.clear();
    settle();
    m_isTurnEndPosted = false;
    if (!m_attended.empty())
        postTurnEnd();
}

void Front::Private::settle()
{
    for (const ConnectionId id : m_settling) {
        Connection *connection = find(id);
        if (!connection)
            continue;
        connection->settle();
        if (connection->isGone())
            remove(id);
    }
}

void Front::Private::remove(ConnectionId id)
{
    auto node = m_connections.extract(id);
    --m_counters->open;
    const bool isAnnounced = node.mapped()->isAnnounced();
    node.mapped().reset();
    if (m_listener)
        m_listener->resume();
    if (isAnnounced)
        m_handler.onClosed(id);
}

// The public side

Result<std::unique_ptr<Front>> Front::listen(
    const QHostAddress &address, quint16 port, const FrontLimits &limits, Handler &handler, Clock &clock)
{
    ListenOptions options;
    options.sharePort = limits.sharePort;
    auto socket = openListener(address, port, options);
    if (!socket)
        return socket.error();
    auto d = std::make_unique<Private>(limits, handler, clock);
    d->listenOn(std::move(*socket));
    return std::unique_ptr<Front>(new Front(std::move(d))); // the constructor is private
}

Front::Front(std::unique_ptr<Private> made)
    : d(std::move(made))
{
}

Front::~Front() = default;

quint16 Front::port() const
{
    return d->listener().port();
}

const FrontCounters &Front::counters() const
{
    return d->counters();
}

void Front::setLimits(const FrontLimits &limits)
{
    d->setLimits(limits);
}

void Front::setTls(TlsContext::Shared tls)
{
    d->setTls(std::move(tls));
}

std::shared_ptr<const FrontCounters> Front::sharedCounters() const
{
    return d->sharedCounters();
}

std::size_t Handler::bodyLimit(const HttpRequest &, std::size_t usual)
{
    return usual;
}

void Front::respond(ConnectionId connection, const HttpResponse &response)
{
    if (Connection *peer = d->find(connection); peer && peer->isOpen())
        peer->protocol().respond(response);
}

void Front::send(ConnectionId connection, std::string_view payload, bool binary)
{
    if (Connection *peer = d->find(connection); peer && peer->isOpen())
        peer->protocol().send(payload, binary);
}

std::shared_ptr<const FramedMessage> Front::frame(std::string_view payload, bool binary)
{
    std::string bytes;
    bytes.reserve(payload.size() + 10);
    appendFrame(bytes, binary ? Opcode::Binary : Opcode::Text, payload);
    return std::make_shared<const FramedMessage>(std::move(bytes));
}

void Front::send(ConnectionId connection, const std::shared_ptr<const FramedMessage> &message)
{
    if (Connection *peer = d->find(connection); peer && peer->isOpen())
        peer->protocol().send(OutQueue::SharedBytes(message, &message->bytes()));
}

void Front::setMessageLimit(ConnectionId connection, int bytes)
{
    if (Connection *peer = d->find(connection); peer && peer->isOpen())
        peer->protocol().setMessageLimit(std::size_t(bytes));
}

int Front::outgoing(ConnectionId connection) const
{
    const Connection *peer = d->find(connection);
    return peer ? int(peer->outgoing()) : 0;
}

void Front::close(ConnectionId connection, CloseCode code, std::string_view reason)
{
    if (Connection *peer = d->find(connection); peer && peer->isOpen())
        peer->protocol().close(static_cast<uint16_t>(code), reason);
}

void Front::stopListening()
{
    d->listener().stop();
}

} // namespace pc::relay::front
