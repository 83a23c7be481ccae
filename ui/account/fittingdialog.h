// SPDX-License-Identifier: GPL-3.0-or-later
// A dialog that is as high as its sentences are at its width: they come and go.

#pragma once

#include <QDialog>

namespace pc::account {

class FittingDialog : public QDialog
{
    Q_OBJECT

public:
    using QDialog::QDialog;

protected:
    void showEvent(QShowEvent *event) override;

    /// After a sentence came, went or changed.
    void fit();
};

} // namespace pc::account
