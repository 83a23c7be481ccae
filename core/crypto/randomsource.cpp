// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/randomsource.h"

#include <sodium.h>

namespace pc::crypto {

namespace {

class SystemRandom final : public RandomSource
{
public:
    void fill(MutableByteView out) override
    {
        if (!out.empty())
            randombytes_buf(out.data(), out.size());
    }
};

} // namespace

RandomSource &systemRandom()
{
    static SystemRandom source;
    return source;
}

} // namespace pc::crypto
