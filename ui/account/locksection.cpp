// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/locksection.h"

#include "ui/style/icon.h"

#include <QVBoxLayout>

namespace pc::account {

using namespace style;

LockSection::LockSection(session::Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_text(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_turnOn(new QPushButton(themedIcon(Icon::Lock, theme), tr("Lock with a passphrase"), this))
    , m_change(new QPushButton(themedIcon(Icon::Pen, theme), tr("Change the passphrase"), this))
    , m_turnOff(new QPushButton(themedIcon(Icon::Unlock, theme), tr("Turn the lock off"), this))
    , m_lock(new QPushButton(themedIcon(Icon::Lock, theme), tr("Lock now"), this))
{
    auto *name = new PlainLabel(theme, TextSize::Body, Weight::Strong, this);
    name->setText(tr("Lock"));
    m_text->setTone(Tone::Secondary);
    m_text->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap2, 0, kGap2);
    layout->setSpacing(kGap2);
    layout->addWidget(name);
    layout->addWidget(m_text);
    for (QPushButton *button : { m_turnOn, m_lock, m_change, m_turnOff }) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    connect(m_turnOn, &QPushButton::clicked, this, [this] { open(LockDialog::Task::TurnOn); });
    connect(m_change, &QPushButton::clicked, this, [this] { open(LockDialog::Task::Change); });
    connect(m_turnOff, &QPushButton::clicked, this, [this] { open(LockDialog::Task::TurnOff); });
    connect(m_lock, &QPushButton::clicked, this, &LockSection::lockRequested);
    refresh();
}

void LockSection::refresh()
{
    const bool isOn = m_account.hasLock();
    m_text->setText(isOn ? tr("ParentConnect asks for your passphrase when it is opened on this computer.")
                         : tr("ParentConnect opens without asking, for whoever uses your account on this computer."));
    m_turnOn->setVisible(!isOn);
    for (QPushButton *button : { m_lock, m_change, m_turnOff })
        button->setVisible(isOn);
}

void LockSection::open(LockDialog::Task task)
{
    auto *dialog = new LockDialog(task, m_account, m_theme, this);
    connect(dialog, &QDialog::finished, this, &LockSection::refresh);
    dialog->open();
}

} // namespace pc::account
