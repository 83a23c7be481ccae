// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/checkrow.h"

#include "ui/style/icon.h"
#include "ui/style/textblock.h"
#include "ui/words/check.h"

#include <QGridLayout>
#include <QPainter>

namespace pc::account {

using namespace style;
using session::CheckOutcome;
using session::CheckStep;

namespace {

struct Mark
{
    Icon icon;
    Tone tone;
};

Mark markOf(CheckOutcome outcome, bool isSerious)
{
    switch (outcome) {
    case CheckOutcome::Passed:
        return { Icon::Check, Tone::Online };
    case CheckOutcome::Failed:
        return isSerious ? Mark { Icon::Warning, Tone::Danger } : Mark { Icon::Info, Tone::Secondary };
    case CheckOutcome::Running:
        return { Icon::Clock, Tone::Accent };
    case CheckOutcome::Waiting:
        return { Icon::Clock, Tone::Faint };
    case CheckOutcome::Skipped:
        break;
    }
    return { Icon::Info, Tone::Faint };
}

} // namespace

CheckRow::CheckRow(CheckStep step, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_step(step)
    , m_theme(theme)
    , m_title(new PlainLabel(theme, TextSize::Body, Weight::Strong, this))
    , m_took(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_sentence(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
{
    m_title->setWordWrap(true);
    m_title->setText(words::checkTitle(step));
    m_took->setTone(Tone::Secondary);
    m_sentence->setTone(Tone::Secondary);
    m_sentence->setWordWrap(true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, kGap1, 0, kGap1);
    grid->setHorizontalSpacing(kGap3);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, theme.scaled(kIcon) + kGap3); // for the mark, on the side where lines begin
    grid->addWidget(m_title, 0, 1);
    grid->addWidget(m_took, 0, 2, Qt::AlignTrailing | Qt::AlignTop);
    grid->addWidget(m_sentence, 1, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(
        &theme, &Theme::changed, this, [this, grid] { grid->setColumnMinimumWidth(0, m_theme.scaled(kIcon) + kGap3); });
    tell({});
}

void CheckRow::tell(const session::CheckReport &report)
{
    m_line = report.line(m_step);
    m_isSerious = m_step != CheckStep::WebSocket || report.line(CheckStep::Polls).outcome == CheckOutcome::Failed;
    const bool isOpen = m_line.outcome == CheckOutcome::Waiting || m_line.outcome == CheckOutcome::Skipped;
    m_title->setTone(isOpen ? Tone::Secondary : Tone::Text);
    m_took->setText(words::checkDuration(m_line));
    const QString sentence = words::checkSentence(report, m_step);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(
        tr("%1: %2", "a step, and how it went").arg(m_title->wholeText(), words::checkOutcome(m_line.outcome)));
    setAccessibleDescription(sentence);
    update();
}

void CheckRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Mark mark = markOf(m_line.outcome, m_isSerious);
    const int side = m_theme.scaled(kIcon);
    const QRect box(0, m_title->y() + (m_title->fontMetrics().height() - side) / 2, side, side);
    paintIcon(
        painter, mark.icon, mirrored(box, rect(), layoutDirection()), m_theme.color(mark.tone), layoutDirection());
}

} // namespace pc::account
