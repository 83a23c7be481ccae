// SPDX-License-Identifier: GPL-3.0-or-later
// The picker's emoji as a list: those that a search finds, with the skin tone that was chosen.

#pragma once

#include "ui/compose/emoji.h"

#include <QAbstractListModel>

namespace pc::compose {

class EmojiModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit EmojiModel(QObject *parent = nullptr);

    void setQuery(const QString &query);
    void setTone(int tone);

    int rowCount(const QModelIndex &parent = {}) const override;

    /// Display: the emoji; tool tip and accessible text: its name.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<const Emoji *> m_shown;
    int m_tone = 0;
};

} // namespace pc::compose
