// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/networkdialog.h"

#include "ui/account/checkdialog.h"
#include "ui/models/timetext.h"
#include "ui/models/whendone.h"
#include "ui/words/check.h"
#include "ui/words/errors.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>

namespace pc::account {

using namespace style;
using session::NetworkState;
using session::ProxyChoice;
using session::ProxyKind;

NetworkDialog::NetworkDialog(session::NetworkDesk &desk, const QUrl &relay, const Theme &theme, QWidget *parent)
    : FittingDialog(parent)
    , m_desk(desk)
    , m_relay(relay)
    , m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Connection"));
    buildWidgets();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &NetworkDialog::review);
    connect(m_address, &QLineEdit::textChanged, this, &NetworkDialog::review);
    connect(m_choose, &QPushButton::clicked, this, &NetworkDialog::chooseFile);
    connect(m_drop, &QPushButton::clicked, this, [this] {
        m_roots.reset();
        setTrouble({});
        review();
    });
    connect(m_check, &QPushButton::clicked, this, &NetworkDialog::check);
    connect(m_save, &QPushButton::clicked, this, &NetworkDialog::save);
    review();
    ui::whenDone(desk.state(), this, [this](const Result<NetworkState> &state) {
        if (state)
            fill(*state);
        else
            setTrouble(words::errorSentence(state.code()));
    });
}

// ---- Widgets

void NetworkDialog::buildWidgets()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap6, kGap6, kGap6, kGap4);
    layout->setSpacing(kGap3);
    addLabel(*layout, TextSize::Headline, Weight::Strong, Tone::Text)->setText(windowTitle());
    addLabel(*layout, TextSize::Body, Weight::Regular, Tone::Secondary)
        ->setText(tr("Most people never need this. Your school or whoever looks after your network can tell you."));
    buildProxy(*layout);
    buildCertificate(*layout);
    m_trouble = addLabel(*layout, TextSize::Secondary, Weight::Regular, Tone::Danger);
    m_trouble->hide();
    buildButtons(*layout);
}

PlainLabel *NetworkDialog::addLabel(QVBoxLayout &layout, TextSize size, Weight weight, Tone tone)
{
    auto *label = new PlainLabel(m_theme, size, weight, this);
    label->setWordWrap(true);
    label->setTone(tone);
    layout.addWidget(label);
    return label;
}

void NetworkDialog::buildProxy(QVBoxLayout &layout)
{
    auto *name = addLabel(layout, TextSize::Body, Weight::Strong, Tone::Text);
    name->setText(tr("Proxy"));
    m_kind = new QComboBox(this);
    m_kind->setAccessibleName(tr("Proxy"));
    m_kind->addItem(tr("As on this computer"), int(ProxyKind::System));
    m_kind->addItem(tr("None"), int(ProxyKind::None));
    m_kind->addItem(tr("HTTP proxy"), int(ProxyKind::Http));
    m_kind->addItem(tr("SOCKS5 proxy"), int(ProxyKind::Socks5));
    name->setBuddy(m_kind);
    layout.addWidget(m_kind);
    m_addressBox = new QWidget(this);
    auto *caption = new PlainLabel(m_theme, TextSize::Caption, Weight::Strong, m_addressBox);
    caption->setTone(Tone::Secondary);
    caption->setText(tr("Address and port"));
    m_address = new QLineEdit(m_addressBox);
    m_address->setAccessibleName(tr("Address and port of the proxy"));
    m_address->setPlaceholderText(QStringLiteral("proxy.school.example:3128"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_address->setMaxLength(280);
    caption->setBuddy(m_address);
    auto *lines = new QVBoxLayout(m_addressBox);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kGap1);
    lines->addWidget(caption);
    lines->addWidget(m_address);
    layout.addWidget(m_addressBox);
}

void NetworkDialog::buildCertificate(QVBoxLayout &layout)
{
    layout.addSpacing(kGap2);
    addLabel(layout, TextSize::Body, Weight::Strong, Tone::Text)->setText(tr("The school's certificate"));
    m_belief = addLabel(layout, TextSize::Secondary, Weight::Regular, Tone::Secondary);
    m_choose = new QPushButton(tr("Choose a file…"), this);
    m_drop = new QPushButton(tr("Believe what this computer believes"), this);
    for (QPushButton *button : { m_choose, m_drop }) {
        button->setAutoDefault(false);
        layout.addWidget(button);
    }
    m_choose->setAccessibleName(tr("Choose the school's certificate"));
}

void NetworkDialog::buildButtons(QVBoxLayout &layout)
{
    m_check = new QPushButton(tr("Save and check"), this);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    for (QPushButton *button : { m_check, cancel }) {
        button->setFlat(true);
        button->setAutoDefault(false);
    }
    m_save = new QPushButton(tr("Save"), this);
    m_save->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_check);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    layout.addSpacing(kGap2);
    layout.addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

// ---- What is set

void NetworkDialog::fill(const NetworkState &state)
{
    m_isKnown = true;
    m_roots = state.roots;
    const ProxyChoice &proxy = state.settings.proxy;
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(int(proxy.kind))));
    if (proxy.kind == ProxyKind::Http || proxy.kind == ProxyKind::Socks5)
        m_address->setText(session::textOf(proxy).section(QStringLiteral("://"), 1));
    review();
}

