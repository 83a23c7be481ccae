// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/troublepage.h"

#include "ui/models/whendone.h"
#include "ui/style/longcheckbox.h"
#include "ui/words/errors.h"

namespace pc::account {

using session::AccountState;

TroublePage::TroublePage(AccountState state, session::Account &account, const style::Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_state(state)
    , m_account(account)
    , m_sheet(addButton(tr("Open with the recovery sheet"), false))
    , m_again(addButton(tr("Try again"), true))
    , m_noSheet(addButton(tr("I do not have the sheet"), false))
{
    m_sheet->hide();
    m_noSheet->hide();
    connect(m_again, &QPushButton::clicked, &account, &session::Account::open);
    setFocusProxy(m_again);
    connect(m_sheet, &QPushButton::clicked, this, &TroublePage::sheetRequested);
    connect(m_noSheet, &QPushButton::clicked, this, &TroublePage::showAside);
    explain(state);
}

void TroublePage::explain(AccountState state)
{
    switch (state) {
    case AccountState::KeychainSilent:
        setHeadline(tr("The password store does not answer"));
        addText(tr("The key to your messages lies in this computer's password store, and that is silent just now."));
        addText(tr("Your messages are still here, locked. Nothing was changed."));
        addText(tr("Unlock the password store, or sign in to this computer again, then try again."));
        break;
    case AccountState::KeyLost:
        setHeadline(tr("The key to your messages is missing"));
        addText(tr("Your messages are still on this computer, but the key that opens them is not in its password "
                   "store."));
        addText(tr("If you have moved to another computer or restored a backup, bring the old password store back "
                   "and try again."));
        m_way = addText({});
        m_way->hide();
        offerSettingAside(tr("You can also start afresh. The locked messages then stay beside the new ones, unreadable "
                             "without their key."));
        break;
    case AccountState::StoreUnreadable:
        setHeadline(tr("Your saved messages are damaged"));
        addText(tr("The file with your messages on this computer cannot be read. Nothing was deleted."));
        addText(tr("You can set the damaged file aside and sign in again. Messages that the school's server still "
                   "has come back; messages that had not left this computer stay in the file."));
        offerSettingAside(tr("Messages which had not left may not come back."));
        break;
    case AccountState::StoreNewer:
        setHeadline(tr("This app is too old for your messages"));
        addText(tr("Your messages were saved by a newer version of ParentConnect. Nothing was touched."));
        addText(tr("Please install the newer version again, then open it."));
        break;
    case AccountState::StoreBusy:
        setHeadline(tr("ParentConnect is running already"));
        addText(tr("Another window or another user of this computer has your messages open. Nothing was changed."));
        addText(tr("Please close the other one, then try again."));
        break;
    case AccountState::CannotSeal:
        setHeadline(tr("This app cannot lock your messages"));
        addText(tr("ParentConnect keeps your messages locked on this computer. As it is installed here, it cannot, "
                   "because a part of it comes from elsewhere. Nothing was opened or changed."));
        addText(tr("Please install ParentConnect again, then try again."));
        break;
    case AccountState::DiskFull:
        setHeadline(tr("The disk is full"));
        addText(tr("What was saved is still there, and nothing that you wrote is lost. There is only no room to "
                   "save more."));
        addText(tr("Please free some space on this computer, then try again."));
        break;
    case AccountState::DiskTrouble:
        setHeadline(tr("This computer does not let the app at your messages"));
        addText(tr("The disk, or the folder with your messages, could not be read or written just now. Nothing was "
                   "changed."));
        addText(tr("Please see that the disk is connected and that the folder belongs to you, then try again."));
        break;
    case AccountState::NeedsPassphrase:
        setHeadline(tr("If you have forgotten your passphrase"));
        m_way = addText(
            tr("Without it, nobody can open the messages that are saved on this computer, neither the school nor we. "
               "If it may come back to you, just wait: they stay as they are."));
        m_asideParts.push_back(addText(
            tr("You can also start afresh and sign in with your user name and password. Your conversations then come "
               "back, and you read and write in them from that moment on. What was said before cannot be read on this "
               "computer any more; your other computers still show it.")));
        offerSettingAside(
            tr("The locked messages are not deleted, but set aside under another name. Messages that had not "
               "left this computer are not sent."));
        m_again->setText(tr("Back to the passphrase"));
        break;
    case AccountState::Opening:
    case AccountState::NeedsNewPassphrase:
    case AccountState::NeedsSignIn:
    case AccountState::SigningIn:
    case AccountState::NeedsLink:
    case AccountState::Ready:
        Q_ASSERT_X(false, "TroublePage", "a state without trouble");
        break;
    }
}

void TroublePage::offerSettingAside(const QString &consequence)
{
    m_asideParts.push_back(addText(consequence));
    m_consent = new style::LongCheckBox(tr("I understand, and want to start afresh"));
    addWidget(m_consent);
    m_setAside = addButton(tr("Set aside and sign in again"), false);
    m_setAside->setProperty("dangerous", true);
    m_setAside->setEnabled(false);
    connect(m_consent, &QCheckBox::toggled, m_setAside, &QWidget::setEnabled);
    connect(m_setAside, &QPushButton::clicked, this, &TroublePage::setAside);
    m_asideParts.insert(m_asideParts.end(), { m_consent, m_setAside });
}

void TroublePage::offerSheet(const session::RecoveryDesk &desk)
{
    if (!m_way || !desk.canUnlockWithSheet())
        return;
    m_way->setText(m_state == AccountState::KeyLost
            ? tr("Your recovery sheet opens them all the same, and nothing is lost.")
            : tr("Your recovery sheet opens the messages that are saved on this computer, and nothing is lost. If the "
                 "passphrase "
                 "may come back to you, you can also just wait: they stay as they are."));
    m_way->show();
    for (QWidget *part : m_asideParts)
        part->hide();
    m_again->setDefault(false);
    m_again->setFlat(true);
    m_sheet->setFlat(false);
    m_sheet->setDefault(true);
    m_sheet->show();
    m_noSheet->show();
    setFocusProxy(m_sheet);
}

void TroublePage::showAside()
{
    m_noSheet->hide();
    for (QWidget *part : m_asideParts)
        part->show();
    m_consent->setFocus();
}

void TroublePage::setAside()
{
    m_setAside->setEnabled(false);
    ui::whenDone(m_account.setStoreAside(), this, [this](const Result<QString> &answer) {
        if (answer)
            return; // The account's next state shows what comes.
        m_setAside->setEnabled(m_consent->isChecked());
        setTrouble(words::errorSentence(answer.code()));
    });
}

} // namespace pc::account
