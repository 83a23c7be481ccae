// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one person: in a picker with a check mark, among members with a presence dot.

#pragma once

#include "core/base/ids.h"
#include "ui/style/theme.h"

#include <QSet>
#include <QStyledItemDelegate>

namespace pc::sidebar {

class PersonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// people::PresenceStatus, where a model knows it: beyond the roles of ui::PeopleModel.
    static constexpr int kPresenceRole = Qt::UserRole + 100;

    /// Whose letters the avatar shows, where the name has more than the name in it.
    static constexpr int kAvatarNameRole = Qt::UserRole + 101;

    explicit PersonDelegate(const style::Theme &theme, QObject *parent = nullptr);

    /// Who carries a check mark.
    void setChecked(const QSet<UserId> &checked) { m_checked = checked; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const style::Theme &m_theme;
    QSet<UserId> m_checked;
};

} // namespace pc::sidebar
