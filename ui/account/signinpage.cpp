// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/signinpage.h"

#include "ui/account/networkdialog.h"
#include "ui/account/picturedialog.h"
#include "ui/models/whendone.h"
#include "ui/pictures/camera.h"
#include "ui/words/errors.h"

#include <QSignalBlocker>
#include <QSysInfo>

namespace pc::account {
namespace {

constexpr int kLongestUserName = 200;
constexpr int kLongestPassword = 1000;
constexpr qsizetype kLongestDevice = 60;

// How the device is called in one's list of devices: enough to tell two apart.
QString deviceName()
{
    const QString host = QSysInfo::machineHostName().section(QLatin1Char('.'), 0, 0).left(kLongestDevice);
    return host.isEmpty() ? QSysInfo::prettyProductName().left(kLongestDevice) : host;
}

} // namespace

SignInPage::SignInPage(session::Account &account, const style::Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_account(account)
{
    buildWidgets();
    connect(m_address, &QLineEdit::textChanged, this, &SignInPage::addressChanged);
    for (QLineEdit *field : { m_code, m_userName, m_password }) {
        connect(field, &QLineEdit::textChanged, this, &SignInPage::review);
        connect(field, &QLineEdit::returnPressed, this, &SignInPage::submit);
    }
    connect(m_address, &QLineEdit::returnPressed, this, &SignInPage::submit);
    connect(m_invited, &QRadioButton::toggled, this, &SignInPage::review);
    connect(m_button, &QPushButton::clicked, this, &SignInPage::submit);
    connect(m_read, &QPushButton::clicked, this, &SignInPage::readLetter);
    connect(m_connection, &QPushButton::clicked, this, &SignInPage::openConnection);
    connect(&account.network(), &session::NetworkDesk::proxyAnswered, this, [this] {
        if (m_waitsForProxy)
            submit();
    });
    setFocusProxy(m_address);
    review();
}

void SignInPage::setRelay(const QUrl &relay)
{
    m_address->setText(shownAddress(relay));
}

void SignInPage::takeLink(const InviteLink &link)
{
    m_link = link;
    welcome();
    setRelay(link.relay);
    m_invited->setChecked(true);
    m_code->setText(link.code);
    m_userName->setFocus();
}

void SignInPage::welcomeBack(const session::LastSignIn &last)
{
    const QString address = m_address->text();
    if (joins() || !m_userName->text().isEmpty() || (!address.isEmpty() && address != shownAddress(last.relay)))
        return;
    setHeadline(tr("Welcome back"));
    m_intro->setText(tr("Please enter your password. Then everything on this computer is here again."));
    const QSignalBlocker isNotTyped(m_address); // what is said of why they are here stays
    setRelay(last.relay);
    m_userName->setText(last.userName);
    m_password->setFocus();
}

void SignInPage::welcome()
{
    setHeadline(tr("Welcome to ParentConnect"));
    m_intro->setText(tr("Your school has given you an address, or a link that invites you. Please enter it here."));
}

void SignInPage::buildWidgets()
{
    m_intro = addText({});
    welcome();
    m_address = addField(tr("Address of the school, or the link"));
    m_address->setPlaceholderText(QStringLiteral("chat.school.example"));
    m_address->setMaxLength(1000);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_known = new QRadioButton(tr("I have a user name already"));
    m_invited = new QRadioButton(tr("I was invited and join now"));
    m_known->setChecked(true);
    addWidget(m_known);
    addWidget(m_invited);
    m_code = addField(tr("Invite code"));
    m_code->setMaxLength(200);
    m_userName = addField(tr("User name"));
    m_userName->setMaxLength(kLongestUserName);
    m_userName->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_password = addField(tr("Password"), true);
    m_password->setMaxLength(kLongestPassword);
    m_button = addButton({}, true);
    m_read = addButton(tr("Read the picture on a letter…"), false);
    m_connection = addButton(tr("Connection…"), false);
}

void SignInPage::review()
{
    const bool joining = joins();
    m_code->parentWidget()->setVisible(joining);
    m_read->setVisible(joining);
    m_button->setText(joining ? tr("Join") : tr("Sign in"));
    m_button->setEnabled(!m_busy && parseRelayAddress(m_address->text()).has_value()
        && !m_userName->text().trimmed().isEmpty() && !m_password->text().isEmpty()
        && (!joining || isInviteCode(m_code->text().trimmed())));
}

void SignInPage::addressChanged(const QString &text)
{
    if (const auto link = parseInviteLink(text.trimmed()))
        return takeLink(*link);
    const bool isStrange = text.trimmed().size() > 3 && !parseRelayAddress(text);
    setTrouble(isStrange ? tr("This is neither an address nor a link of a school yet.") : QString());
    review();
}

void SignInPage::submit()
{
    if (!m_button->isEnabled())
        return;
    m_busy = true;
    m_waitsForProxy = false;
    setTrouble({});
    review();
    const QUrl relay = *parseRelayAddress(m_address->text());
    const QString name = m_userName->text().trimmed();
    const QString secret = m_password->text();
    const QString code = m_code->text().trimmed();
    const QString letter = m_link && m_link->code == code ? m_link->letter : QString();
    const auto answer = joins() ? m_account.join({ relay, code, name, secret, deviceName(), letter })
                                : m_account.signIn({ relay, name, secret, deviceName() });
    ui::whenDone(answer, this, [this](const Result<void> &result) { finish(result); });
}

void SignInPage::finish(const Result<void> &answer)
{
    m_busy = false;
    review();
    if (answer) {
        m_password->clear();
        return;
    }
    m_waitsForProxy = answer.code() == Errc::ProxyRefused;
    const bool deadInvite = joins() && (answer.code() == Errc::NotFound || answer.code() == Errc::Expired);
    setTrouble(deadInvite ? tr("This invite is not valid any more. Please ask the school for a new one.")
                          : words::errorSentence(answer.code()));
    m_password->setFocus();
    m_password->selectAll();
}

void SignInPage::openConnection()
{
    auto *dialog = new NetworkDialog(
        m_account.network(), parseRelayAddress(m_address->text()).value_or(QUrl()), theme(), window());
    dialog->open();
}

void SignInPage::readLetter()
{
    auto *dialog = new PictureDialog(tr("It is the black and white picture on the letter of your school."),
        pictures::systemCamera, theme(), window());
    connect(dialog, &PictureDialog::pictureRead, this, &SignInPage::takePicture);
    dialog->open();
}

void SignInPage::takePicture(const QString &text)
{
    if (const auto link = parseInviteLink(text.trimmed()))
        takeLink(*link);
    else
        setTrouble(tr("This picture is not the one on a letter of a school."));
}

} // namespace pc::account
