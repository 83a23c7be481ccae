// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/tomlfile.h"

// toml++ 3.3 asserts that a header such as "[!" begins with a letter, though its parser then refuses it in words; with
// NDEBUG it would even promise that to clang's optimiser. Foreign text is no bug of ours: both are switched off.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace pc::relay::admin {

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

int lineOf(const toml::node &node)
{
    return int(node.source().begin.line);
}

Error atLine(int line, const QString &what)
{
    return { Errc::Invalid, QStringLiteral("%1: %2").arg(line).arg(what) };
}

std::optional<QStringList> texts(const toml::array &array)
{
    QStringList list;
    for (const toml::node &item : array) {
        const auto *one = item.as_string();
        if (!one)
            return std::nullopt;
        list.append(text(one->get()));
    }
    return list;
}

std::optional<TomlValue> valueOf(const toml::node &node)
{
    if (const auto *flag = node.as_boolean())
        return TomlValue(flag->get());
    if (const auto *number = node.as_integer())
        return TomlValue(qint64(number->get()));
    if (const auto *one = node.as_string())
        return TomlValue(text(one->get()));
    if (const auto *array = node.as_array()) {
        if (auto list = texts(*array))
            return TomlValue(std::move(*list));
    }
    return std::nullopt;
}

Result<void> flatten(const toml::table &table, const QString &prefix, std::vector<TomlEntry> &out)
{
    for (const auto &[name, node] : table) {
        const QString key = prefix + text(name.str());
        if (const auto *inner = node.as_table()) {
            if (auto done = flatten(*inner, key + u'.', out); !done)
                return done;
            continue;
        }
        auto value = valueOf(node);
        if (!value)
            return atLine(lineOf(node), QStringLiteral("%1 has a value of a kind that is not used here").arg(key));
        out.push_back({ key, std::move(*value), lineOf(node) });
    }
    return {};
}

} // namespace

Result<std::vector<TomlEntry>> parseToml(const QByteArray &bytes)
{
    const toml::parse_result parsed = toml::parse(std::string_view(bytes.constData(), size_t(bytes.size())));
    if (!parsed) {
        const toml::parse_error &error = parsed.error();
        return atLine(int(error.source().begin.line), text(error.description()));
    }
    std::vector<TomlEntry> entries;
    if (auto done = flatten(parsed.table(), {}, entries); !done)
        return done.error();
    std::sort(entries.begin(), entries.end(), [](const TomlEntry &a, const TomlEntry &b) { return a.line < b.line; });
    return entries;
}

} // namespace pc::relay::admin
