// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/longcheckbox.h"

#include <QEvent>
#include <QStyleOptionButton>
#include <QStylePainter>

#include <algorithm>

namespace pc::style {

namespace {

constexpr int kLong = 100'000;
constexpr int kFlags = Qt::AlignLeading | Qt::AlignVCenter | Qt::TextWordWrap;

} // namespace

LongCheckBox::LongCheckBox(const QString &text, QWidget *parent)
    : QCheckBox(text, parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum, QSizePolicy::CheckBox);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int LongCheckBox::before() const
{
    return style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, this)
        + style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing, nullptr, this);
}

QSize LongCheckBox::needed(int width) const
{
    const QSize words
        = fontMetrics().boundingRect(QRect(0, 0, std::max(1, width - before()), kLong), kFlags, text()).size();
    QStyleOptionButton option;
    initStyleOption(&option);
    const QSize one = style()->sizeFromContents(QStyle::CT_CheckBox, &option, words, this);
    return { words.width() + before(), std::max(one.height(), words.height()) };
}

QSize LongCheckBox::sizeHint() const
{
    return needed(kLong);
}

QSize LongCheckBox::minimumSizeHint() const
{
    return needed(1);
}

int LongCheckBox::heightForWidth(int width) const
{
    return needed(width).height();
}

void LongCheckBox::changeEvent(QEvent *event)
{
    QCheckBox::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

void LongCheckBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const int side = style()->pixelMetric(QStyle::PM_IndicatorHeight, nullptr, this);
    const int firstLine = std::min(height(), needed(kLong).height());
    QStyleOptionButton box = option;
    box.rect = QStyle::visualRect(layoutDirection(), rect(), QRect(0, (firstLine - side) / 2, side, side));
    painter.drawPrimitive(QStyle::PE_IndicatorCheckBox, box);
    const QRect words = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(before(), 0, 0, 0));
    const auto flags
        = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextWordWrap;
    painter.drawItemText(words, flags, option.palette, isEnabled(), text(), QPalette::WindowText);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.rect = words.adjusted(-2, 0, 2, 0);
        painter.drawPrimitive(QStyle::PE_FrameFocusRect, focus);
    }
}

} // namespace pc::style
