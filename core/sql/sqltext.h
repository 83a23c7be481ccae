// SPDX-License-Identifier: GPL-3.0-or-later
// SqlText: SQL that was written as a literal. It cannot be made at run time, so no statement is ever put together
// from values.

#pragma once

#include <QLatin1StringView>

#include <cstddef>

namespace pc::sql {

class SqlText
{
public:
    template<size_t N>
    consteval SqlText(const char (&literal)[N])
        : m_text(literal)
        , m_size(N - 1)
    {
    }

    QLatin1StringView view() const { return QLatin1StringView(m_text, qsizetype(m_size)); }

private:
    const char *m_text;
    size_t m_size;
};

} // namespace pc::sql
