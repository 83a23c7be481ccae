// SPDX-License-Identifier: GPL-3.0-or-later
// deserialization.json: headers of vectors and the lengths that they say.

#include "core/mls_public/codec.h"

#include "vectorkinds.h"

namespace pc::test {

namespace {

struct Opaque
{
    mls::Bytes bytes;

    static void fields(auto &io, auto &self) { io(self.bytes); }
};

} // namespace

Outcome runDeserialization(const QJsonObject &vector)
{
    const mls::Bytes header = bytesOf(vector[u"vlbytes_header"]);
    const auto length = static_cast<std::size_t>(vector[u"length"].toInteger());
    mls::Bytes whole = header;
    whole.resize(header.size() + length, 7);
    const mls::Result<Opaque> value = mls::decode<Opaque>(whole);
    if (!value || value->bytes.size() != length)
        return failed("the length is read differently");
    return mls::encode(*value) == whole ? passed() : failed("the header is written differently");
}

} // namespace pc::test
