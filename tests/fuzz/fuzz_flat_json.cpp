// SPDX-License-Identifier: GPL-3.0-or-later
// Request bodies, as they come from anybody who reaches the port. What is read has distinct keys and is written and read
// again as the same.

#include "core/relay/accounts/flatjson.h"

#include <cstdlib>

using pc::relay::accounts::FlatJson;

namespace {

std::string quoted(const std::string &text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20) {
            constexpr const char *kDigits = "0123456789abcdef";
            out += "\\u00";
            out += kDigits[c >> 4];
            out += kDigits[c & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

struct Written
{
    std::string operator()(const std::string &text) const { return quoted(text); }
    std::string operator()(int64_t number) const { return std::to_string(number); }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto parsed = FlatJson::parse({ reinterpret_cast<const char *>(data), size });
    if (!parsed)
        return 0;
    std::string text = "{";
    for (const auto &[key, value] : parsed->entries())
        text += (text.size() > 1 ? "," : "") + quoted(key) + ":" + std::visit(Written {}, value);
    const auto again = FlatJson::parse(text + "}");
    if (!again || again->entries() != parsed->entries())
        std::abort();
    return 0;
}
