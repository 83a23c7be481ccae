// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's front: one port for HTTP/1.1 and WebSocket. What is above it implements Handler; what is below it is
// sockets. One Front is one I/O loop; several may share a port (SO_REUSEPORT or handed-over sockets).
//
// Thread: everything here lives on the loop's thread, which touches neither disk nor hashing. Answers that are made
// elsewhere come back through postToLoop-like means of the caller; a late answer to a gone peer is simply dropped,
// since peers are named by ConnectionId, never by pointer.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/tally.h"
#include "core/relay/front/connectionid.h"
#include "core/relay/front/http.h"
#include "core/relay/front/outlet.h"
#include "core/relay/front/tlscontext.h"

#include <QByteArray>
#include <QHostAddress>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pc::relay::front {

struct FrontLimits
{
    int headerBytes = 16 * 1024;
    int headerFields = 64;
    int bodyBytes = 64 * 1024;
    int messageBytesBeforeHello = 4 * 1024;
    int messageFragments = 64;
    int pingsPerSecond = 2;
    int outgoingBytes = 1024 * 1024; ///< Waiting for one socket; more closes it.
    int connections = 19'500;
    int connectionsPerAddress = 19'500; ///< Schools sit behind one address; lower it where they do not.
    int upgradesPendingPerAddress = 1'000;
    int handshakes = 2'000; ///< Of TLS, under way at once; more wait to be accepted.
    Milliseconds headerDeadline { 10'000 }; ///< From accept, or from the first byte of a next request.
    Milliseconds bodyDeadline { 10'000 };
    Milliseconds responseDeadline { 60'000 }; ///< For the handler; then 503. Long polls stay below it.
    Milliseconds helloDeadline { 10'000 }; ///< From upgrade to setMessageLimit().
    Milliseconds frameDeadline { 10'000 }; ///< From a message's first byte to its last.
    Milliseconds idleDeadline { 75'000 }; ///< Keep-alive without a request; WebSocket without any frame.
    Milliseconds writeDeadline { 30'000 }; ///< A socket that takes nothing while bytes wait.
    Milliseconds closeDeadline { 3'000 }; ///< From our close frame to the peer's.
    std::vector<std::string> origins; ///< Allowed Origin values; none is sent by native clients.
    std::vector<std::string> proxies; ///< Peers whose X-Forwarded-For is believed.
    bool sharePort = false; ///< SO_REUSEPORT: several fronts, each on its own loop, listen on one port.
};

struct Upgrade
{
    bool accept = false;
    std::string subprotocol; ///< One of those offered, when accepted.
    std::vector<std::pair<std::string, std::string>> fields; ///< Further ones of the acceptance; checked for CR and LF.
    HttpResponse refusal; ///< When not.
};

/// What the front calls, always on its loop.
class Handler
{
public:
    virtual ~Handler() = default;

    /// How large the body of this request may be, asked when its head is complete; `usual` is FrontLimits::bodyBytes.
    virtual std::size_t bodyLimit(const HttpRequest &head, std::size_t usual);

    /// A complete request. Answer now or later with Front::respond(); until then the connection reads no further request.
    virtual void onRequest(ConnectionId connection, HttpRequest &&request) = 0;

    /// A request for `Upgrade: websocket` that is valid by RFC 6455 and whose Origin is allowed.
    virtual Upgrade onUpgrade(ConnectionId connection, const HttpRequest &request) = 0;

    virtual void onOpen(ConnectionId connection) = 0;

    /// A whole message; the view is only valid during the call.
    virtual void onMessage(ConnectionId connection, std::string_view payload, bool binary) = 0;

    /// All messages of this turn have been handed over: one place to flush what was gathered.
    virtual void onTurnEnd() = 0;

    /// The connection is gone; its id will not come again. For WebSocket and for unanswered requests alike.
    virtual void onClosed(ConnectionId connection) = 0;
};

/// Counted on the loop; any thread may read them.
struct FrontCounters
{
    Tally accepted;
    Tally refused;
    Tally open;
    Tally websockets;
    Tally bytesIn;
    Tally bytesOut;
    Tally protocolErrors;
    Tally timeouts;
    Tally handshakes; ///< Of TLS, that came to an end; `resumptions` of them by a ticket.
    Tally resumptions;
    Tally handshakeFailures; ///< And those that were given up for others.
};

class Front final : public Outlet
{
public:
    /// `handler` must outlive this. Binding beyond loopback is the caller's decision.
    static Result<std::unique_ptr<Front>> listen(
        const QHostAddress &address, quint16 port, const FrontLimits &limits, Handler &handler, Clock &clock);

    ~Front() override;

    quint16 port() const;
    const FrontCounters &counters() const;
    /// The same, for who may still read them when the front is gone.
    std::shared_ptr<const FrontCounters> sharedCounters() const;

    void respond(ConnectionId connection, const HttpResponse &response);

    /// It leaves with everything else of this turn in one send.
    void send(ConnectionId connection, std::string_view payload, bool binary) override;

    /// Framed bytes that go to many peers; see framedmessage.h.
    static std::shared_ptr<const FramedMessage> frame(std::string_view payload, bool binary);
    void send(ConnectionId connection, const std::shared_ptr<const FramedMessage> &message) override;

    void setMessageLimit(ConnectionId connection, int bytes) override;

    /// Bytes that wait for this socket: a caller paces long answers by it.
    int outgoing(ConnectionId connection) const;

    void close(ConnectionId connection, CloseCode code, std::string_view reason) override;

    /// From now on; what has begun under an earlier deadline ends by it. Whether the port is shared stays.
    void setLimits(const FrontLimits &limits);

    /// Who is accepted from now on speaks TLS by these rules, or none at all without them. What is open stays as it began.
    void setTls(TlsContext::Shared tls);

    /// Stops accepting; what is open stays.
    void stopListening();

private:
    class Private;
    explicit Front(std::unique_ptr<Private> made);
    std::unique_ptr<Private> d;
};

} // namespace pc::relay::front
