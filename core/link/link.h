// SPDX-License-Identifier: GPL-3.0-or-later
// Link: the one connection to the relay, as frames. It signs in, beats, reconnects with back-off and matches every
// answer to its question by frame id; what the frames mean is session's business. An interface, because session is
// tested against a scripted twin; RelayLink is the implementation.
//
//   Closed ─open()─▶ Waiting ─▶ Connecting ─▶ Greeting ─welcome─▶ Ready
//                      ▲            │             │               │
//                      └── back-off ┴─────────────┴── lost ───────┘     any ─▶ Refused (until open() again)
//
// Thread: session's loop, all of it.

#pragma once

#include "core/base/result.h"
#include "core/wire/frames.h"

#include <QObject>

#include <functional>
#include <variant>

namespace pc::link {

enum class LinkPhase : quint8 {
    Closed,
    Waiting, ///< For the next try; nothing is open.
    Connecting, ///< Socket, TLS and upgrade.
    Greeting, ///< hello is sent.
    Ready, ///< welcome has come: request() and post() work.
    Refused, ///< Trying again by itself cannot help: signed out, program too old, certificate or proxy refused.
};

/// What one request came to: the relay's answer, or why there was none (Timeout, Network).
using Answer = std::variant<wire::Ack, wire::ErrorReply, Error>;

/// What the link asks its owner for at each connection, on the link's thread.
class Greeter
{
public:
    virtual ~Greeter() = default;

    /// The cursors to greet with, as the store holds them at this moment; at most as many as fit 4 KiB are sent.
    virtual wire::Hello hello() = 0;
};

class Link : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open() = 0;
    virtual void close() = 0;
    virtual LinkPhase phase() const = 0;

    /// Tries now instead of at the end of the back-off: the user asked, or the network came back.
    virtual void wake() = 0;

    /// Sends a frame that the relay answers; `answered` comes exactly once for the returned id, at the latest after the
    /// answer's deadline (30 s) or with the connection's loss. Only while Ready.
    virtual FrameId request(const wire::Payload &payload) = 0;

    /// Sends a frame without wanting an answer (typing, presence). Dropped unless Ready.
    virtual void post(const wire::Payload &payload) = 0;

Q_SIGNALS:
    void phaseChanged(pc::link::LinkPhase phase, const std::optional<pc::Errc> &reason);
    void welcomed(const pc::wire::Welcome &welcome);
    void frameReceived(const pc::wire::Frame &frame); ///< Everything but welcome, ack, error.
    void answered(pc::FrameId request, const pc::link::Answer &answer);
};

} // namespace pc::link
