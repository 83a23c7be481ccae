// SPDX-License-Identifier: GPL-3.0-or-later
// How each C++ type of a frame stands in terms of what an encoding can say: flag, number, id, text, bytes, list, map.
// Both readers and both writers offer these few operations; this is the only place that knows the C++ types.

#pragma once

#include "core/wire/fields.h"
#include "core/wire/names.h"

#include <concepts>
#include <type_traits>

namespace pc::wire {

template<typename T>
inline constexpr bool kIsOptional = false;
template<typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template<typename T>
inline constexpr bool kIsList = false;
template<typename T>
inline constexpr bool kIsList<std::vector<T>> = true;

template<typename T>
inline constexpr bool kIsUuidId = false;
template<typename Tag>
inline constexpr bool kIsUuidId<StrongId<Tag, Uuid>> = true;

template<typename T>
inline constexpr bool kIsCounter = false;
template<typename Tag>
inline constexpr bool kIsCounter<StrongId<Tag, qint64>> = true;

template<typename T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool>;

template<typename In, WholeNumber T>
bool readNumber(In &in, T &out, quint64 most)
{
    quint64 raw = 0;
    if (!in.number(raw, most))
        return false;
    out = T(raw); // every `most` that fields.h names fits its member
    return true;
}

template<typename In, typename T>
bool readId(In &in, T &out)
{
    Uuid raw;
    if (!in.uuid(raw) || raw.isNull()) // "none" is said by leaving the key out
        return false;
    out = T { raw };
    return true;
}

template<typename In, typename T, typename Bound>
bool readList(In &in, std::vector<T> &out, Bound bound)
{
    if constexpr (std::is_same_v<Bound, ItemsAtMost>)
        return in.list(out, bound.most, AtMost { bound.bytes });
    else
        return in.list(out, bound.most, AtMost {});
}

/// Reads one value into `out`; false when it is of another type or breaks its bound.
template<typename In, typename T, typename Bound>
bool readValue(In &in, T &out, Bound bound)
{
    if constexpr (kIsOptional<T>) {
        return readValue(in, out.emplace(), bound);
    } else if constexpr (kIsList<T>) {
        return readList(in, out, bound);
    } else if constexpr (std::is_same_v<T, bool>) {
        return in.flag(out);
    } else if constexpr (WholeNumber<T>) {
        return readNumber(in, out, bound.most);
    } else if constexpr (kIsCounter<T>) {
        qint64 raw = 0;
        const bool ok = readNumber(in, raw, bound.most);
        out = T { raw };
        return ok;
    } else if constexpr (std::is_same_v<T, UtcTime>) {
        qint64 ms = 0;
        const bool ok = readNumber(in, ms, kMaxTimestamp);
        out = utcFromMilliseconds(ms);
        return ok;
    } else if constexpr (std::is_same_v<T, Milliseconds>) {
        qint64 ms = 0;
        const bool ok = readNumber(in, ms, kMaxDurationMs);
        out = Milliseconds { ms };
        return ok;
    } else if constexpr (std::is_same_v<T, Uuid> || kIsUuidId<T>) {
        return readId(in, out);
    } else if constexpr (std::is_same_v<T, QString>) {
        return in.text(out, qsizetype(bound.most));
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        return in.bytes(out, qsizetype(bound.most));
    } else if constexpr (std::is_enum_v<T>) {
        QString name;
        const auto value = in.text(name, kMaxEnumUnits) ? fromName<T>(name) : std::nullopt;
        out = value.value_or(out);
        return value.has_value();
    } else {
        return in.structure(out);
    }
}

/// Writes one value; total, since what breaks a bound is the receiver's to refuse.
template<typename Out, typename T>
void writeValue(Out &out, const T &value)
{
    if constexpr (kIsOptional<T>) {
        writeValue(out, *value); // an empty one equals its default and was left out
    } else if constexpr (kIsList<T>) {
        out.list(value);
    } else if constexpr (std::is_same_v<T, bool>) {
        out.flag(value);
    } else if constexpr (WholeNumber<T>) {
        out.number(value);
    } else if constexpr (kIsCounter<T>) {
        out.number(value.raw());
    } else if constexpr (std::is_same_v<T, UtcTime>) {
        out.number(toMilliseconds(value));
    } else if constexpr (std::is_same_v<T, Milliseconds>) {
        out.number(qint64(value.count()));
    } else if constexpr (std::is_same_v<T, Uuid>) {
        out.uuid(value);
    } else if constexpr (kIsUuidId<T>) {
        out.uuid(value.raw());
    } else if constexpr (std::is_same_v<T, QString>) {
        out.text(value);
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        out.bytes(value);
    } else if constexpr (std::is_enum_v<T>) {
        out.name(nameOf(value));
    } else {
        out.structure(value);
    }
}

/// A struct as it is when nothing was said about it: what `optional` fields are compared with.
template<typename Struct>
const Struct &defaults()
{
    static const Struct kDefaults {};
    return kDefaults;
}

/// Walks the fields of a value that are to be written: every required one, and the optional ones that say something.
template<typename Struct, typename Write>
class FieldWriter
{
public:
    FieldWriter(const Struct &value, Write write)
        : m_value(value)
        , m_write(write)
    {
    }

    template<typename T, typename Bound = AtMost>
    void required(QLatin1StringView key, T Struct::*member, Bound = {})
    {
        m_write(key, m_value.*member);
    }

    template<typename T, typename Bound = AtMost>
    void optional(QLatin1StringView key, T Struct::*member, Bound = {})
    {
        if (m_value.*member != defaults<Struct>().*member)
            m_write(key, m_value.*member);
    }

private:
    const Struct &m_value;
    Write m_write;
};

} // namespace pc::wire
