// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/inviterow.h"

#include "ui/words/roles.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <utility>

namespace pc::account {

using namespace style;
using session::InvitationState;

InviteRow::InviteRow(const session::Invitation &invitation, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_invitation(invitation)
    , m_name(new PlainLabel(theme, TextSize::Body, Weight::Strong, this))
    , m_state(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_print(new QPushButton(tr("Print again…"), this))
    , m_withdraw(new QPushButton(tr("Withdraw"), this))
{
    const bool isReadable = invitation.state != InvitationState::Unreadable;
    m_name->setText(isReadable ? invitation.person.name : tr("A letter from before"));
    m_name->setWordWrap(true);
    // A name in another script than the window's stands where the others do.
    m_name->setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter);
    m_state->setWordWrap(true);
    m_state->setTone(invitation.state == InvitationState::Refused ? Tone::Danger : Tone::Secondary);
    m_state->setText(stateText());
    m_withdraw->setProperty("dangerous", true);
    for (QPushButton *button : { m_print, m_withdraw }) {
        button->setFlat(true);
        button->setAutoDefault(false);
        button->setAccessibleDescription(m_name->wholeText());
    }
    m_print->setVisible(invitation.state == InvitationState::Open);
    if (invitation.state != InvitationState::Open && invitation.state != InvitationState::Confirming)
        m_withdraw->setText(tr("Remove"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(kGap2);
    buttons->addStretch();
    buttons->addWidget(m_print);
    buttons->addWidget(m_withdraw);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap2, 0, kGap2);
    layout->setSpacing(kGap1);
    layout->addWidget(m_name);
    layout->addWidget(m_state);
    layout->addLayout(buttons);
    connect(m_print, &QPushButton::clicked, this, &InviteRow::printRequested);
    connect(m_withdraw, &QPushButton::clicked, this, &InviteRow::withdraw);
}

QString InviteRow::stateText() const
{
    const QString who = words::beginning(words::whatTheyAre(m_invitation.person));
    const QString until = QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(toMilliseconds(m_invitation.expires)).date(), QLocale::ShortFormat);
    switch (m_invitation.state) {
    case InvitationState::Open:
        return tr("%1. Nobody has joined with it yet; it works until %2.", "%1 says who they are at the school")
            .arg(who, until);
    case InvitationState::Confirming:
        return tr("%1. They have joined, and are being confirmed.").arg(who);
    case InvitationState::Expired:
        return tr("%1. It worked until %2 only. Please write another letter, or confirm them when you see them.")
            .arg(who, until);
    case InvitationState::Refused:
        return tr("%1. Somebody joined in this name who does not have this letter. They are not confirmed. Please ask "
                  "the person whether it was them before you trust what they write.")
            .arg(who);
    case InvitationState::Unreadable:
        break;
    }
    return tr("It cannot be read on this computer any more, and confirms nobody. You can remove it.");
}

void InviteRow::withdraw()
{
    if (m_invitation.state != InvitationState::Open || std::exchange(m_isAsked, true)) {
        m_withdraw->setEnabled(false);
        Q_EMIT withdrawRequested();
        return;
    }
    m_state->setText(tr("Nobody can join with this letter any more then. What is printed is waste paper."));
    m_withdraw->setText(tr("Withdraw it now"));
}

} // namespace pc::account
