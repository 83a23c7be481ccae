// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/acceptkey.h"

#include <QCryptographicHash>

namespace pc::relay::front {

std::string acceptKeyFor(std::string_view key)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(QByteArrayView(key.data(), qsizetype(key.size())));
    hash.addData(QByteArrayView("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
    return hash.result().toBase64().toStdString();
}

} // namespace pc::relay::front
