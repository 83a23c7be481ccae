// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/conversationfilter.h"

#include "ui/models/conversationlistmodel.h"

#include <algorithm>

namespace pc::ui {

namespace {

bool beginsAWord(const QString &text, const QString &word)
{
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (at == 0 || !text[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

bool isShown(ConversationFilter::Show show, const QModelIndex &row)
{
    using Show = ConversationFilter::Show;
    const auto kind = row.data(ConversationListModel::KindRole).value<chat::ConversationKind>();
    const bool archived = row.data(ConversationListModel::ArchivedRole).toBool();
    switch (show) {
    case Show::All:
        return !archived;
    case Show::Unread:
        return !archived && row.data(ConversationListModel::UnreadRole).toLongLong() > 0;
    case Show::Classes:
        return !archived && kind != chat::ConversationKind::Direct;
    case Show::People:
        return !archived && kind == chat::ConversationKind::Direct;
    case Show::Archived:
        return archived;
    }
    return true;
}

} // namespace

ConversationFilter::ConversationFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
}

void ConversationFilter::setShow(Show show)
{
    if (m_show == show)
        return;
    m_show = show;
    invalidateRowsFilter();
}

void ConversationFilter::setText(const QString &text)
{
    const QStringList words = folded(text).simplified().split(u' ', Qt::SkipEmptyParts);
    if (m_words == words)
        return;
    m_words = words;
    invalidateRowsFilter();
}

bool ConversationFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    if (!isShown(m_show, row))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString names = folded(row.data(ConversationListModel::TitleRole).toString() + u' '
        + row.data(ConversationListModel::ChipRole).toString());
    return std::ranges::all_of(m_words, [&](const QString &word) { return beginsAWord(names, word); });
}

} // namespace pc::ui
