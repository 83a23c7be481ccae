// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/makesheetdialog.h"

#include "ui/models/whendone.h"
#include "ui/words/sheet.h"

#include <QLocale>

#include <algorithm>

namespace pc::account {

using namespace style;
using session::SheetWords;

namespace {

/// What two ways of writing the same word have in common.
QString plain(const QString &word)
{
    QString letters = word.normalized(QString::NormalizationForm_D);
    letters.removeIf([](QChar c) { return !c.isLetter(); });
    return letters.toCaseFolded();
}

} // namespace

MakeSheetDialog::MakeSheetDialog(
    session::RecoveryDesk &desk, const SheetOwner &owner, Random &random, const Theme &theme, QWidget *parent)
    : FittingDialog(parent)
    , m_desk(desk)
    , m_owner(owner)
    , m_random(random)
    , m_theme(theme)
    , m_hadOne(desk.sheet().exists)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Make a recovery sheet"));
    buildWidgets();
    connect(m_button, &QPushButton::clicked, this, &MakeSheetDialog::act);
    connect(m_cancel, &QPushButton::clicked, this, &MakeSheetDialog::turnBack);
    connect(m_print, &QPushButton::clicked, this, &MakeSheetDialog::print);
    connect(m_save, &QPushButton::clicked, this, &MakeSheetDialog::chooseFile);
    for (QLineEdit *field : m_fields)
        connect(field, &QLineEdit::textChanged, this, &MakeSheetDialog::review);
    enter(Step::Choosing);
}

MakeSheetDialog::~MakeSheetDialog()
{
    // What is being saved is not taken back; what may still be made is.
    if (m_step == Step::Making || (!m_words.isEmpty() && m_step != Step::Keeping))
        m_desk.dropSheet();
    forget();
}

void MakeSheetDialog::enter(Step step)
{
    m_step = step;
    const bool shows = step == Step::Showing;
    const bool asks = step == Step::Asking || step == Step::Keeping;
    m_choice->setVisible(step == Step::Choosing || step == Step::Making);
    m_choice->setEnabled(step == Step::Choosing);
    m_bar->setVisible(isBusy());
    m_grid->setVisible(shows);
    m_grid->setWords(shows ? m_words : QStringList());
    m_outlets->setVisible(shows);
    m_note->setVisible(shows && !m_note->wholeText().isEmpty());
    m_questions->setVisible(asks);
    m_questions->setEnabled(step == Step::Asking);
    m_cancel->setVisible(step != Step::Keeping && step != Step::Done && step != Step::Dropped);
    setTrouble({});
    review();
    sayStep();
    if (isVisible())
        fit();
}

void MakeSheetDialog::sayStep()
{
    m_cancel->setText(tr("Cancel"));
    switch (m_step) {
    case Step::Choosing:
        m_text->setText(
            tr("If no computer of yours is left, your recovery sheet brings your messages back on a new one. "
               "Without it, nobody can: neither the school nor we.")
            + (m_hadOne ? u' ' + tr("The one that you have counts until the new one is ready.") : QString()));
        m_button->setText(tr("Continue"));
        break;
    case Step::Making:
        m_button->setText(tr("Making it…"));
        break;
    case Step::Showing:
        m_text->setText(m_words.size() > 6
                ? tr("Print these words, or write them down in this order. They are shown only now.")
                : tr("Learn these words in this order, or write them down until you know them. They are shown only "
                     "now."));
        m_button->setText(tr("Continue"));
        m_button->setFocus();
        break;
    case Step::Asking:
        m_text->setText(m_words.size() > 6
                ? tr("Please take your sheet and type these three words, so that you know it is right.")
                : tr("Please type these three words without looking, so that you know they stay with you."));
        m_button->setText(tr("I have it"));
        m_cancel->setText(tr("Show the words again"));
        m_fields.front()->setFocus();
        break;
    case Step::Keeping:
        m_button->setText(tr("Saving…"));
        break;
    case Step::Done:
        m_text->setText(
            chosen() == SheetWords::Phrase6 ? tr(
                "From now on these six words count, and no sheet from before. In a week we ask you once whether you "
                "still know them.")
                : m_hadOne
                ? tr("From now on this sheet counts. The one from before opens nothing any more: please tear it up. "
                     "In a week we ask you once whether you still have the new one.")
                : tr("From now on this sheet counts. Please put it where you keep your passport. In a week we ask "
                     "you once whether you still have it."));
        m_button->setText(tr("Done"));
        m_button->setFocus();
        break;
    case Step::Dropped:
        m_text->setText(m_hadOne ? tr("The new sheet does not count: if you have printed it or written it down, please "
                                      "tear it up. The one that "
                                      "you had before still counts.")
                                 : tr("This sheet does not count: if you have printed it or written it down, please "
                                      "tear it up. You have no "
                                      "recovery sheet yet; you can make one at any time."));
        m_button->setText(tr("Close"));
        m_button->setFocus();
        break;
    }
}

