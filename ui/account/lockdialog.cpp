// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/lockdialog.h"

#include "ui/account/passphrase.h"
#include "ui/models/whendone.h"
#include "ui/words/errors.h"

#include <QHBoxLayout>

namespace pc::account {

using namespace style;

LockDialog::LockDialog(Task task, session::Account &account, const Theme &theme, QWidget *parent)
    : FittingDialog(parent)
    , m_task(task)
    , m_account(account)
    , m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    buildWidgets();
    retell();
    review();
    for (QLineEdit *field : { m_current, m_fresh, m_repeat })
        connect(field, &QLineEdit::textChanged, this, &LockDialog::review);
    connect(m_cancel, &QPushButton::clicked, this, &LockDialog::reject);
    connect(m_button, &QPushButton::clicked, this, &LockDialog::submit);
}

// Nobody shall leave without having been told how it stands.
void LockDialog::reject()
{
    if (!m_busy)
        QDialog::reject();
}

void LockDialog::buildWidgets()
{
    m_headline = new PlainLabel(m_theme, TextSize::Headline, Weight::Strong, this);
    m_text = new PlainLabel(m_theme, TextSize::Body, Weight::Regular, this);
    m_warning = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    m_trouble = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    for (PlainLabel *label : { m_headline, m_text, m_warning, m_trouble })
        label->setWordWrap(true);
    m_text->setTone(Tone::Secondary);
    m_trouble->setTone(Tone::Danger);
    m_trouble->hide();
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setFlat(true);
    m_cancel->setAutoDefault(false);
    m_button = new QPushButton(this);
    m_button->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap6, kGap6, kGap6, kGap4);
    layout->setSpacing(kGap3);
    layout->addWidget(m_headline);
    layout->addWidget(m_text);
    m_current = addField(*layout);
    m_fresh = addField(*layout);
    m_repeat = addField(*layout);
    layout->addWidget(m_warning);
    layout->addWidget(m_trouble);
    layout->addLayout(buttons);
}

QLineEdit *LockDialog::addField(QVBoxLayout &layout)
{
    auto *field = new QLineEdit(this);
    field->setEchoMode(QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    auto *caption = new PlainLabel(m_theme, TextSize::Caption, Weight::Strong, this);
    caption->setTone(Tone::Secondary);
    caption->setBuddy(field);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(kGap1);
    lines->addWidget(caption);
    lines->addWidget(field);
    layout.addLayout(lines);
    return field;
}

void LockDialog::retell()
{
    const auto name = [this](QLineEdit *field, const QString &text, bool shown) {
        for (PlainLabel *label : findChildren<PlainLabel *>()) {
            if (label->buddy() != field)
                continue;
            label->setText(text);
            label->setVisible(shown);
        }
        field->setAccessibleName(text);
        field->setVisible(shown);
    };
    const bool chooses = m_task != Task::TurnOff;
    name(m_current, chooses ? tr("Your passphrase until now") : tr("Your passphrase"), m_task != Task::TurnOn);
    name(m_fresh, tr("New passphrase, at least 8 characters"), chooses);
    name(m_repeat, tr("Once more"), chooses);
    m_warning->setText(tr("Nobody can recover a forgotten passphrase, neither the school nor we. The messages saved on "
                          "this computer could then not be opened again."));
    m_warning->setVisible(chooses);
    switch (m_task) {
    case Task::TurnOn:
        m_headline->setText(tr("Lock ParentConnect"));
        m_text->setText(tr("ParentConnect then asks for a passphrase whenever it is opened on this computer."));
        m_button->setText(tr("Turn the lock on"));
        break;
    case Task::Change:
        m_headline->setText(tr("Another passphrase"));
        m_text->setText(tr("From then on, only the new one opens ParentConnect on this computer."));
        m_button->setText(tr("Change the passphrase"));
        break;
    case Task::TurnOff:
        m_headline->setText(tr("Turn the lock off"));
        m_text->setText(tr("Whoever can use your account on this computer can then open ParentConnect."));
        m_button->setText(tr("Turn the lock off"));
        break;
    }
    setWindowTitle(m_headline->wholeText());
    (m_task == Task::TurnOn ? m_fresh : m_current)->setFocus();
}

void LockDialog::review()
{
    const bool chosen = m_task == Task::TurnOff || isChosen(m_fresh->text(), m_repeat->text());
    const bool known = m_task == Task::TurnOn || !m_current->text().isEmpty();
    m_button->setEnabled(chosen && known && !m_busy);
    const bool wrong = m_task != Task::TurnOff && differs(m_fresh->text(), m_repeat->text());
    setTrouble(wrong ? tr("The two are not the same yet.") : QString());
}

void LockDialog::submit()
{
    rest(true);
    ui::whenDone(ask(), this, [this](const Result<void> &answer) {
        if (answer)
            accept();
        else
            fail(refusal(answer.code()));
    });
}

QFuture<Result<void>> LockDialog::ask()
{
    switch (m_task) {
    case Task::TurnOn:
        return m_account.setLock(m_fresh->text());
    case Task::Change:
        return m_account.changeLock(m_current->text(), m_fresh->text());
    case Task::TurnOff:
        break;
    }
    return m_account.removeLock(m_current->text());
}

void LockDialog::rest(bool busy)
{
    m_busy = busy;
    for (QWidget *part : { static_cast<QWidget *>(m_current), static_cast<QWidget *>(m_fresh),
             static_cast<QWidget *>(m_repeat), static_cast<QWidget *>(m_cancel) })
        part->setEnabled(!busy);
    review();
}

void LockDialog::fail(const QString &sentence)
{
    rest(false);
    m_current->clear();
    QLineEdit *first = m_task == Task::TurnOn ? m_fresh : m_current;
    first->setFocus();
    first->selectAll();
    setTrouble(sentence);
}

void LockDialog::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
    if (isVisible())
        fit();
}

QString LockDialog::refusal(Errc code) const
{
    if (isWrongPassphrase(code))
        return tr("This is not the passphrase. Nothing was changed.");
    if (code == Errc::Conflict)
        return tr("ParentConnect asks for a passphrase already, or cannot change that just now. Nothing was changed.");
    return words::errorSentence(code);
}

} // namespace pc::account
