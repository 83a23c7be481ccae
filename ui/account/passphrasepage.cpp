// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/passphrasepage.h"

#include "ui/account/passphrase.h"
#include "ui/models/whendone.h"
#include "ui/words/errors.h"

namespace pc::account {

PassphrasePage::PassphrasePage(Task task, session::Account &account, const style::Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_task(task)
    , m_account(account)
{
    if (task == Task::Choose) {
        setHeadline(tr("Choose a passphrase"));
        addText(tr("This computer has no password store that answers. So that nobody else can read your messages "
                   "here, please choose a passphrase. It is asked for at each start and is not sent anywhere."));
        m_field = addField(tr("Passphrase, at least 8 characters"), true);
        m_repeat = addField(tr("Once more"), true);
        addText(tr("If it is lost, the messages saved on this computer cannot be opened again."));
        m_button = addButton(tr("Protect with this passphrase"), true);
    } else {
        setHeadline(tr("Welcome back"));
        addText(tr("Your messages on this computer are locked. Please enter your passphrase."));
        m_field = addField(tr("Passphrase"), true);
        m_button = addButton(tr("Open"), true);
        m_forgotten = addButton(tr("Passphrase forgotten?"), false);
        connect(m_forgotten, &QPushButton::clicked, this, &PassphrasePage::forgotten);
    }
    for (QLineEdit *field : { m_field, m_repeat }) {
        if (!field)
            continue;
        connect(field, &QLineEdit::textChanged, this, &PassphrasePage::review);
        connect(field, &QLineEdit::returnPressed, this, &PassphrasePage::submit);
    }
    connect(m_button, &QPushButton::clicked, this, &PassphrasePage::submit);
    setFocusProxy(m_field);
    review();
}

void PassphrasePage::review()
{
    const QString typed = m_field->text();
    bool ready = !typed.isEmpty();
    if (m_task == Task::Choose) {
        ready = isChosen(typed, m_repeat->text());
        setTrouble(differs(typed, m_repeat->text()) ? tr("The two are not the same yet.") : QString());
    }
    m_button->setEnabled(ready && !m_busy);
    if (m_forgotten)
        m_forgotten->setEnabled(!m_busy);
}

void PassphrasePage::submit()
{
    if (!m_button->isEnabled())
        return;
    m_busy = true;
    setTrouble({});
    review();
    const QString typed = m_field->text();
    const auto answer = m_task == Task::Choose ? m_account.setPassphrase(typed) : m_account.unlock(typed);
    ui::whenDone(answer, this, [this](const Result<void> &result) { finish(result); });
}

void PassphrasePage::finish(const Result<void> &answer)
{
    m_busy = false;
    m_field->clear();
    if (m_repeat)
        m_repeat->clear();
    review();
    if (answer)
        return; // The account's next state shows what comes.
    setTrouble(isWrongPassphrase(answer.code()) ? tr("This passphrase does not open your messages. Please try again.")
                                                : words::errorSentence(answer.code()));
    m_field->setFocus();
}

} // namespace pc::account
