// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compose/emojimodel.h"

namespace pc::compose {

EmojiModel::EmojiModel(QObject *parent)
    : QAbstractListModel(parent)
{
    setQuery({});
}

void EmojiModel::setQuery(const QString &query)
{
    beginResetModel();
    m_shown.clear();
    for (const Emoji &emoji : allEmoji()) {
        if (matches(emoji, query))
            m_shown.push_back(&emoji);
    }
    endResetModel();
}

void EmojiModel::setTone(int tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), { Qt::DisplayRole });
}

int EmojiModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant EmojiModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Emoji &emoji = *m_shown[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return withTone(emoji, m_tone);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return emoji.name;
    default:
        return {};
    }
}

} // namespace pc::compose
