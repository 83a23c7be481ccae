// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/copydialog.h"

#include "ui/models/whendone.h"
#include "ui/words/errors.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>
#include <QUrl>

namespace pc::window {

using namespace style;

CopyDialog::CopyDialog(session::Session &session, QDate today, const Theme &theme, QWidget *parent)
    : Sheet(theme, tr("A copy of your messages"), parent)
    , m_session(session)
    , m_today(today)
    , m_text(new PlainLabel(theme, TextSize::Body, Weight::Regular, this))
{
    m_text->setWordWrap(true);
    m_text->setTone(Tone::Secondary);
    m_text->setText(
        tr("All messages that this computer can read go into a new folder, as a page to read and as data for "
           "other programs. They are not protected there: whoever can open the folder can read them."));
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    addContent(m_text, 1); // what is too high for its sentence stays below it
    m_act = addButtons(tr("Choose a folder"), tr("Close"));
    disconnect(m_act, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_act, &QPushButton::clicked, this, &CopyDialog::choosePlace);
}

void CopyDialog::choosePlace()
{
    if (!m_folder.isEmpty()) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder));
        return accept();
    }
    auto *files = new QFileDialog(
        this, tr("Where the copy goes"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::Directory);
    files->setOption(QFileDialog::ShowDirsOnly);
    connect(files, &QFileDialog::fileSelected, this, &CopyDialog::saveInto);
    files->open();
}

void CopyDialog::saveInto(const QString &place)
{
    m_act->setEnabled(false);
    m_text->setText(tr("Saving…"));
    const QString folder = QDir(place).filePath(QStringLiteral("ParentConnect %1").arg(m_today.toString(Qt::ISODate)));
    ui::whenDone(m_session.exportTo(folder), this,
        [this, folder](const Result<session::OwnExport> &made) { take(folder, made); });
}

void CopyDialog::take(const QString &folder, const Result<session::OwnExport> &made)
{
    m_act->setEnabled(true);
    m_act->setFocus();
    const QString shown = isolated(QDir::toNativeSeparators(folder));
    if (!made && made.code() == Errc::Conflict) {
        m_text->setText(
            tr("A copy of today is there already, in “%1”. Nothing was changed: choose another folder.").arg(shown));
    } else if (!made) {
        m_text->setText(words::errorSentence(made.code()));
    } else {
        m_folder = folder;
        m_text->setText(tr("%n message(s) are in “%1”.", nullptr, int(made->messages)).arg(shown));
        m_act->setText(tr("Open the folder"));
    }
    fit();
}

} // namespace pc::window
