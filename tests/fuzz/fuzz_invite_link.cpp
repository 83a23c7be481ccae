// SPDX-License-Identifier: GPL-3.0-or-later
// Links that invite, and servers' addresses: what anybody may put behind a click. What is taken is plain ASCII, leads to
// one host over https (or to this computer), and is read again as the same from what is shown.

#include "tests/fuzz/require.h"
#include "ui/account/invitelink.h"

using namespace pc::account;
using namespace pc::test;

namespace {

bool isAscii(const QString &text)
{
    return text == QString::fromLatin1(text.toLatin1()) && text.toUtf8().size() == text.size();
}

void checkRelay(const QUrl &relay)
{
    const QString host = relay.host(QUrl::FullyEncoded);
    const bool local = host == QStringLiteral("localhost") || host == QStringLiteral("127.0.0.1");
    require(relay.scheme() == QStringLiteral("https") || (local && relay.scheme() == QStringLiteral("http")));
    require(!host.isEmpty() && isAscii(host));
    require(relay.path().isEmpty() && !relay.hasQuery() && !relay.hasFragment() && relay.userInfo().isEmpty());
    require(relay.port(1) > 0 && relay.port(1) <= 65'535);
    require(parseRelayAddress(shownAddress(relay)) == relay);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto link = parseInviteLink(text)) {
        checkRelay(link->relay);
        require(isInviteCode(link->code) && isAscii(text));
        require(link->letter.isEmpty() || isLetter(link->letter));
        require(text.endsWith(link->letter.isEmpty() ? link->code : link->letter));
        require(parseInviteLink(inviteLinkText(*link)) == link);
    }
    if (const auto relay = parseRelayAddress(text))
        checkRelay(*relay);
    return 0;
}
