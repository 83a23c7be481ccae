// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/fittingdialog.h"

#include "ui/style/metrics.h"

#include <QLayout>

#include <algorithm>

namespace pc::account {

void FittingDialog::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
}

void FittingDialog::fit()
{
    layout()->activate();
    const int least = std::max(style::kColumnMost, layout()->totalMinimumSize().width());
    resize(least, layout()->totalHeightForWidth(least));
}

} // namespace pc::account
