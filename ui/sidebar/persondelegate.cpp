// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/persondelegate.h"

#include "core/base/uuid.h"
#include "ui/models/peoplemodel.h"
#include "ui/sidebar/conversationdelegate.h"
#include "ui/sidebar/presencedot.h"
#include "ui/style/icon.h"
#include "ui/style/textblock.h"

#include <QPainter>

namespace pc::sidebar {

using namespace style;
using People = ui::PeopleModel;

PersonDelegate::PersonDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 0, m_theme.scaled(kPersonRowHeight) };
}

void PersonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect row = option.rect;
    const auto place = [&](const QRect &r) { return mirrored(r, row, option.direction); };
    QStyleOptionViewItem plain = option;
    plain.state.setFlag(QStyle::State_Selected, false);
    if (option.state.testFlag(QStyle::State_Selected))
        plain.state |= QStyle::State_MouseOver; // The row that Enter would take.
    const QColor ground = paintRowGround(*painter, plain, m_theme);

    const int side = m_theme.scaled(kAvatarMedium);
    const QRect avatar(row.left() + kGap4, row.center().y() + 1 - side / 2, side, side);
    const QString name = index.data(People::NameRole).toString();
    const QVariant letters = index.data(kAvatarNameRole);
    paintAvatar(*painter, place(avatar),
        { index.data(People::AvatarSeedRole).value<Uuid>().toByteArray(), letters.isValid() ? letters.toString() : name,
            dotOf(index.data(kPresenceRole).value<people::PresenceStatus>()) },
        ground, m_theme, option.direction);

    int end = row.right() + 1 - kGap4;
    if (m_checked.contains(index.data(People::IdRole).value<UserId>())) {
        const int mark = m_theme.scaled(kIcon);
        const QRect box(end - mark, row.center().y() + 1 - mark / 2, mark, mark);
        paintIcon(*painter, Icon::Check, place(box), m_theme.color(Tone::Accent), option.direction);
        end -= mark + kGap2;
    }
    const int left = avatar.right() + 1 + kGap3;
    const QString label = index.data(People::LabelRole).toString();
    const int height = m_theme.lineHeight(TextSize::Body);
    const int top = label.isEmpty() ? row.center().y() + 1 - height / 2 : row.center().y() + 1 - height;
    paintLine(*painter, place(QRect(left, top, end - left, height)), name, m_theme.font(TextSize::Body, Weight::Strong),
        m_theme.color(Tone::Text), option.direction);
    paintLine(*painter, place(QRect(left, top + height, end - left, height - 2)), label,
        m_theme.font(TextSize::Caption), m_theme.color(Tone::Secondary), option.direction);
}

} // namespace pc::sidebar
