// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target without a fuzzer, in every build: each file of the given folders, each of its prefixes, and each
// file with every byte changed in a few ways. What crashes here is a regression; what is new, libFuzzer finds.

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace {

using Bytes = std::vector<uint8_t>;
using Change = uint8_t (*)(uint8_t);

constexpr std::array<Change, 5> kChanges {
    [](uint8_t byte) { return uint8_t(byte ^ 0x01); },
    [](uint8_t byte) { return uint8_t(byte ^ 0x20); },
    [](uint8_t byte) { return uint8_t(byte ^ 0x80); },
    [](uint8_t) { return uint8_t(0x00); },
    [](uint8_t) { return uint8_t(0xff); },
};

// A file of this many bytes is tried at every place; a longer one at as many places, spread over it.
constexpr size_t kMostPlaces = 2048;

class Replay
{
public:
    void file(const Bytes &content)
    {
        ++m_files;
        run(content.data(), content.size());
        const size_t step = content.size() / kMostPlaces + 1;
        for (size_t place = 0; place < content.size(); place += step) {
            // Memory of exactly this size, so that a sanitizer sees a read behind the end.
            const Bytes prefix(content.begin(), content.begin() + ptrdiff_t(place));
            run(prefix.data(), prefix.size());
            changeAt(content, place);
        }
    }

    size_t files() const { return m_files; }
    size_t runs() const { return m_runs; }

private:
    void changeAt(Bytes content, size_t place)
    {
        const uint8_t was = content[place];
        for (const Change change : kChanges) {
            content[place] = change(was);
            if (content[place] != was)
                run(content.data(), content.size());
        }
    }

    void run(const uint8_t *data, size_t size)
    {
        ++m_runs;
        LLVMFuzzerTestOneInput(data, size);
    }

    size_t m_files = 0;
    size_t m_runs = 0;
};

bool replayFolder(const char *folder, Replay &replay)
{
    std::error_code failure;
    for (const auto &entry : std::filesystem::directory_iterator(folder, failure)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        replay.file(Bytes(std::istreambuf_iterator<char>(in), {}));
    }
    if (failure)
        std::fprintf(stderr, "%s: %s\n", folder, failure.message().c_str());
    return !failure;
}

} // namespace

int main(int argc, char **argv)
{
    Replay replay;
    bool ok = argc > 1;
    for (int i = 1; i < argc; ++i) {
        const size_t before = replay.files();
        ok = replayFolder(argv[i], replay) && ok;
        if (replay.files() == before) {
            std::fprintf(stderr, "%s: no file to replay\n", argv[i]);
            ok = false;
        }
    }
    std::printf("%zu files, %zu runs\n", replay.files(), replay.runs());
    return ok ? 0 : 1;
}