std::optional<ProxyChoice> NetworkDialog::proxy() const
{
    const auto kind = ProxyKind(m_kind->currentData().toInt());
    if (kind == ProxyKind::System || kind == ProxyKind::None)
        return ProxyChoice { kind, {}, 0 };
    const QString scheme = kind == ProxyKind::Http ? QStringLiteral("http://") : QStringLiteral("socks5://");
    const auto typed = session::proxyFromText(scheme + m_address->text().trimmed());
    return typed ? std::optional(*typed) : std::nullopt;
}

void NetworkDialog::review()
{
    const auto kind = ProxyKind(m_kind->currentData().toInt());
    m_addressBox->setVisible(kind == ProxyKind::Http || kind == ProxyKind::Socks5);
    m_drop->setVisible(m_roots.has_value());
    if (m_roots) {
        const QString until = QLocale().toString(ui::localDay(m_roots->validUntil), QLocale::LongFormat);
        m_belief->setText(tr("Only servers that %1 vouches for are believed, until %2.", "%1 is an authority's name")
                              .arg(isolated(m_roots->name), until));
    } else {
        m_belief->setText(
            tr("Servers are believed that an authority known to this computer vouches for. If your school "
               "has given you a certificate of its own, choose that file."));
    }
    m_choose->setEnabled(m_isKnown);
    m_check->setEnabled(m_isKnown && proxy());
    m_save->setEnabled(m_isKnown && proxy());
    if (isVisible())
        fit();
}

void NetworkDialog::chooseFile()
{
    auto *files = new QFileDialog(
        this, tr("The school's certificate"), QString(), tr("Certificates (*.pem *.crt *.cer *.der);;All files (*)"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::ExistingFile);
    connect(files, &QFileDialog::fileSelected, this, &NetworkDialog::takeFile);
    files->open();
}

void NetworkDialog::takeFile(const QString &path)
{
    ui::whenDone(m_desk.readRoots(path), this, [this](const Result<session::OwnRoots> &read) {
        setTrouble(read ? QString() : words::rootsRefusal(read.code()));
        if (read)
            m_roots = *read;
        review();
    });
}

void NetworkDialog::save()
{
    const auto chosen = proxy();
    if (!chosen || !m_isKnown)
        return;
    ui::whenDone(
        m_desk.change({ *chosen, m_roots ? m_roots->pem : QByteArray() }), this, [this](const Result<void> &answer) {
            if (answer)
                accept();
            else
                setTrouble(words::rootsRefusal(answer.code()));
        });
}

/// As it is set here: what is checked is what would be used.
void NetworkDialog::check()
{
    const auto chosen = proxy();
    if (!chosen || !m_isKnown)
        return;
    ui::whenDone(
        m_desk.change({ *chosen, m_roots ? m_roots->pem : QByteArray() }), this, [this](const Result<void> &answer) {
            if (!answer)
                return setTrouble(words::rootsRefusal(answer.code()));
            auto *dialog = new CheckDialog(m_desk, m_relay, m_theme, this);
            dialog->open();
        });
}

void NetworkDialog::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
    if (isVisible())
        fit();
}

} // namespace pc::account
