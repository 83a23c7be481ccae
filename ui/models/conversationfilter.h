// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the conversation list that one asks for, in the list's own order.

#pragma once

#include <QSortFilterProxyModel>

namespace pc::ui {

class ConversationFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Show : quint8 {
        All, ///< All but archived ones.
        Unread,
        Classes, ///< Classes and other groups.
        People,
        Archived,
    };

    explicit ConversationFilter(QObject *parent = nullptr);

    void setShow(Show show);
    Show show() const { return m_show; }

    /// Every word must begin a word of title or chip; case and accents do not matter.
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    Show m_show = Show::All;
    QStringList m_words;
};

} // namespace pc::ui
