// SPDX-License-Identifier: GPL-3.0-or-later
// RowMarks: which messages are selected, which one has the keyboard, and which part of one text is marked. By id, so
// that rows may come and go around them.

#pragma once

#include "core/base/ids.h"
#include "ui/timeline/textflow.h"

#include <QSet>

#include <optional>

namespace pc::ui {

struct TextMark
{
    MessageId message;
    qsizetype from = 0; ///< Where the mark began.
    qsizetype to = 0; ///< Where it ends now, before or after that.

    TextRange range() const { return { std::min(from, to), std::max(from, to) }; }
};

class RowMarks
{
public:
    const QSet<MessageId> &selected() const { return m_selected; }
    bool isSelected(MessageId id) const { return m_selected.contains(id); }
    void select(MessageId id) { m_selected.insert(id); }
    void toggle(MessageId id);
    void remove(MessageId id);

    std::optional<TextMark> text() const { return m_text; }
    void markText(const TextMark &mark) { m_text = mark; }
    TextRange rangeIn(MessageId id) const;

    /// True when there was something to clear.
    bool clearSelected();
    bool clearText();

private:
    QSet<MessageId> m_selected;
    std::optional<TextMark> m_text;
};

} // namespace pc::ui
