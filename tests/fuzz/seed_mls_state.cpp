// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the first files of the corpora mls_state and mls_group: seed_mls_state CORPUS-FOLDER.

#include "core/mls/pendingcommit.h"
#include "tests/support/mlscrowd/crowd.h"

#include <fstream>

using namespace pc::mls;
using namespace pc::test;

namespace {

void write(const std::string &path, std::uint8_t kind, ByteView bytes)
{
    std::ofstream out(path, std::ios::binary);
    out.put(static_cast<char>(kind));
    out.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 1;
    const std::string state = std::string(argv[1]) + "/mls_state/";
    Crowd crowd;
    crowd.found(3);
    for (int i = 0; i < 3; ++i) {
        const Bytes message = sure(crowd.group(0).protect(pc::crypto::bytesOf("x"), {}, crowd.random())).message;
        if (i != 1)
            sure(crowd.group(1).process(message, openRules()));
    }
    crowd.proposeUpdate(1);
    const GroupParts parts = crowd.group(1).parts();
    write(state + "epoch", 0, parts.epoch.view());
    write(state + "nodes", 1, parts.nodes.view());
    write(state + "sender", 2, parts.senders.begin()->second.view());
    write(state + "proposals", 3, parts.proposals.view());
    Crowd small(2);
    small.found(2);
    write(state + "pending", 4, encodePending(small.commit(0)).view());
    write(state + "keypackage", 5, encodeBundle(small.client(0).bundle).view());
    write(state + "secrets", 6, encodeGroupSecrets({ WipingBytes(32), WipingBytes(32), {} }).view());

    const std::string group = std::string(argv[1]) + "/mls_group/";
    for (std::uint8_t message = 0; message < 8; ++message) {
        const std::string number = std::to_string(message);
        write(group + "damaged" + number, message, Bytes { message, 0, 40, 1, 9, 200 });
        write(group + "forged" + number, message, Bytes { message, 1, 40, 1, 30, 255 });
        write(group + "untouched" + number, message, Bytes { message, 0 });
    }
    return 0;
}
