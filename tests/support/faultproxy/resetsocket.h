// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QTcpSocket;

namespace pc::test {

/// Closes a connected socket so that its peer gets RST instead of FIN.
void resetSocket(QTcpSocket &socket);

} // namespace pc::test
