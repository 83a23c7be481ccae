// SPDX-License-Identifier: GPL-3.0-or-later
// FlatJson: one JSON object (RFC 8259) of texts, whole numbers and booleans, and nothing deeper. For token headers,
// claims and request bodies, where a repeated key or a second reading of the same bytes is an attack: QJsonDocument keeps
// the last of two equal keys and says nothing. Knows no Qt, so that a fuzzer reaches it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pc::relay::accounts {

class FlatJson
{
public:
    using Value = std::variant<std::string, int64_t, bool>;

    /// Nothing unless all of `text` is one such object: valid UTF-8 without paired-surrogate errors or NUL in texts, no key
    /// twice, whole numbers within ±2^53, at most 32 keys.
    static std::optional<FlatJson> parse(std::string_view text);

    const std::vector<std::pair<std::string, Value>> &entries() const { return m_entries; }

    bool contains(std::string_view key) const { return find(key) != nullptr; }

    /// The value under that key if it has this type.
    const std::string *text(std::string_view key) const { return std::get_if<std::string>(find(key)); }
    std::string *text(std::string_view key) { return const_cast<std::string *>(std::as_const(*this).text(key)); }
    const int64_t *number(std::string_view key) const { return std::get_if<int64_t>(find(key)); }
    const bool *flag(std::string_view key) const { return std::get_if<bool>(find(key)); }

private:
    friend class FlatJsonParser;

    const Value *find(std::string_view key) const;

    std::vector<std::pair<std::string, Value>> m_entries;
};

} // namespace pc::relay::accounts
