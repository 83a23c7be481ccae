// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the first files of the corpus history: seed_history CORPUS

#include "tests/unit/peerhistory/samples.h"

#include <QDir>
#include <QFile>

using namespace pc;
using namespace pc::test;

namespace {

void write(const QString &folder, const char *name, std::uint8_t kind, crypto::ByteView bytes)
{
    QDir().mkpath(folder);
    QFile file(folder + u'/' + QLatin1StringView(name));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.putChar(char(kind));
    file.write(reinterpret_cast<const char *>(bytes.data()), qint64(bytes.size()));
}

/// The contents of an answer, as answer.h has them.
crypto::Bytes contents(const std::vector<std::uint8_t> &seqs, std::uint8_t downTo)
{
    crypto::Bytes items;
    for (const std::uint8_t seq : seqs) {
        const crypto::Bytes number { 0, 0, 0, 0, 0, 0, 0, seq };
        crypto::append(items,
            crypto::concat({ number, crypto::Bytes(16, 7), crypto::Bytes(32, seq),
                crypto::Bytes { 5, 'h', 'e', 'l', 'l', 'o' } }));
    }
    const crypto::Bytes length = items.size() < 64
        ? crypto::Bytes { std::uint8_t(items.size()) }
        : crypto::Bytes { std::uint8_t(0x40U | items.size() >> 8U), std::uint8_t(items.size()) };
    return crypto::concat({ crypto::Bytes { 0, 0, 0, 0, 0, 0, 0, downTo }, length, items });
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 1;
    const QString folder = QString::fromLocal8Bit(argv[1]) + QStringLiteral("/history");
    const crypto::Bytes request = sign(sampleRequest(), leafKey(1));
    write(folder, "request", 0, request);
    auto one = sampleRequest();
    one.ranges = { { Seq { 1 }, Seq { 1 } } };
    write(folder, "request_for_one", 0, sign(one, leafKey(1)));
    write(folder, "page", 1, contents({ 30, 21, 12, 4 }, 3));
    write(folder, "page_of_one", 1, contents({ 9 }, 9));
    write(folder, "page_of_none", 1, contents({}, 1));
    write(folder, "page_out_of_order", 1, contents({ 4, 5 }, 1));
    write(folder, "answer", 2, *sealAnswer(request, samplePage(), sampleGiver(), leafKey(4), crypto::systemRandom()));
    return 0;
}
