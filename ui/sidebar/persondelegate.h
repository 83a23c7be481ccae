// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one person of the school's directory: in the picker with a check mark, in the search below a heading.

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
    explicit PersonDelegate(const style::Theme &theme, QObject *parent = nullptr);

    /// Who carries a check mark; `checkable` rows show an empty mark for the others.
    void setChecked(const QSet<UserId> &checked) { m_checked = checked; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const style::Theme &m_theme;
    QSet<UserId> m_checked;
};

} // namespace pc::sidebar
