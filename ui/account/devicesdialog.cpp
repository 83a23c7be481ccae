// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/devicesdialog.h"

#include "ui/account/linkdialog.h"
#include "ui/models/whendone.h"
#include "ui/style/icon.h"
#include "ui/words/errors.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::account {

using namespace style;

namespace {

constexpr int kRoomToAsk = 2 * kGap8; ///< A row grows when something is asked in it.

QString sentenceOf(Errc code)
{
    if (code == Errc::Corrupt)
        return DevicesDialog::tr(
            "The school's server names other computers than this one knows. Nothing was changed. Please tell "
            "the school.");
    return words::errorSentence(code);
}

} // namespace

DevicesDialog::DevicesDialog(session::DeviceDesk &desk, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_theme(theme)
    , m_area(new QScrollArea(this))
    , m_list(new QVBoxLayout)
    , m_note(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_add(new QPushButton(themedIcon(Icon::Plus, theme), tr("Add a computer…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Your computers"));
    auto *headline = new PlainLabel(theme, TextSize::Headline, Weight::Strong, this);
    headline->setText(windowTitle());
    m_note->setWordWrap(true);
    m_list->setSpacing(kGap2);
    m_add->setAutoDefault(false);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(kGap6, 0, kGap6, 0);
    column->setSpacing(kGap3);
    column->addLayout(m_list);
    column->addWidget(m_note);
    column->addWidget(m_add);
    column->addStretch();
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(inside);
    auto *done = new QPushButton(tr("Done"), this);
    done->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(kGap6, 0, kGap6, 0);
    buttons->addStretch();
    buttons->addWidget(done);
    headline->setContentsMargins(kGap6, 0, kGap6, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap6, 0, kGap4);
    layout->setSpacing(kGap3);
    layout->addWidget(headline);
    layout->addWidget(m_area, 1);
    layout->addLayout(buttons);
    resize(std::max(kColumnMost, minimumSizeHint().width()), kStartHeight / 2);
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_add, &QPushButton::clicked, this, [this] {
        auto *dialog = new LinkDialog(m_desk, m_theme, this);
        connect(dialog, &QDialog::finished, this, &DevicesDialog::load);
        dialog->open();
    });
    load();
}

void DevicesDialog::load()
{
    say(tr("Asking the school's server…"), Tone::Secondary);
    ui::whenDone(
        m_desk.list(), this, [this](const Result<std::vector<session::OwnDevice>> &devices) { take(devices); });
}

void DevicesDialog::take(const Result<std::vector<session::OwnDevice>> &devices)
{
    if (!devices) {
        say(sentenceOf(devices.code()), Tone::Danger);
        return;
    }
    say({}, Tone::Secondary);
    for (DeviceRow *row : m_rows) {
        m_list->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    for (const session::OwnDevice &device : *devices) {
        auto *row = new DeviceRow(device, m_theme);
        connect(row, &DeviceRow::renameRequested, this,
            [this, id = device.id](const QString &name) { follow(m_desk.rename(id, name)); });
        connect(row, &DeviceRow::removeRequested, this, [this, id = device.id] { follow(m_desk.remove(id)); });
        m_list->addWidget(row);
        row->show(); // what is not shown yet has no height
        m_rows.push_back(row);
    }
    fit();
}

// As high as the list, and no higher than the window behind.
void DevicesDialog::fit()
{
    m_area->widget()->layout()->activate();
    const int inside = m_area->widget()->layout()->totalHeightForWidth(width() - kScrollBar);
    const int around = layout()->totalMinimumSize().height() - m_area->minimumSizeHint().height();
    const int most = parentWidget() ? parentWidget()->height() : kStartHeight;
    resize(width(), std::min(inside + around + kRoomToAsk, most));
}

/// What is shown afterwards is what the server then says, also when it went wrong.
void DevicesDialog::follow(const QFuture<Result<void>> &done)
{
    ui::whenDone(done, this, [this](const Result<void> &result) {
        if (result)
            load();
        else
            say(sentenceOf(result.code()), Tone::Danger);
    });
}

void DevicesDialog::say(const QString &sentence, Tone tone)
{
    m_note->setTone(tone);
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

} // namespace pc::account
