// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/fittingdialog.h"

#include "ui/style/metrics.h"

#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::account {

using namespace style;

void FittingDialog::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
}

QWidget *FittingDialog::buildScrolled()
{
    m_area = new QScrollArea(this);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget;
    m_area->setWidget(inside);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, kGap4);
    whole->setSpacing(kGap3);
    whole->addWidget(m_area, 1);
    return inside;
}

void FittingDialog::fit()
{
    if (m_area) {
        QLayout *inside = m_area->widget()->layout();
        inside->activate();
        m_area->setMinimumWidth(inside->totalMinimumSize().width() + kScrollBar);
    }
    layout()->activate();
    const int least = std::max(kColumnMost, layout()->totalMinimumSize().width());
    if (!m_area) {
        resize(least, layout()->totalHeightForWidth(least));
        return;
    }
    const int around = layout()->totalMinimumSize().height() - m_area->minimumSizeHint().height();
    const int wanted = m_area->widget()->layout()->totalHeightForWidth(least) + around;
    resize(least, std::min(wanted, screen()->availableGeometry().height() - kHeaderHeight)); // and its title bar
}

void FittingDialog::reveal(QWidget *part)
{
    m_area->widget()->layout()->activate();
    m_area->ensureWidgetVisible(part, 0, 0);
}

} // namespace pc::account
