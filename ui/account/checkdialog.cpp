// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/checkdialog.h"

#include "ui/models/whendone.h"
#include "ui/style/icon.h"
#include "ui/words/check.h"
#include "ui/words/errors.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::account {

using namespace style;
using session::CheckReport;
using session::CheckStep;

CheckDialog::CheckDialog(session::NetworkDesk &desk, const QUrl &relay, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_relay(relay)
    , m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Check the connection"));
    buildWidgets();
    connect(&desk, &session::NetworkDesk::checkChanged, this, &CheckDialog::take);
    connect(m_again, &QPushButton::clicked, this, &CheckDialog::begin);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(words::checkText(m_report)); });
    begin();
}

CheckDialog::~CheckDialog()
{
    m_desk.endCheck();
}

void CheckDialog::buildWidgets()
{
    auto *headline = new PlainLabel(m_theme, TextSize::Headline, Weight::Strong, this);
    headline->setText(windowTitle());
    headline->setWordWrap(true);
    m_summary = new PlainLabel(m_theme, TextSize::Body, Weight::Regular, this);
    m_summary->setTone(Tone::Secondary);
    m_summary->setWordWrap(true);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(kGap6, 0, kGap6, 0);
    column->setSpacing(kGap1);
    for (const CheckStep step : session::kCheckSteps) {
        m_rows.push_back(new CheckRow(step, m_theme, inside));
        column->addWidget(m_rows.back());
    }
    column->addStretch();
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inside);
    m_copy = new QPushButton(themedIcon(Icon::Copy, m_theme), tr("Copy"), this);
    m_copy->setAccessibleName(tr("Copy what was found"));
    m_again = new QPushButton(themedIcon(Icon::Retry, m_theme), tr("Check again"), this);
    auto *done = new QPushButton(tr("Done"), this);
    for (QPushButton *button : { m_copy, m_again }) {
        button->setFlat(true);
        button->setAutoDefault(false);
    }
    done->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(kGap4, 0, kGap6, 0);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_again);
    buttons->addStretch();
    buttons->addWidget(done);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap6, 0, kGap4);
    layout->setSpacing(kGap3);
    for (PlainLabel *label : { headline, m_summary }) {
        label->setContentsMargins(kGap6, 0, kGap6, 0);
        layout->addWidget(label);
    }
    layout->addWidget(area, 1);
    layout->addLayout(buttons);
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    // High enough for what is usually found; what is longer scrolls.
    const int most = parentWidget() ? parentWidget()->window()->height() : kStartHeight;
    const int line = m_theme.scaled(kControlHeight);
    const int wanted = (int(m_rows.size()) + 1) * (line + kGap4) + 2 * line + kGap8;
    resize(std::max(kColumnMost, minimumSizeHint().width()), std::min(wanted, most));
}

void CheckDialog::begin()
{
    m_again->setEnabled(false);
    take({});
    ui::whenDone(m_desk.check(m_relay), this, [this](const Result<void> &answer) {
        if (answer)
            return;
        m_again->setEnabled(true);
        m_summary->setText(answer.code() == Errc::Invalid
                ? tr("There is no address of a school to check yet. Please enter it first.")
                : words::errorSentence(answer.code()));
    });
}

void CheckDialog::take(const CheckReport &report)
{
    m_report = report;
    m_summary->setText(words::checkSummary(report));
    setAccessibleDescription(m_summary->wholeText());
    for (CheckRow *row : m_rows)
        row->tell(report);
    m_again->setEnabled(report.isDone);
    m_copy->setEnabled(report.isDone);
}

} // namespace pc::account
