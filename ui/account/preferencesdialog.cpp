// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/preferencesdialog.h"

#include "ui/account/devicesdialog.h"
#include "ui/account/invitedialog.h"
#include "ui/account/networkdialog.h"
#include "ui/style/icon.h"
#include "ui/style/plainlabel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>

namespace pc::account {
namespace {

using namespace style;

void select(QComboBox &box, const QVariant &data)
{
    const int at = box.findData(data);
    box.setCurrentIndex(at < 0 ? 0 : at);
}

} // namespace

PreferencesDialog::PreferencesDialog(const Preferences &preferences, const QStringList &languages,
    session::Account &account, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_look(theme)
    , m_theme(new QComboBox(this))
    , m_zoom(new QComboBox(this))
    , m_language(new QComboBox(this))
    , m_enter(new QCheckBox(tr("Enter sends the message"), this))
    , m_still(new QCheckBox(tr("Fewer movements on the screen"), this))
    , m_quiet(new QCheckBox(tr("No notifications"), this))
    , m_hides(new QCheckBox(tr("Notifications say who wrote, not what"), this))
    , m_lock(new LockSection(account, theme, this))
    , m_computers(new QPushButton(themedIcon(Icon::Person, theme), tr("Your computers…"), this))
    , m_connection(new QPushButton(themedIcon(Icon::Settings, theme), tr("Connection…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Preferences"));
    buildChoices(languages);
    buildLayout();
    fit();
    m_connection->setAutoDefault(false);
    connect(m_connection, &QPushButton::clicked, this, [this, &account, &theme] {
        auto *dialog = new NetworkDialog(account.network(), {}, theme, this);
        dialog->open();
    });
    m_computers->setAutoDefault(false);
    connect(m_computers, &QPushButton::clicked, this, [this, &account, &theme] {
        auto *dialog = new DevicesDialog(account.devices(), theme, this);
        dialog->open();
    });
    connect(m_lock, &LockSection::lockRequested, this, [this] {
        accept();
        Q_EMIT lockRequested();
    });
}

void PreferencesDialog::buildLayout()
{
    auto *headline = new PlainLabel(m_look, TextSize::Headline, Weight::Strong, this);
    headline->setText(tr("Preferences"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(kGap4);
    form->setVerticalSpacing(kGap3);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Appearance"), m_theme);
    form->addRow(tr("Size of the letters"), m_zoom);
    form->addRow(tr("Language"), m_language);
    auto *signOut = new QPushButton(tr("Sign out of this computer"), this);
    signOut->setFlat(true);
    signOut->setAutoDefault(false);
    signOut->setProperty("dangerous", true);
    auto *done = new QPushButton(tr("Done"), this);
    done->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(signOut);
    buttons->addStretch();
    buttons->addWidget(done);
    auto *inside = new QWidget;
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(kGap6, 0, kGap6, 0);
    m_column->setSpacing(kGap3);
    m_column->addLayout(form);
    for (QCheckBox *box : { m_enter, m_still, m_quiet, m_hides })
        m_column->addWidget(box);
    m_column->addWidget(m_computers);
    m_column->addWidget(m_connection);
    m_column->addWidget(m_lock);
    m_column->addStretch();
    m_area = new QScrollArea(this);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(inside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap6, 0, kGap4);
    layout->setSpacing(kGap3);
    headline->setContentsMargins(kGap6, 0, kGap6, 0);
    buttons->setContentsMargins(kGap6, 0, kGap6, 0);
    layout->addWidget(headline);
    layout->addWidget(m_area, 1);
    layout->addLayout(buttons);
    // Letters of another size need another width; queued, since the parts take the new letters first.
    connect(
        &m_look, &Theme::changed, m_area,
        [this] { m_area->setMinimumWidth(m_area->widget()->minimumSizeHint().width() + kScrollBar); },
        Qt::QueuedConnection);
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    connect(signOut, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT signOutRequested();
    });
}

void PreferencesDialog::addRecovery(session::RecoveryDesk &desk, const SheetOwner &owner, Random &random)
{
    m_recovery = new RecoverySection(desk, owner, random, m_look, this);
    m_column->insertWidget(m_column->indexOf(m_lock), m_recovery);
    fit();
}

void PreferencesDialog::addInvitations(session::Session &session, const SheetOwner &writer)
{
    m_invite = new QPushButton(themedIcon(Icon::Group, m_look), tr("Invite people…"), this);
    m_invite->setAutoDefault(false);
    m_column->insertWidget(m_column->indexOf(m_computers), m_invite);
    connect(m_invite, &QPushButton::clicked, this, [this, &session, writer] {
        auto *dialog = new InviteDialog(session, writer, m_look, this);
        dialog->open();
    });
    fit();
}

void PreferencesDialog::fit()
{
    QWidget *inside = m_area->widget();
    m_area->setMinimumWidth(inside->minimumSizeHint().width() + kScrollBar);
    const int most = parentWidget() ? parentWidget()->height() : kStartHeight;
    const int wanted = sizeHint().height() - m_area->sizeHint().height() + inside->sizeHint().height();
    resize(std::max(kColumnMost, minimumSizeHint().width()), std::min(wanted, most));
}

void PreferencesDialog::buildChoices(const QStringList &languages)
{
    m_theme->addItem(tr("As on this computer"), int(ThemeChoice::System));
    m_theme->addItem(tr("Light"), int(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), int(ThemeChoice::Dark));
    select(*m_theme, int(m_preferences.theme));
    for (const int percent : { 80, 90, 100, 115, 130, 150, 175, 200 })
        m_zoom->addItem(tr("%1 %", "percent").arg(QLocale().toString(percent)), percent);
    select(*m_zoom, qRound(m_preferences.textZoom * 100));
    m_language->addItem(tr("As on this computer"), QString());
    for (const QString &code : languages) {
        const QString name = QLocale(code).nativeLanguageName();
        m_language->addItem(name.isEmpty() ? code : name, code);
    }
    select(*m_language, m_preferences.language);
    m_enter->setChecked(m_preferences.enterSends);
    m_still->setChecked(m_preferences.fewerMovements);
    m_quiet->setChecked(m_preferences.quiet);
    m_hides->setChecked(m_preferences.hidesText);
    for (QComboBox *box : { m_theme, m_zoom, m_language })
        connect(box, &QComboBox::activated, this, &PreferencesDialog::read);
    for (QCheckBox *box : { m_enter, m_still, m_quiet, m_hides })
        connect(box, &QCheckBox::toggled, this, &PreferencesDialog::read);
}

void PreferencesDialog::read()
{
    m_preferences.theme = ThemeChoice(m_theme->currentData().toInt());
    m_preferences.textZoom = m_zoom->currentData().toInt() / 100.0;
    m_preferences.language = m_language->currentData().toString();
    m_preferences.enterSends = m_enter->isChecked();
    m_preferences.fewerMovements = m_still->isChecked();
    m_preferences.quiet = m_quiet->isChecked();
    m_preferences.hidesText = m_hides->isChecked();
    Q_EMIT changed(m_preferences);
}

} // namespace pc::account
