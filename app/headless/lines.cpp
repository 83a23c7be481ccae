// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/lines.h"

#include <utility>

namespace pc::headless {

void Lines::feed(QByteArrayView bytes)
{
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
        take(bytes.first(end));
        finish();
        bytes = bytes.sliced(end + 1);
    }
    take(bytes);
}

void Lines::end()
{
    finish();
}

void Lines::take(QByteArrayView part)
{
    if (m_skipping)
        return;
    if (m_rest.size() + part.size() > kLongestLine) {
        m_skipping = true;
        m_rest.clear();
        m_hooks.tooLong();
        return;
    }
    m_rest.append(part);
}

void Lines::finish()
{
    m_skipping = false;
    const QByteArray line = std::exchange(m_rest, {}).trimmed();
    if (!line.isEmpty())
        m_hooks.line(line);
}

} // namespace pc::headless
