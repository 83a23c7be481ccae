// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/readerdelegate.h"

#include "core/base/uuid.h"
#include "ui/models/readersmodel.h"
#include "ui/models/readerstext.h"
#include "ui/sidebar/conversationdelegate.h"
#include "ui/style/avatar.h"
#include "ui/style/icon.h"
#include "ui/style/textblock.h"

#include <QPainter>

namespace pc::window {
namespace {

using namespace style;
using Model = ui::ReadersModel;

ui::ReaderState stateAt(const QModelIndex &index)
{
    return index.data(Model::StateRole).value<ui::ReaderState>();
}

bool wantsALook(ui::ReaderState state)
{
    return state == ui::ReaderState::Closing || state == ui::ReaderState::Changed;
}

} // namespace

ReaderDelegate::ReaderDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize ReaderDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (!index.parent().isValid())
        return { 0, m_theme.scaled(kPersonRowHeight) };
    return { 0, m_theme.lineHeight(TextSize::Secondary) + m_theme.lineHeight(TextSize::Caption) + kGap2 };
}

void ReaderDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // The view hands over what is right of the branches; a row is lit from edge to edge.
    QStyleOptionViewItem plain = option;
    plain.state.setFlag(QStyle::State_Selected, false);
    if (option.state.testFlag(QStyle::State_Selected))
        plain.state |= QStyle::State_MouseOver;
    const QColor ground = sidebar::paintRowGround(*painter, plain, m_theme);
    const QRect row = option.rect;
    const auto place = [&](const QRect &r) { return mirrored(r, row, option.direction); };
    const int side = m_theme.scaled(kAvatarMedium);
    const int middle = row.center().y() + 1;
    const int left = row.left() + kGap4 + side + kGap3;
    int end = row.right() + 1 - kGap4;
    if (index.parent().isValid()) {
        if (stateAt(index) == ui::ReaderState::Changed) {
            const int mark = m_theme.scaled(kIconSmall);
            paintIcon(*painter, Icon::Warning, place(QRect(left - kGap3 - mark, middle - mark / 2, mark, mark)),
                m_theme.color(Tone::NoticeText));
        }
        return paintLines(*painter, option, index, QRect(left, row.top(), end - left, row.height()), Weight::Regular);
    }
    const QRect avatar(row.left() + kGap4, middle - side / 2, side, side);
    paintAvatar(*painter, place(avatar),
        { index.data(Model::AvatarSeedRole).value<Uuid>().toByteArray(), index.data(Model::AvatarNameRole).toString(),
            PresenceDot::None },
        ground, m_theme, option.direction);
    if (index.model()->hasChildren(index)) {
        const int mark = m_theme.scaled(kIconSmall);
        paintArrow(*painter, place(QRect(end - mark, middle - mark / 2, mark, mark)), option);
        end -= mark + kGap2;
    }
    paintLines(*painter, option, index, QRect(left, row.top(), end - left, row.height()), Weight::Strong);
}

// Points to where the devices come from, and down when they are there.
void ReaderDelegate::paintArrow(QPainter &painter, const QRect &box, const QStyleOptionViewItem &option) const
{
    painter.save();
    painter.translate(QRectF(box).center());
    if (option.state.testFlag(QStyle::State_Open))
        painter.rotate(option.direction == Qt::RightToLeft ? -90 : 90);
    const double half = box.width() / 2.0;
    paintIcon(painter, Icon::Forward, QRectF(-half, -half, box.width(), box.height()), m_theme.color(Tone::Faint),
        option.direction);
    painter.restore();
}

void ReaderDelegate::paintLines(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
    const QRect &box, Weight weight) const
{
    const auto place = [&](const QRect &r) { return mirrored(r, option.rect, option.direction); };
    const TextSize size = weight == Weight::Strong ? TextSize::Body : TextSize::Secondary;
    const int upper = m_theme.lineHeight(size);
    const int lower = m_theme.lineHeight(TextSize::Caption);
    const int top = box.top() + (box.height() - upper - lower) / 2;
    paintLine(painter, place(QRect(box.left(), top, box.width(), upper)), index.data().toString(),
        m_theme.font(size, weight), m_theme.color(Tone::Text), option.direction);
    paintLine(painter, place(QRect(box.left(), top + upper, box.width(), lower)),
        index.data(Model::NoteRole).toString(), m_theme.font(TextSize::Caption),
        m_theme.color(wantsALook(stateAt(index)) ? Tone::NoticeText : Tone::Secondary), option.direction);
}

} // namespace pc::window
