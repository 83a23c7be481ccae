// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/conversationdelegate.h"

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "ui/models/conversationlistmodel.h"
#include "ui/models/timetext.h"
#include "ui/sidebar/presencedot.h"
#include "ui/style/badge.h"
#include "ui/style/icon.h"
#include "ui/style/look.h"
#include "ui/style/textblock.h"

#include <QDateTime>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace pc::sidebar {
namespace {

using namespace style;
using Conversations = ui::ConversationListModel;
using ui::PreviewKind;

bool isChosen(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

// Faint is made for panels; upon the selected row it would be too close to its ground.
Tone quietTone(const QStyleOptionViewItem &option)
{
    return isChosen(option) ? Tone::Secondary : Tone::Faint;
}

Tone previewTone(PreviewKind kind)
{
    switch (kind) {
    case PreviewKind::Typing:
        return Tone::Accent;
    case PreviewKind::Failed:
        return Tone::Danger;
    case PreviewKind::None:
    case PreviewKind::Draft:
    case PreviewKind::Text:
    case PreviewKind::Event:
    case PreviewKind::Placeholder:
        break;
    }
    return Tone::Secondary;
}

// Takes `width` and a gap off the trailing end.
QRect withoutEnd(const QRect &line, int width)
{
    return line.adjusted(0, 0, -width, 0);
}

} // namespace

QColor paintRowGround(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    QColor ground = theme.color(Tone::Panel);
    if (isChosen(option))
        ground = theme.color(Tone::Selected);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        ground = theme.color(Tone::Hover);
    painter.fillRect(option.rect, ground);
    if (isChosen(option)) {
        const int inset = theme.scaled(kGap3);
        const QRect bar(option.rect.left() - kSelectionBar, option.rect.top() + inset, 2 * kSelectionBar,
            option.rect.height() - 2 * inset);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Tone::Accent));
        painter.setClipRect(option.rect);
        painter.drawRoundedRect(mirrored(bar, option.rect, option.direction), kSelectionBar, kSelectionBar);
        painter.restore();
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        const double in = kFocusWidth + kFocusGap + 1;
        paintFocusRing(painter, QRectF(option.rect).adjusted(in, in, -in, -in), kGap1, theme);
    }
    return ground;
}

ConversationDelegate::ConversationDelegate(const Theme &theme, const Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_clock(clock)
{
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 0, m_theme.scaled(kRowHeight) };
}

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect row = option.rect;
    const QColor ground = paintRowGround(*painter, option, m_theme);

    const int side = m_theme.scaled(kAvatar);
    const QRect avatar(row.left() + kGap4, row.center().y() + 1 - side / 2, side, side);
    const Avatar sign { index.data(Conversations::AvatarSeedRole).value<Uuid>().toByteArray(),
        index.data(Conversations::TitleRole).toString(),
        dotOf(index.data(Conversations::PresenceRole).value<people::PresenceStatus>()) };
    paintAvatar(*painter, mirrored(avatar, row, option.direction), sign, ground, m_theme, option.direction);

    const int left = avatar.right() + 1 + kGap3;
    const int width = row.right() + 1 - kGap4 - left;
    const int height = m_theme.lineHeight(TextSize::Body);
    const int middle = row.center().y() + 1;
    paintFirstLine(*painter, option, index, QRect(left, middle - height, width, height));
    paintSecondLine(*painter, option, index, QRect(left, middle + 1, width, height));
}

void ConversationDelegate::paintFirstLine(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &line) const
{
    const auto place = [&](const QRect &r) { return mirrored(r, option.rect, option.direction); };
    QRect rest = line;

    const QDateTime time = index.data(Conversations::TimeRole).toDateTime();
    if (time.isValid()) {
        const QString text
            = ui::shortTimeText(utcFromMilliseconds(time.toMSecsSinceEpoch()), ui::localDay(m_clock.utcNow()));
        const QFont font = m_theme.font(TextSize::Caption);
        const int width = QFontMetrics(font).horizontalAdvance(text) + 1;
        const QRect box(rest.right() + 1 - width, rest.top(), width, rest.height());
        paintLine(painter, place(box), text, font, m_theme.color(quietTone(option)), option.direction);
        rest = withoutEnd(rest, width + kGap2);
    }

    const QFont font = m_theme.font(TextSize::Body, Weight::Strong);
    const QString title = index.data(Conversations::TitleRole).toString();
    const QString chip = index.data(Conversations::ChipRole).toString();
    const int titleWidth = QFontMetrics(font).horizontalAdvance(title.left(200)) + 2;
    // A name is worth more than its chip: the chip takes what is left, or nothing.
    const int chipRoom = rest.width() - std::min(titleWidth, rest.width()) - kGap2;
    const int leastChip = m_theme.scaled(kAvatar);
    const int chipWhole = chip.isEmpty() ? 0 : chipWidth(chip, m_theme);
    const bool showsChip = chipWhole > 0 && chipRoom >= std::min(chipWhole, leastChip);

    QRect name = rest;
    if (showsChip)
        name.setWidth(std::min(titleWidth, rest.width()));
    paintLine(painter, place(name), title, font, m_theme.color(Tone::Text), option.direction);
    if (showsChip) {
        const int height = m_theme.scaled(kChipHeight) - 2;
        const QRect box(
            name.right() + 1 + kGap1, line.center().y() + 1 - height / 2, std::min(chipWhole, chipRoom), height);
        paintChip(painter, place(box), chip, m_theme);
    }
}

void ConversationDelegate::paintSecondLine(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &line) const
{
    const auto place = [&](const QRect &r) { return mirrored(r, option.rect, option.direction); };
    const int marks = paintMarks(painter, option, index, line);
    QRect rest = withoutEnd(line, marks);
    const auto kind = index.data(Conversations::PreviewKindRole).value<PreviewKind>();
    const QFont font = m_theme.font(TextSize::Secondary);
    if (kind == PreviewKind::Draft) {
        const QString mark = tr("Draft:", "before the text of a message that was not sent yet");
        const int used = paintLine(painter, place(rest), mark, font, m_theme.color(Tone::Danger), option.direction);
        rest.setLeft(std::min(rest.right(), rest.left() + used + kGap1));
    }
    paintLine(painter, place(rest), index.data(Conversations::PreviewRole).toString(), font,
        m_theme.color(previewTone(kind)), option.direction);
}

int ConversationDelegate::paintMarks(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &line) const
{
    const auto place = [&](const QRect &r) { return mirrored(r, option.rect, option.direction); };
    const bool muted = index.data(Conversations::MutedRole).toBool();
    int end = line.right() + 1;
    const qint64 unread = index.data(Conversations::UnreadRole).toLongLong();
    if (unread > 0) {
        const int height = m_theme.scaled(kBadgeHeight);
        const int width = badgeWidth(unread, m_theme);
        const QRect box(end - width, line.center().y() + 1 - height / 2, width, height);
        paintBadge(painter, place(box), unread, m_theme, muted);
        end -= width + kGap2;
    }
    const auto mark = [&](Icon icon) {
        const int side = m_theme.scaled(kIconSmall);
        const QRect box(end - side, line.center().y() + 1 - side / 2, side, side);
        paintIcon(painter, icon, place(box), m_theme.color(quietTone(option)), option.direction);
        end -= side + kGap1;
    };
    if (muted)
        mark(Icon::BellOff);
    if (index.data(Conversations::PinnedRole).toBool())
        mark(Icon::Pin);
    const int used = line.right() + 1 - end;
    return used > 0 ? used + kGap1 : 0;
}

} // namespace pc::sidebar