void MakeSheetDialog::act()
{
    switch (m_step) {
    case Step::Choosing:
        return make();
    case Step::Showing:
        return ask();
    case Step::Asking:
        return compare();
    case Step::Done:
    case Step::Dropped:
        return accept();
    case Step::Making:
    case Step::Keeping:
        break;
    }
}

void MakeSheetDialog::turnBack()
{
    if (m_step == Step::Asking)
        enter(Step::Showing);
    else
        reject();
}

// What is being saved cannot be taken back: nobody shall leave without having been told how it stands.
void MakeSheetDialog::reject()
{
    switch (m_step) {
    case Step::Keeping:
        return;
    case Step::Done:
    case Step::Dropped:
        return accept();
    case Step::Choosing:
    case Step::Making: // the destructor drops what may still come
        return QDialog::reject();
    case Step::Showing:
    case Step::Asking:
        m_desk.dropSheet();
        forget();
        enter(Step::Dropped);
    }
}

void MakeSheetDialog::make()
{
    enter(Step::Making);
    ui::whenDone(
        m_desk.makeSheet(chosen(), sheetLanguage()), this, [this](const Result<QStringList> &words) { take(words); });
}

void MakeSheetDialog::take(const Result<QStringList> &words)
{
    if (words) {
        m_words = *words;
        return enter(Step::Showing);
    }
    enter(Step::Choosing);
    setTrouble(words::sheetTrouble(words.code(), words::SheetUse::Try));
}

void MakeSheetDialog::ask()
{
    // As many different ones, in their order: each takes the place of one that is left.
    QList<int> left;
    for (int i = 0; i < int(m_words.size()); ++i)
        left.append(i);
    for (int &asked : m_asked)
        asked = left.isEmpty() ? 0 : left.takeAt(qsizetype(m_random.below(quint64(left.size()))));
    std::sort(m_asked.begin(), m_asked.end());
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const QString name = tr("Word %1").arg(QLocale().toString(m_asked[i] + 1));
        m_captions[i]->setText(name);
        m_fields[i]->setAccessibleName(name);
        m_fields[i]->clear();
    }
    enter(Step::Asking);
}

void MakeSheetDialog::compare()
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        if (plain(m_fields[i]->text()) == plain(m_words.value(m_asked[i])))
            continue;
        setTrouble(tr("Word %1 is another one. Please look at your sheet, or show the words again.")
                       .arg(QLocale().toString(m_asked[i] + 1)));
        m_fields[i]->setFocus();
        m_fields[i]->selectAll();
        return;
    }
    keep();
}

void MakeSheetDialog::keep()
{
    enter(Step::Keeping);
    ui::whenDone(m_desk.keepSheet(), this, [this](const Result<void> &kept) {
        if (kept) {
            forget();
            return enter(Step::Done);
        }
        enter(Step::Asking);
        setTrouble(m_hadOne
                ? tr("%1 Until then, the sheet that you had before counts.", "%1 is a sentence that says why")
                      .arg(words::sheetTrouble(kept.code(), words::SheetUse::Try))
                : words::sheetTrouble(kept.code(), words::SheetUse::Try));
    });
}

void MakeSheetDialog::review()
{
    const bool isFilled = std::none_of(
        m_fields.begin(), m_fields.end(), [](const QLineEdit *field) { return field->text().trimmed().isEmpty(); });
    m_button->setEnabled(!isBusy() && (m_step != Step::Asking || isFilled));
}

void MakeSheetDialog::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
    if (!isVisible())
        return;
    fit();
    if (!sentence.isEmpty())
        reveal(m_trouble);
}

void MakeSheetDialog::forget()
{
    for (QString &word : m_words)
        word.fill(u'\0');
    m_words.clear();
    m_grid->setWords({});
    for (QLineEdit *field : m_fields)
        field->clear();
}

SheetWords MakeSheetDialog::chosen() const
{
    return m_onPaper->isChecked() ? SheetWords::Sheet24 : SheetWords::Phrase6;
}

} // namespace pc::account
