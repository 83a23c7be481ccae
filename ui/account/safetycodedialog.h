// SPDX-License-Identifier: GPL-3.0-or-later
// Lets a person check that somebody is who they seem: numbers to compare, or a picture for the other one's camera. Takes and gives
// values alone; what comes of it is its maker's.

#pragma once

#include "core/session/safetyview.h"
#include "ui/account/fittingdialog.h"
#include "ui/pictures/camera.h"
#include "ui/pictures/qrview.h"
#include "ui/style/plainlabel.h"

#include <QPushButton>

namespace pc::account {

class SafetyCodeDialog final : public FittingDialog
{
    Q_OBJECT

public:
    /// Deletes itself.
    SafetyCodeDialog(session::SafetyView view, const style::Theme &theme, QWidget *parent = nullptr,
        pictures::CameraMaker camera = pictures::systemCamera);

    QString digits() const { return m_digits->wholeText(); } ///< As shown: in lines.
    QString outcome() const { return m_outcome->wholeText(); } ///< Empty until something was read or said.
    const pictures::QrView &picture() const { return *m_picture; }
    style::PlainLabel *digitsLabel() const { return m_digits; }
    const style::PlainLabel *outcomeLabel() const { return m_outcome; }
    QPushButton *copyButton() const { return m_copy; }
    QPushButton *readButton() const { return m_read; }
    QPushButton *differButton() const { return m_differ; }
    QPushButton *sameButton() const { return m_same; }

    /// What the other person's screen showed.
    void takePicture(const QString &text);

Q_SIGNALS:
    void confirmed(); ///< The person says so; it closes then.

private:
    void buildWidgets();
    void copy();
    void read();
    void differ();
    void tell(const QString &sentence, style::Tone tone, bool mayConfirm);

    session::SafetyView m_view;
    const style::Theme &m_theme;
    pictures::CameraMaker m_camera;
    style::PlainLabel *m_digits = nullptr; ///< Child, as all below.
    pictures::QrView *m_picture = nullptr;
    style::PlainLabel *m_outcome = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_read = nullptr;
    QPushButton *m_differ = nullptr;
    QPushButton *m_same = nullptr;
};

} // namespace pc::account
