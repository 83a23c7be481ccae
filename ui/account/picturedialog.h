// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the picture that another screen shows: with a camera where there is one, from a file, from what was copied, or dropped here.

#pragma once

#include "ui/account/fittingdialog.h"
#include "ui/pictures/camera.h"
#include "ui/pictures/framereader.h"
#include "ui/pictures/frameview.h"
#include "ui/pictures/picturefile.h"
#include "ui/style/plainlabel.h"

#include <QPushButton>

namespace pc::account {

class PictureDialog final : public FittingDialog
{
    Q_OBJECT

public:
    /// `task`: a sentence that says which picture. The camera runs while this is shown. Deletes itself.
    PictureDialog(
        const QString &task, const pictures::CameraMaker &camera, const style::Theme &theme, QWidget *parent = nullptr);

    QString state() const { return m_state->wholeText(); } ///< Of the camera.
    QString trouble() const { return m_trouble->wholeText(); }
    const pictures::FrameView &view() const { return *m_view; }
    QPushButton *openButton() const { return m_open; }
    QPushButton *pasteButton() const { return m_paste; }
    QPushButton *cancelButton() const { return m_cancel; }

    void take(const pictures::PickedPicture &picked);
    void setPatience(std::chrono::milliseconds patience)
    {
        m_patience.setInterval(patience);
    } ///< With what take() reads.

Q_SIGNALS:
    void pictureRead(const QString &text); ///< Once; it closes then.

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildWidgets(const QString &task);
    void done(int result) override;
    void choose();
    void giveUp();
    void paste();
    void showFrame(const QImage &frame);
    void showCameraTrouble(pictures::CameraTrouble trouble);
    void finish(const QString &text);
    void setTrouble(const QString &sentence);

    const style::Theme &m_theme;
    std::unique_ptr<pictures::Camera> m_camera; ///< Null once it is not needed any more.
    pictures::FrameReader m_reader;
    bool m_isRunning = false; ///< The camera was started.
    QTimer m_patience; ///< Runs while what was picked is read.
    int m_taken = 0; ///< Pictures; an answer of an earlier one comes too late.
    bool m_isDone = false;
    pictures::FrameView *m_view = nullptr; ///< Child, as all below.
    style::PlainLabel *m_state = nullptr;
    style::PlainLabel *m_trouble = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_paste = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace pc::account
