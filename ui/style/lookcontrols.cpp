// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/lookcontrols.h"

#include "ui/style/icon.h"
#include "ui/style/look.h"

#include <QStringList>

namespace pc::style {
namespace {

QRectF crisp(const QRect &box)
{
    return QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5);
}

bool isFlat(const QStyleOptionButton &option)
{
    return option.features.testFlag(QStyleOptionButton::Flat);
}

bool isPrimary(const QStyleOptionButton &option)
{
    return option.features.testFlag(QStyleOptionButton::DefaultButton);
}

} // namespace

void paintField(QPainter &painter, const QRect &box, bool focused, const Theme &theme, bool bordered)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.color(Tone::Hover));
    painter.setPen(focused ? QPen(theme.color(Tone::Accent), kFocusWidth)
            : bordered     ? QPen(theme.color(Tone::Line), 1)
                           : QPen(Qt::NoPen));
    const double in = focused ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(box).adjusted(in, in, -in, -in), kFieldRadius, kFieldRadius);
    painter.restore();
}

QColor buttonInk(const QStyleOptionButton &option, bool dangerous, const Theme &theme)
{
    if (!option.state.testFlag(QStyle::State_Enabled))
        return theme.color(Tone::Faint);
    if (isPrimary(option))
        return dangerous ? theme.color(Tone::Panel) : theme.color(Tone::OnAccent);
    if (dangerous)
        return theme.color(Tone::Danger);
    return theme.color(isFlat(option) ? Tone::Accent : Tone::Text);
}

void paintButton(QPainter &painter, const QStyleOptionButton &option, bool dangerous, const Theme &theme)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool hot = enabled && option.state.testFlag(QStyle::State_MouseOver);
    const bool down = option.state.testFlag(QStyle::State_Sunken);
    QColor ground = theme.color(Tone::Chip);
    if (isPrimary(option) && enabled)
        ground = theme.color(dangerous ? Tone::Danger : Tone::Accent);
    if (hot || down)
        ground = mixed(ground, theme.color(Tone::Text), down ? 0.18 : 0.09);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF box = crisp(option.rect);
    if (!isFlat(option) || hot || down) {
        painter.setBrush(isFlat(option) ? theme.color(Tone::Hover) : ground);
        painter.drawRoundedRect(box, kButtonRadius, kButtonRadius);
    }
    painter.restore();
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        // A widget cannot paint beyond itself: the ring and its gap are taken from the button's own edge.
        const double in = kFocusGap + kFocusWidth;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(Tone::Panel), kFocusGap));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(3, 3, -3, -3), kGap1 + 1, kGap1 + 1);
        painter.restore();
        paintFocusRing(painter, QRectF(option.rect).adjusted(in, in, -in, -in), kGap1, theme);
    }
}

void paintCheckMark(QPainter &painter, const QStyleOption &option, bool round, const Theme &theme)
{
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (!enabled)
        painter.setOpacity(0.5);
    const QRectF box = crisp(option.rect);
    const double radius = round ? box.height() / 2 : kGap1;
    painter.setBrush(on ? theme.color(Tone::Accent) : theme.color(Tone::Hover));
    painter.setPen(QPen(on ? theme.color(Tone::Accent) : theme.color(Tone::Faint), 1));
    painter.drawRoundedRect(box, radius, radius);
    if (on && round) {
        painter.setBrush(theme.color(Tone::OnAccent));
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5);
    } else if (on) {
        paintIcon(painter, Icon::Tick, box.adjusted(1, 1, -1, -1), theme.color(Tone::OnAccent));
    }
    painter.restore();
}

void paintMenuGround(QPainter &painter, const QRect &box, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.color(Tone::Panel));
    painter.setPen(QPen(theme.color(Tone::Line), 1));
    painter.drawRoundedRect(crisp(box), kButtonRadius, kButtonRadius);
    painter.restore();
}

