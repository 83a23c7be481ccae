// SPDX-License-Identifier: GPL-3.0-or-later
// Adds a further computer of the person who is signed in: asks for its code or reads its picture, then whether the words are the same.

#pragma once

#include "core/session/devicedesk.h"
#include "ui/account/fittingdialog.h"
#include "ui/pictures/camera.h"
#include "ui/style/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>

namespace pc::account {

class LinkDialog final : public FittingDialog
{
    Q_OBJECT

public:
    /// Both must outlive this, which deletes itself.
    LinkDialog(session::DeviceDesk &desk, const style::Theme &theme, QWidget *parent = nullptr,
        pictures::CameraMaker camera = pictures::systemCamera);

    QString text() const { return m_text->wholeText(); }
    QString words() const { return m_words->wholeText(); } ///< Empty until they are known.
    QString trouble() const { return m_trouble->wholeText(); }
    QLineEdit *field() const { return m_field; }
    QPushButton *readButton() const { return m_read; }
    QPushButton *button() const { return m_button; }
    QPushButton *cancelButton() const { return m_cancel; }

    void reject() override;

private:
    enum class Step : quint8 { Typing, Looking, Comparing, Adding, Done };

    void enter(Step step);
    void act();
    void read();
    void find(const QString &codeOrPicture, bool isPicture);
    void onFound(const Result<session::LinkCandidate> &found);
    void onLinked(const Result<void> &linked);
    void fail(const QString &sentence);

    session::DeviceDesk &m_desk;
    Step m_step = Step::Typing;
    const style::Theme &m_theme;
    pictures::CameraMaker m_camera;
    bool m_isPicture = false; ///< What is looked for was read, not typed.
    QString m_name; ///< Of who was found.
    style::PlainLabel *m_text; ///< Child, as all below.
    QLineEdit *m_field;
    QPushButton *m_read;
    style::PlainLabel *m_words;
    style::PlainLabel *m_trouble;
    QPushButton *m_cancel;
    QPushButton *m_button;
};

} // namespace pc::account
