// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/proxydialog.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pc::account {

using namespace style;

namespace {

constexpr int kLongestProxyLogin = 255; // what a SOCKS5 proxy can be told

} // namespace

ProxyDialog::ProxyDialog(
    session::NetworkDesk &desk, const QString &proxy, bool isAgain, const Theme &theme, QWidget *parent)
    : FittingDialog(parent)
    , m_desk(desk)
    , m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap6, kGap6, kGap6, kGap4);
    layout->setSpacing(kGap3);
    const auto say = [this, layout](const QString &text, TextSize size, Weight weight, Tone tone) {
        auto *label = new PlainLabel(m_theme, size, weight, this);
        label->setWordWrap(true);
        label->setTone(tone);
        label->setText(text);
        layout->addWidget(label);
        return label;
    };
    say(tr("The network asks for a password"), TextSize::Headline, Weight::Strong, Tone::Text);
    say(tr("The proxy %1 lets ParentConnect through only with a name and a password of its own. These are not those of "
           "your school account; whoever looks after this network knows them.")
            .arg(isolated(proxy)),
        TextSize::Body, Weight::Regular, Tone::Secondary);
    m_userName = addField(tr("Name for the proxy"));
    m_userName->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_password = addField(tr("Password for the proxy"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    if (isAgain)
        say(tr("The proxy did not accept what was entered."), TextSize::Secondary, Weight::Regular, Tone::Danger);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setFlat(true);
    cancel->setAutoDefault(false);
    m_button = new QPushButton(tr("Continue"), this);
    m_button->setDefault(true);
    m_button->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_button);
    layout->addLayout(buttons);
    setWindowTitle(tr("The network asks for a password"));
    for (QLineEdit *field : { m_userName, m_password })
        connect(field, &QLineEdit::textChanged, this, [this] { m_button->setEnabled(!m_userName->text().isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_button, &QPushButton::clicked, this, &ProxyDialog::submit);
    m_userName->setFocus();
}

ProxyDialog::~ProxyDialog()
{
    if (!m_isAnswered)
        m_desk.declineProxy();
}

QLineEdit *ProxyDialog::addField(const QString &name)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(name);
    field->setMaxLength(kLongestProxyLogin);
    auto *caption = new PlainLabel(m_theme, TextSize::Caption, Weight::Strong, this);
    caption->setTone(Tone::Secondary);
    caption->setText(name);
    caption->setBuddy(field);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(kGap1);
    lines->addWidget(caption);
    lines->addWidget(field);
    static_cast<QVBoxLayout *>(layout())->addLayout(lines);
    return field;
}

void ProxyDialog::submit()
{
    m_isAnswered = true;
    m_desk.answerProxy({ m_userName->text(), m_password->text() });
    accept();
}

} // namespace pc::account
