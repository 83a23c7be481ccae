// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope in CBOR. Our own writers put `id` and `type` before `data`, so that one pass reads it; a foreign order is
// read by coming back to where `data` began.

#include "core/wire/cborcodec.h"

#include "core/wire/cborreader.h"
#include "core/wire/cborwriter.h"
#include "core/wire/codec.h"
#include "core/wire/payload.h"

namespace pc::wire {

namespace {

// An envelope with a message that carries all its fields; what is longer than this is content.
constexpr qsizetype kUsualOverhead = 288;

qsizetype roomFor(const Payload &payload)
{
    qsizetype bytes = kUsualOverhead;
    if (const auto *message = std::get_if<Message>(&payload))
        bytes += message->content.size();
    else if (const auto *handshake = std::get_if<Handshake>(&payload))
        bytes += handshake->content.size() + handshake->tree.size() + handshake->welcome.size()
            + handshake->groupInfo.size();
    return bytes;
}

class Envelope
{
public:
    Envelope(QByteArrayView bytes, std::optional<FrameId> &id)
        : m_bytes(bytes)
        , m_in(bytes)
        , m_id(id)
    {
    }

    Result<Frame> read()
    {
        if (!readPairs() || !m_in.leave() || !m_in.atEnd() || !isComplete() || !readLateData())
            return malformed(m_frame.data, m_trouble);
        m_frame.id = *m_id;
        return std::move(m_frame);
    }

    /// Only the id, when it comes first: for input that is too large to be read.
    void readFirstId()
    {
        CborReader::Key key;
        if (m_in.enterMap() && m_in.hasNext() && m_in.key(key) && key == "id"_L1)
            readId();
    }

private:
    bool readPairs()
    {
        if (!m_in.enterMap())
            return false;
        while (m_in.hasNext()) {
            CborReader::Key key;
            if (!m_in.key(key) || !readPair(key))
                return false;
        }
        return true;
    }

    bool readPair(const CborReader::Key &key)
    {
        if (key == "id"_L1)
            return !m_id && readId();
        if (key == "type"_L1)
            return !m_hasType && readType();
        if (key == "timestamp"_L1)
            return !std::exchange(m_hasTimestamp, true) && readValue(m_in, m_frame.timestamp, AtMost {});
        if (key == "data"_L1)
            return !std::exchange(m_hasData, true) && readData();
        return m_in.skip();
    }

    bool readId()
    {
        Uuid raw;
        if (!m_in.uuid(raw))
            return false;
        m_id = FrameId { raw };
        return true;
    }

    bool readType()
    {
        QByteArrayView utf8;
        if (!m_in.utf8(utf8, kMaxTypeUnits) || utf8.isEmpty())
            return false;
        m_hasType = true;
        if (chooseKnown(QLatin1StringView(utf8), m_frame.data)) // all names that we know are ASCII
            return true;
        const QString type = QString::fromUtf8(utf8);
        m_frame.data = UnknownFrame { type };
        return type.size() <= kMaxTypeUnits;
    }

    bool readData()
    {
        if (m_id && m_hasType)
            return take(m_in);
        m_lateData = m_in.offset();
        return m_in.skip();
    }

    bool readLateData()
    {
        if (m_lateData < 0)
            return true;
        CborReader late(m_bytes.sliced(m_lateData), 1);
        return take(late);
    }

    bool take(CborReader &in)
    {
        const bool ok = readPayload(in, m_frame.data);
        m_trouble = in.trouble();
        return ok;
    }

    bool isComplete() const { return m_id && m_hasType && m_hasTimestamp && m_hasData; }

    QByteArrayView m_bytes;
    CborReader m_in;
    std::optional<FrameId> &m_id;
    Frame m_frame { {}, {}, UnknownFrame {} };
    QLatin1StringView m_trouble;
    qsizetype m_lateData = -1;
    bool m_hasType = false;
    bool m_hasTimestamp = false;
    bool m_hasData = false;
};

} // namespace

QByteArray encodeCbor(const Frame &frame)
{
    CborWriter out(roomFor(frame.data));
    out.map(4);
    out.key("id"_L1);
    out.uuid(frame.id.raw());
    out.key("type"_L1);
    if (const auto *unknown = std::get_if<UnknownFrame>(&frame.data))
        out.text(unknown->type);
    else
        out.name(typeName(frame.data));
    out.key("timestamp"_L1);
    writeValue(out, frame.timestamp);
    out.key("data"_L1);
    std::visit([&out](const auto &data) { out.structure(data); }, frame.data);
    return out.take();
}

Result<Frame> decodeCbor(QByteArrayView bytes, qint64 maxBytes, std::optional<FrameId> &id)
{
    Envelope envelope(bytes, id);
    if (bytes.size() > maxBytes) {
        envelope.readFirstId();
        return { Errc::TooLarge };
    }
    return envelope.read();
}

} // namespace pc::wire
