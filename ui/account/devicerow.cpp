// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/devicerow.h"

#include "ui/models/timetext.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

namespace pc::account {

using namespace style;

namespace {

constexpr int kLongestDeviceName = 64;

QString nameOf(const session::OwnDevice &device)
{
    return device.name.isEmpty() ? DeviceRow::tr("A computer without a name") : device.name;
}

} // namespace

DeviceRow::DeviceRow(const session::OwnDevice &device, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_device(device)
    , m_name(new PlainLabel(theme, TextSize::Body, Weight::Strong, this))
    , m_state(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_field(new QLineEdit(this))
    , m_rename(new QPushButton(tr("Rename"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
{
    m_name->setText(nameOf(device));
    m_name->setWordWrap(true);
    // A name in another script than the window's stands where the others do.
    m_name->setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter);
    m_state->setWordWrap(true);
    m_state->setTone(device.isLinked ? Tone::Secondary : Tone::Danger);
    m_state->setText(stateText());
    m_field->setMaxLength(kLongestDeviceName);
    m_field->setAccessibleName(tr("Name of the computer"));
    m_field->hide();
    m_remove->setProperty("dangerous", true);
    for (QPushButton *button : { m_rename, m_remove }) {
        button->setFlat(true);
        button->setAutoDefault(false);
        button->setAccessibleDescription(nameOf(device));
    }
    m_rename->setVisible(device.isLinked);
    m_remove->setVisible(!device.isThis);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(kGap2);
    buttons->addStretch();
    buttons->addWidget(m_rename);
    buttons->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap2, 0, kGap2);
    layout->setSpacing(kGap1);
    layout->addWidget(m_name);
    layout->addWidget(m_field);
    layout->addWidget(m_state);
    layout->addLayout(buttons);
    connect(m_rename, &QPushButton::clicked, this, &DeviceRow::edit);
    connect(m_remove, &QPushButton::clicked, this, &DeviceRow::remove);
    connect(m_field, &QLineEdit::returnPressed, this, &DeviceRow::save);
}

QString DeviceRow::stateText() const
{
    if (m_device.isThis)
        return tr("This computer");
    if (!m_device.isLinked)
        return tr(
            "Signed in with your password, and not added. Remove it if it is not yours, and change your password.");
    if (!m_device.lastSeen)
        return tr("Signed out");
    return tr("Last here: %1").arg(ui::fullTimeText(*m_device.lastSeen));
}

void DeviceRow::edit()
{
    if (!m_field->isHidden()) {
        save();
        return;
    }
    m_field->setText(m_device.name);
    m_field->show();
    m_name->hide();
    m_field->setFocus();
    m_field->selectAll();
    m_rename->setText(tr("Save the name"));
}

void DeviceRow::save()
{
    const QString name = m_field->text().trimmed();
    stopEditing();
    if (!name.isEmpty() && name != m_device.name)
        Q_EMIT renameRequested(name);
}

void DeviceRow::stopEditing()
{
    m_field->hide();
    m_name->show();
    m_rename->setText(tr("Rename"));
}

void DeviceRow::remove()
{
    if (std::exchange(m_isAsked, true)) {
        m_remove->setEnabled(false);
        Q_EMIT removeRequested();
        return;
    }
    m_state->setText(tr("It is signed out at once and gets no more messages. What it has shown already stays on it."));
    m_remove->setText(tr("Remove it now"));
}

} // namespace pc::account
