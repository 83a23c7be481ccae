// SPDX-License-Identifier: GPL-3.0-or-later
// SO_LINGER with a time of zero makes close() send RST.

#include "tests/support/faultproxy/resetsocket.h"

#include <QTcpSocket>

#include <sys/socket.h>

namespace pc::test {

void resetSocket(QTcpSocket &socket)
{
    const linger atOnce { 1, 0 };
    const auto descriptor = int(socket.socketDescriptor());
    if (descriptor >= 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket.abort();
}

} // namespace pc::test
