// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/rowmarks.h"

#include <utility>

namespace pc::ui {

void RowMarks::toggle(MessageId id)
{
    if (!m_selected.remove(id))
        m_selected.insert(id);
}

void RowMarks::remove(MessageId id)
{
    m_selected.remove(id);
    if (m_text && m_text->message == id)
        m_text.reset();
}

TextRange RowMarks::rangeIn(MessageId id) const
{
    return m_text && m_text->message == id ? m_text->range() : TextRange {};
}

bool RowMarks::clearSelected()
{
    const bool had = !m_selected.isEmpty();
    m_selected.clear();
    return had;
}

bool RowMarks::clearText()
{
    return std::exchange(m_text, std::nullopt).has_value();
}

} // namespace pc::ui