void paintMenuItem(QPainter &painter, const QStyleOptionMenuItem &option, const Theme &theme)
{
    const QRect box = option.rect;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(box.left(), box.center().y(), box.width(), 1), theme.color(Tone::Line));
        painter.restore();
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (enabled && option.state.testFlag(QStyle::State_Selected)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Tone::Hover));
        painter.drawRoundedRect(box, kGap1 + 2, kGap1 + 2);
    }
    const auto place = [&](const QRect &r) { return QStyle::visualRect(option.direction, box, r); };
    const QRect sign(box.left() + kGap2, box.center().y() - kIcon / 2 + 1, kIcon, kIcon);
    const QColor ink = theme.color(enabled ? Tone::Text : Tone::Faint);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        paintIcon(painter, Icon::Tick, place(sign), theme.color(Tone::Accent));
    else if (!option.icon.isNull())
        option.icon.paint(&painter, place(sign), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);

    const QStringList parts = option.text.split(QLatin1Char('\t'));
    const int textLeft = sign.right() + 1 + kGap2;
    const QRect text(textLeft, box.top(), box.right() - textLeft - kGap2, box.height());
    const int flags = int(Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic);
    const bool mirrored = option.direction == Qt::RightToLeft;
    painter.setFont(theme.font(TextSize::Body));
    painter.setPen(ink);
    painter.drawText(place(text), flags | int(mirrored ? Qt::AlignRight : Qt::AlignLeft), parts.at(0));
    if (parts.size() > 1) {
        painter.setFont(theme.font(TextSize::Caption));
        painter.setPen(theme.color(Tone::Faint));
        painter.drawText(place(text), flags | int(mirrored ? Qt::AlignLeft : Qt::AlignRight), parts.at(1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect arrow(
            box.right() - kIconSmall - kGap1, box.center().y() - kIconSmall / 2 + 1, kIconSmall, kIconSmall);
        paintIcon(painter, Icon::Forward, place(arrow), theme.color(Tone::Faint), option.direction);
    }
    painter.restore();
}

void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider, const Theme &theme)
{
    if (option.maximum <= option.minimum)
        return;
    const bool hot = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    QColor ink = theme.color(Tone::Faint);
    ink.setAlphaF(hot ? 0.75F : 0.4F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    const double in = hot ? 2 : 3;
    const QRectF thumb = QRectF(slider).adjusted(in, in, -in, -in);
    const double radius = std::min(thumb.width(), thumb.height()) / 2;
    painter.drawRoundedRect(thumb, radius, radius);
    painter.restore();
}

void paintComboBox(QPainter &painter, const QStyleOptionComboBox &option, const Theme &theme)
{
    paintField(painter, option.rect, option.state.testFlag(QStyle::State_HasFocus), theme);
    QRect arrow(0, 0, kIconSmall, kIconSmall);
    arrow.moveCenter(option.rect.center());
    arrow.moveRight(option.rect.right() - kGap2);
    arrow = QStyle::visualRect(option.direction, option.rect, arrow);
    painter.save();
    painter.translate(QRectF(arrow).center());
    painter.rotate(90);
    paintIcon(painter, Icon::Forward, QRectF(-kIconSmall / 2.0, -kIconSmall / 2.0, kIconSmall, kIconSmall),
        theme.color(Tone::Secondary));
    painter.restore();
}

void paintProgress(QPainter &painter, const QStyleOptionProgressBar &option, const Theme &theme)
{
    const int height = kGap1;
    QRectF groove(option.rect.left(), option.rect.center().y() - height / 2.0, option.rect.width(), height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Tone::Line));
    painter.drawRoundedRect(groove, height / 2.0, height / 2.0);
    const int range = option.maximum - option.minimum;
    // Without a known end the bar stands at a third: what happens is said in words beside it.
    const double share = range > 0 ? double(option.progress - option.minimum) / range : 1.0 / 3.0;
    QRectF done = groove;
    done.setWidth(groove.width() * share);
    if (option.direction == Qt::RightToLeft)
        done.moveRight(groove.right());
    painter.setBrush(theme.color(Tone::Accent));
    painter.drawRoundedRect(done, height / 2.0, height / 2.0);
    painter.restore();
}

} // namespace pc::style
