// SPDX-License-Identifier: GPL-3.0-or-later
// The presentation language of RFC 9420, section 2.1: Reader and Writer walk the same list of fields, so that each layout
// is said once. A struct names its layout beside its members:
//
//     static void fields(auto &io, auto &self) { io(self.groupId, self.epoch); }
//
// Bytes are `opaque x<V>`, any other std::vector is `T x<V>`, std::optional is optional<T>, integers and enumerations have
// their own width, std::array is as long as it is. A Reader keeps its first failure and gives zeros from then on.

#pragma once

#include "core/crypto/bytes.h"
#include "core/mls_public/result.h"

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

namespace pc::mls {

using crypto::Bytes;
using crypto::ByteView;

/// What a Reader refuses before it allocates anything.
struct Limits
{
    std::size_t bytes = 4U << 20U; ///< of the whole input
    std::size_t elements = 8'192; ///< in one vector
    int depth = 8; ///< vectors within vectors

    bool operator==(const Limits &) const = default;
};

/// The longest vector that a length can announce.
inline constexpr std::size_t kMostVectorBytes = (1U << 30U) - 1;

/// The values of a `select`, in the order of the variant's alternatives.
template<auto... kTags>
struct OneOf
{
};

template<typename T>
concept Fixed = std::unsigned_integral<T> || std::is_enum_v<T>;

class Reader
{
public:
    explicit Reader(ByteView bytes, const Limits &limits = {});

    template<typename... T>
    void operator()(T &...values)
    {
        (read(values), ...);
    }

    /// A tag, then the alternative that it stands for. `unknown` is the failure for any other tag.
    template<auto kFirst, auto... kOthers, typename... T>
    void select(OneOf<kFirst, kOthers...>, std::variant<T...> &value, Failure unknown)
    {
        static_assert(sizeof...(kOthers) + 1 == sizeof...(T));
        auto tag = decltype(kFirst) {};
        read(tag);
        selectAlternative<0, kFirst, kOthers...>(tag, value, unknown);
    }

    /// A rule of the layout itself: a reader fails where it does not hold.
    void check(bool holds, Failure failure);

    bool ok() const { return !m_failure; }

    /// Bytes that were not read yet, of the innermost vector.
    ByteView rest() const;

    /// Whether all was read, nothing was left, and nothing failed.
    Result<void> finish() const;

    /// Whether nothing failed so far; bytes may be left.
    Result<void> outcome() const;

private:
    template<Fixed T>
    void read(T &value)
    {
        value = static_cast<T>(integer(sizeof(T)));
    }

    void read(Bytes &value);
    void read(ByteView &value); ///< as long-lived as the input

    template<std::size_t N>
    void read(std::array<std::uint8_t, N> &value)
    {
        const ByteView taken = take(N);
        std::copy(taken.begin(), taken.end(), value.begin());
    }

    template<typename T>
    void read(std::optional<T> &value)
    {
        value.reset();
        if (presence())
            read(value.emplace());
    }

    template<typename T>
    void read(std::vector<T> &value)
    {
        value.clear();
        const std::size_t outer = enter();
        while (more(value.size()))
            read(value.emplace_back());
        leave(outer);
    }

    template<typename T>
    requires std::is_class_v<T>
    void read(T &value) { T::fields(*this, value); }

    template<std::size_t kIndex, auto kTag, auto... kOthers, typename Tag, typename... T>
    void selectAlternative(Tag tag, std::variant<T...> &value, Failure unknown)
    {
        if (tag == kTag)
            read(value.template emplace<kIndex>());
        else if constexpr (sizeof...(kOthers) > 0)
            selectAlternative<kIndex + 1, kOthers...>(tag, value, unknown);
        else
            check(false, unknown);
    }

    std::uint64_t integer(std::size_t width);
    ByteView take(std::size_t count); ///< empty when there are not as many
    std::size_t length();
    bool presence();
    std::size_t enter(); ///< gives the end of the vector around
    bool more(std::size_t elements);
    void leave(std::size_t outer);

    ByteView m_bytes;
    Limits m_limits;
    std::size_t m_position = 0;
    std::size_t m_end = 0;
    int m_depth = 0;
    std::optional<Failure> m_failure;
};

class Writer
{
public:
    template<typename... T>
    void operator()(const T &...values)
    {
        (write(values), ...);
    }

    template<auto... kTags, typename... T>
    void select(OneOf<kTags...>, const std::variant<T...> &value, Failure)
    {
        static_assert(sizeof...(kTags) == sizeof...(T));
        const std::array tags { kTags... };
        write(tags[value.index()]);
        std::visit([this](const auto &alternative) { this->write(alternative); }, value);
    }

    /// Values of our own are not judged.
    void check(bool, Failure) { }

    /// Bytes as they are, with no length before them.
    void raw(ByteView bytes) { crypto::append(m_out, bytes); }

    /// `opaque x<V>`
    void opaque(ByteView bytes);

    const Bytes &bytes() const & { return m_out; }
    Bytes bytes() && { return std::move(m_out); }

private:
    template<Fixed T>
    void write(T value)
    {
        integer(static_cast<std::uint64_t>(value), sizeof(T));
    }

    void write(const Bytes &value) { opaque(value); }
    void write(ByteView value) { opaque(value); }

    template<std::size_t N>
    void write(const std::array<std::uint8_t, N> &value)
    {
        raw(value);
    }

    template<typename T>
    void write(const std::optional<T> &value)
    {
        integer(value ? 1 : 0, 1);
        if (value)
            write(*value);
    }

    template<typename T>
    void write(const std::vector<T> &value)
    {
        const std::size_t start = m_out.size();
        for (const T &element : value)
            write(element);
        insertLength(start, m_out.size() - start);
    }

    template<typename T>
    requires std::is_class_v<T>
    void write(const T &value) { T::fields(*this, value); }

    void integer(std::uint64_t value, std::size_t width);
    void insertLength(std::size_t at, std::size_t count);

    Bytes m_out;
};

template<typename T>
Bytes encode(const T &value)
{
    Writer out;
    out(value);
    return std::move(out).bytes();
}

/// The value of exactly these bytes. Errors: those of section 2.1 in failure.h, and what a layout checks.
template<typename T>
Result<T> decode(ByteView bytes, const Limits &limits = {})
{
    Reader in(bytes, limits);
    Result<T> value = T();
    in(*value);
    if (const Result<void> done = in.finish(); !done)
        value = done.failure();
    return value;
}

} // namespace pc::mls
