// SPDX-License-Identifier: GPL-3.0-or-later
// Standard input of the client without windows. However the bytes are cut into reads, the same lines come out, each within
// its bound, and a line that is too long is told once.

#include "app/headless/lines.h"

#include <cstdlib>
#include <vector>

using namespace pc::headless;

namespace {

struct Heard
{
    std::vector<QByteArray> lines;
    int tooLong = 0;

    bool operator==(const Heard &) const = default;
};

Heard hear(QByteArrayView bytes, qsizetype step)
{
    Heard heard;
    Lines lines({ [&heard](const QByteArray &line) { heard.lines.push_back(line); }, [&heard] { ++heard.tooLong; } });
    for (qsizetype at = 0; at < bytes.size(); at += step)
        lines.feed(bytes.sliced(at, std::min(step, bytes.size() - at)));
    lines.end();
    return heard;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    // Around the longest line, which no fuzzer would write out byte by byte.
    QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (bytes.startsWith('+'))
        bytes.prepend(QByteArray(kLongestLine - 8, 'x'));
    const Heard whole = hear(bytes, bytes.size() + 1);
    const qsizetype step = size > 0 ? 1 + data[size - 1] : 1;
    if (hear(bytes, step) != whole)
        std::abort();
    for (const QByteArray &line : whole.lines) {
        if (line.isEmpty() || line.size() > kLongestLine || line.contains('\n'))
            std::abort();
    }
    return 0;
}
