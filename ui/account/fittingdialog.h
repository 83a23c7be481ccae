// SPDX-License-Identifier: GPL-3.0-or-later
// A dialog that is as high as its sentences are at its width: they come and go. Where a screen is not as high, what lies in its area
// scrolls.

#pragma once

#include <QDialog>
#include <QScrollArea>

namespace pc::account {

class FittingDialog : public QDialog
{
    Q_OBJECT

public:
    using QDialog::QDialog;

protected:
    void showEvent(QShowEvent *event) override;

    /// Makes the dialog's layout: the returned widget scrolls where there is no room, and stands above what is added to layout().
    QWidget *buildScrolled();

    /// After a sentence came, went or changed.
    void fit();

    /// Scrolls to it, after fit().
    void reveal(QWidget *part);

private:
    QScrollArea *m_area = nullptr; ///< Child; After buildScrolled().
};

} // namespace pc::account
