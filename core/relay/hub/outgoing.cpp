// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/hub/outgoing.h"

#include "core/relay/front/front.h"

namespace pc::relay::hub {

const std::shared_ptr<const front::FramedMessage> &Outgoing::framed(wire::Encoding encoding) const
{
    auto &framed = m_framed[size_t(encoding)];
    if (!framed) {
        const QByteArray bytes = wire::encode(m_frame, encoding);
        framed = front::Front::frame({ bytes.constData(), size_t(bytes.size()) }, encoding == wire::Encoding::Cbor);
    }
    return framed;
}

} // namespace pc::relay::hub
