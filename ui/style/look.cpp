// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/look.h"

#include "ui/style/lookcontrols.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace pc::style {
namespace {

constexpr int kMenuMargin = 6;

bool isDangerous(const QWidget *widget)
{
    return widget && widget->property("dangerous").toBool();
}

// A field inside another control (a combo box, a row of ours) leaves its ground to that control.
bool ownsItsGround(const QWidget *widget)
{
    const auto *edit = qobject_cast<const QLineEdit *>(widget);
    if (!edit)
        return true;
    const QWidget *parent = edit->parentWidget();
    return edit->hasFrame() && !qobject_cast<const QComboBox *>(parent)
        && !qobject_cast<const QAbstractSpinBox *>(parent);
}

} // namespace

void paintFocusRing(QPainter &painter, const QRectF &around, double radius, const Theme &theme)
{
    const double out = kFocusGap + kFocusWidth / 2.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Tone::Accent), kFocusWidth));
    painter.drawRoundedRect(around.adjusted(-out, -out, out, out), radius + out, radius + out);
    painter.restore();
}

Look::Look(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_theme(theme)
{
}

void Look::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit:
        if (ownsItsGround(widget))
            paintField(*painter, option->rect, option->state.testFlag(State_HasFocus), m_theme,
                !widget || !widget->property("borderless").toBool());
        return;
    case PE_FrameLineEdit:
    case PE_FrameStatusBarItem:
        return;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractItemView *>(widget)) {
            const double in = kFocusGap + kFocusWidth;
            paintFocusRing(*painter, QRectF(option->rect).adjusted(in, in, -in, -in), kGap1, m_theme);
        }
        return;
    case PE_IndicatorCheckBox:
        paintCheckMark(*painter, *option, false, m_theme);
        return;
    case PE_IndicatorRadioButton:
        paintCheckMark(*painter, *option, true, m_theme);
        return;
    case PE_PanelMenu:
        paintMenuGround(*painter, option->rect, m_theme);
        return;
    case PE_FrameMenu:
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, option->palette.toolTipBase());
        return;
    default: // The rest is Fusion's, in our palette.
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Look::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == CE_PushButtonBevel) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return paintButton(*painter, *button, isDangerous(widget), m_theme);
    }
    if (element == CE_PushButtonLabel) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton tinted = *button;
            tinted.palette.setColor(QPalette::ButtonText, buttonInk(*button, isDangerous(widget), m_theme));
            return QProxyStyle::drawControl(element, &tinted, painter, widget);
        }
    }
    if (element == CE_MenuItem) {
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return paintMenuItem(*painter, *item, m_theme);
    }
    if (element == CE_MenuEmptyArea)
        return;
    if (element == CE_Splitter) {
        painter->fillRect(option->rect, m_theme.color(Tone::Line));
        return;
    }
    if (element == CE_ProgressBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return paintProgress(*painter, *bar, m_theme);
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Look::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const QRect slider = subControlRect(control, option, SC_ScrollBarSlider, widget);
            return paintScrollBar(*painter, *bar, slider, m_theme);
        }
    }
    if (control == CC_ComboBox) {
        const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (box && !box->editable)
            return paintComboBox(*painter, *box, m_theme);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Look::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (control == CC_ComboBox && part == SC_ComboBoxEditField && box && !box->editable) {
        // Where the text of a field begins, and clear of the arrow.
        const QRect text = box->rect.adjusted(kGap3, 0, -(kGap2 + kIconSmall + kGap1), 0);
        return visualRect(box->direction, box->rect, text);
    }
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
        return {}; // No arrows: the whole length is the groove.
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int thumb = length;
    if (range > 0)
        thumb = int(std::max<qint64>(kGap8, qint64(length) * bar->pageStep / (range + bar->pageStep)));
    thumb = std::min(thumb, length);
    const int start
        = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb, bar->upsideDown);
    const auto along = [&](int from, int size) {
        return upright ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                       : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
    };
    if (part == SC_ScrollBarSlider)
        return along(start, thumb);
    if (part == SC_ScrollBarSubPage)
        return along(0, start);
    if (part == SC_ScrollBarAddPage)
        return along(start + thumb, length - start - thumb);
    return bar->rect;
}

QRect Look::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const int side = ownsItsGround(widget) ? kGap3 : 0;
        return option->rect.adjusted(side, 0, -side, 0);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize Look::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        return { std::max(size.width(), contents.width() + 2 * kGap4),
            std::max(m_theme.scaled(kControlHeight), size.height()) };
    case CT_LineEdit:
        if (ownsItsGround(widget))
            size.setHeight(std::max(m_theme.scaled(kControlHeight), size.height()));
        return size;
    case CT_ComboBox:
        return { size.width() + kGap4, std::max(m_theme.scaled(kControlHeight), size.height()) };
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return { size.width(), 2 * kGap1 + 1 };
        // Room for an icon before and the key after.
        return { contents.width() + kIcon + 2 * kGap3 + 2 * kGap2 + kGap8, m_theme.scaled(kControlHeight) };
    }
    case CT_CheckBox:
    case CT_RadioButton:
        size.setHeight(std::max(m_theme.scaled(kGap8), size.height()));
        return size;
    default: // Fusion's sizes suit the rest.
        return size;
    }
}

int Look::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return kScrollBar;
    case PM_ScrollBarSliderMin:
        return kGap8;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return m_theme.scaled(18);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return kGap2;
    case PM_MenuPanelWidth:
        return 0;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return kMenuMargin;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return kIcon;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return kFocusGap + kFocusWidth;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Look::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *answer) const
{
    switch (hint) {
    case SH_UnderlineShortcut:
    case SH_EtchDisabledText:
    case SH_ScrollBar_Transient:
    case SH_ItemView_ShowDecorationSelected:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_ToolTipLabel_Opacity:
        return 255;
    default:
        return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

void Look::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QMenu *>(widget)) {
        // Round corners need a window that is not opaque.
        widget->setAttribute(Qt::WA_TranslucentBackground);
        widget->setWindowFlag(Qt::NoDropShadowWindowHint);
        widget->setWindowFlag(Qt::FramelessWindowHint);
    }
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

} // namespace pc::style
