// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/linkpage.h"

#include <QStyle>

#include <utility>

namespace pc::account {

using namespace style;

namespace {

constexpr qsizetype kGroup = 3;

} // namespace

QString inTwoLines(const QStringList &words)
{
    const qsizetype half = (words.size() + 1) / 2;
    return words.mid(0, half).join(QStringLiteral("  ")) + u'\n' + words.mid(half).join(QStringLiteral("  "));
}

QString groupedCode(const QString &digits)
{
    QStringList groups;
    for (qsizetype at = 0; at < digits.size(); at += kGroup)
        groups.append(digits.mid(at, kGroup));
    return groups.join(QChar(QChar::Nbsp));
}

LinkPage::LinkPage(session::Account &account, const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_account(account)
    , m_text(addText({}))
    , m_shown(new PlainLabel(theme, TextSize::Headline, Weight::Strong))
    , m_picture(new pictures::QrView(kCodeSide))
    , m_hint(nullptr)
    , m_same(addButton(tr("Yes, the same words"), true))
    , m_sheet(addButton(tr("I have my recovery sheet"), false))
    , m_noneLeft(addButton(tr("No other computer left?"), false))
    , m_stop(addButton(tr("Stop, and sign out here"), false))
{
    setHeadline(tr("Add this computer"));
    m_shown->setWordWrap(true);
    m_shown->setAlignment(Qt::AlignCenter);
    m_shown->setContentsMargins(0, kGap4, 0, kGap4);
    addWidget(m_shown);
    m_picture->setAccessibleName(tr("The same number as a picture, for your other computer's camera"));
    addWidget(m_picture, Qt::AlignHCenter);
    m_hint = addText({});
    connect(m_same, &QPushButton::clicked, this, &LinkPage::confirm);
    connect(m_sheet, &QPushButton::clicked, this, &LinkPage::sheetRequested);
    connect(m_noneLeft, &QPushButton::clicked, this, &LinkPage::beginAnew);
    connect(m_stop, &QPushButton::clicked, this, &LinkPage::stop);
    connect(&m_account.devices(), &session::DeviceDesk::offerChanged, this, &LinkPage::show);
    setFocusProxy(m_stop);
    show(m_account.devices().offer());
}

void LinkPage::offerSheet(const session::RecoveryDesk &desk)
{
    const auto take = [this](const session::SheetOffer &offer) {
        m_hasSheet = offer.exists;
        showWays();
    };
    connect(&desk, &session::RecoveryDesk::offerChanged, this, take);
    take(desk.offer());
}

// The one that costs something comes last, and says so only where there is no better one.
void LinkPage::showWays()
{
    const bool compares = !m_account.devices().offer().words.isEmpty();
    m_sheet->setVisible(m_hasSheet && !compares);
    m_noneLeft->setVisible(!compares);
    if (m_isAsked)
        return;
    m_noneLeft->setText(m_hasSheet ? tr("Neither another computer nor the sheet?") : tr("No other computer left?"));
}

void LinkPage::show(const session::LinkOffer &offer)
{
    const bool compares = !offer.words.isEmpty();
    if (m_isAsked && !compares)
        return;
    m_isAsked = false;
    showWays();
    m_same->setVisible(compares);
    m_same->setEnabled(true);
    m_shown->show();
    m_picture->setText(compares ? QString() : offer.picture);
    m_picture->show();
    setDangerous(false);
    m_stop->setText(tr("Stop, and sign out here"));
    if (!compares) {
        m_text->setText(tr(
            "On a computer where you are signed in already, open the preferences, choose “Your computers” and “Add a "
            "computer”, and type this number or let it read the picture:"));
        m_shown->setText(groupedCode(offer.code));
        m_shown->setAccessibleName(tr("Number to type: %1").arg(groupedCode(offer.code)));
        m_hint->setText(tr("Both change every minute. Your messages come to this computer once both show the same "
                           "words."));
        return;
    }
    m_text->setText(tr("Does your other computer show the same four words?"));
    m_shown->setText(inTwoLines(offer.words));
    m_shown->setAccessibleName(offer.words.join(u' '));
    m_hint->setText(
        tr("If they differ, somebody stands between the two. Stop then, and try again on another network."));
    m_same->setFocus();
}

// Twice, since it cannot be taken back.
void LinkPage::beginAnew()
{
    if (m_isAsked) {
        m_noneLeft->setEnabled(false);
        m_account.devices().beginAnew();
        return;
    }
    m_isAsked = true;
    m_shown->hide();
    m_picture->hide();
    m_text->setText(tr(
        "Then this computer becomes your only one: any other on which you are still signed in is signed out. What was "
        "said until now cannot be read here, and the people you write with see that you began anew."));
    m_hint->setText({});
    m_noneLeft->setText(tr("Begin anew here"));
    setDangerous(true);
    m_stop->setText(tr("Back"));
}

void LinkPage::setDangerous(bool dangerous)
{
    m_noneLeft->setProperty("dangerous", dangerous);
    m_noneLeft->style()->unpolish(m_noneLeft);
    m_noneLeft->style()->polish(m_noneLeft);
}

void LinkPage::stop()
{
    if (!std::exchange(m_isAsked, false))
        m_account.devices().declineOffer();
    else
        show(m_account.devices().offer());
}

void LinkPage::confirm()
{
    m_same->setEnabled(false);
    m_hint->setText(tr("Please say so on the other computer, too."));
    m_account.devices().confirmOffer();
}

} // namespace pc::account
