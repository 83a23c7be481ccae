// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/makesheetdialog.h"
#include "ui/words/errors.h"

#include <QDir>
#include <QFileDialog>
#include <QPageSize>
#include <QPrintDialog>
#include <QPrinter>
#include <QStandardPaths>

#include <memory>

namespace pc::account {

using namespace style;

void MakeSheetDialog::print()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution); // as long as its dialog, which only borrows it
    printer->setPageSize(usualPageSize());
    printer->setDocName(QStringLiteral("ParentConnect")); // what a queue of a school's printer shows
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this, printer] {
        if (m_step != Step::Showing)
            return;
        m_note->setText(printPaper(*printer, paper())
                ? tr("Please fetch the sheet from the printer before somebody else does.")
                : tr("It could not be printed. Please write the words down instead."));
        enter(Step::Showing);
    });
    connect(dialog, &QObject::destroyed, this, [printer] {}); // not before
    dialog->open();
}

void MakeSheetDialog::chooseFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *files = new QFileDialog(this, tr("Save the recovery sheet"), folder, QStringLiteral("PDF (*.pdf)"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setDefaultSuffix(QStringLiteral("pdf"));
    files->selectFile(tr("Recovery sheet", "name of a file") + QStringLiteral(".pdf"));
    connect(files, &QFileDialog::fileSelected, this, &MakeSheetDialog::saveAs);
    files->open();
}

void MakeSheetDialog::saveAs(const QString &path)
{
    if (m_step != Step::Showing)
        return;
    const Result<void> saved = savePaper(path, paper());
    const QString shown = isolated(QDir::toNativeSeparators(path));
    m_note->setText(saved
            ? tr("It is in “%1”. Whoever can open this file can read the words: please print it, then delete it.")
                  .arg(shown)
            : words::errorSentence(saved.code()));
    enter(Step::Showing);
    reveal(m_note);
}

} // namespace pc::account
