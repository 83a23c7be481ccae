// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/header.h"

#include "ui/sidebar/presencedot.h"
#include "ui/style/badge.h"
#include "ui/style/look.h"
#include "ui/style/plainlabel.h"
#include "ui/style/textblock.h"
#include "ui/words/status.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace pc::window {
namespace {

using namespace style;
using Mark = TitleBlock::Mark;

Icon iconOf(Mark mark)
{
    switch (mark) {
    case Mark::None:
    case Mark::Lock:
        return Icon::Lock;
    case Mark::Wait:
        return Icon::Clock;
    case Mark::Warning:
        return Icon::Warning;
    }
    return Icon::Lock;
}

Mark markOf(std::optional<session::Secrecy> secrecy)
{
    if (!secrecy)
        return Mark::None;
    switch (*secrecy) {
    case session::Secrecy::Preparing:
        return Mark::Wait;
    case session::Secrecy::Sealed:
        return Mark::Lock;
    case session::Secrecy::InDoubt:
    case session::Secrecy::Broken:
        return Mark::Warning;
    }
    return Mark::None;
}

} // namespace

TitleBlock::TitleBlock(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TitleBlock::setWords(const Words &words)
{
    m_words = words;
    setAccessibleName(words.title);
    setAccessibleDescription(words.subtitle);
    setToolTip(plainToolTip(words.subtitle)); // whole, where a narrow window cuts it
    update();
}

void TitleBlock::setCompact(bool compact)
{
    m_compact = compact;
    update();
}

void TitleBlock::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = std::min(m_theme.scaled(m_compact ? kAvatarSmall : kAvatar), height() - kGap3);
    const QRect avatar(0, (height() - side) / 2, side, side);
    paintAvatar(painter, mirrored(avatar, rect(), layoutDirection()),
        { m_words.avatarId, m_words.title, sidebar::dotOf(m_words.presence) }, m_theme.color(Tone::Panel), m_theme,
        layoutDirection());
    const int left = side + kGap3;
    paintLines(painter, QRect(left, 0, width() - left, height()));
    if (hasFocus()) {
        const double in = kFocusGap + kFocusWidth;
        paintFocusRing(painter, QRectF(rect()).adjusted(in, in, -in, -in), kGap1, m_theme);
    }
}

void TitleBlock::paintLines(QPainter &painter, const QRect &area) const
{
    const auto place = [this](const QRect &r) { return mirrored(r, rect(), layoutDirection()); };
    const int upper = m_theme.lineHeight(TextSize::Title);
    const int lower = m_theme.lineHeight(TextSize::Caption);
    const int top = area.top() + (area.height() - upper - lower) / 2;

    const QFont font = m_theme.font(TextSize::Title, Weight::Strong);
    const QRect nameLine(area.left(), top, area.width(), upper);
    const int nameWidth
        = paintLine(painter, place(nameLine), m_words.title, font, m_theme.color(Tone::Text), layoutDirection());
    const int chipRoom = area.width() - nameWidth - kGap2;
    if (!m_compact && !m_words.chip.isEmpty() && chipRoom >= m_theme.scaled(kAvatar)) {
        const int height = m_theme.scaled(kChipHeight) - 2;
        const QRect chip(area.left() + nameWidth + kGap2, nameLine.center().y() + 1 - height / 2,
            std::min(chipRoom, chipWidth(m_words.chip, m_theme)), height);
        paintChip(painter, place(chip), m_words.chip, m_theme);
    }

    const QRect line(area.left(), top + upper, area.width(), lower);
    const Tone tone = m_words.mark == Mark::Warning ? Tone::NoticeText : Tone::Secondary;
    int inset = 0;
    if (m_words.mark != Mark::None) {
        const int side = m_theme.scaled(kIconTiny) + 1;
        const QRect icon(line.left(), line.center().y() + 1 - side / 2 - 1, side, side);
        paintIcon(painter, iconOf(m_words.mark), place(icon), m_theme.color(tone));
        inset = side + kGap1;
    }
    paintLine(painter, place(line.adjusted(inset, 0, 0, 0)), m_words.subtitle, m_theme.font(TextSize::Caption),
        m_theme.color(tone), layoutDirection());
}

Header::Header(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_back(new IconButton(Icon::Back, {}, theme, this))
    , m_title(new TitleBlock(theme, this))
    , m_more(new IconButton(Icon::More, {}, theme, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGap4, 0, kGap4, 1);
    layout->setSpacing(kGap1);
    layout->addWidget(m_back);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_more);
    setFixedHeight(theme.scaled(kHeaderHeight));
    connect(&theme, &Theme::changed, this, [this] { setFixedHeight(m_theme.scaled(kHeaderHeight)); });
    connect(m_back, &QAbstractButton::clicked, this, &Header::backRequested);
    connect(m_title, &QAbstractButton::clicked, this, &Header::detailsRequested);
    connect(m_more, &QAbstractButton::clicked, this,
        [this] { Q_EMIT menuRequested(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    setCompact(false);
    retranslate();
}

void Header::setConversation(
    const ui::ConversationRow &row, UserId self, UtcTime now, std::optional<session::Secrecy> secrecy)
{
    const chat::Conversation &conversation = row.summary.conversation;
    const people::Person *other = ui::otherPerson(conversation, self);
    TitleBlock::Words words;
    words.avatarId = (other ? other->id.raw() : conversation.id.raw()).toByteArray();
    words.title = ui::titleOf(conversation, self);
    words.chip = conversation.kind == chat::ConversationKind::Class ? tr("confirmed by the school")
                                                                    : ui::chipOf(conversation, self);
    words.mark = markOf(secrecy);
    words.presence = row.presence.status;
    const QString who = conversation.kind == chat::ConversationKind::Direct ? words::presenceWords(row.presence, now)
                                                                            : words::memberCount(conversation);
    words.subtitle = words::headSentence(who, conversation.kind, secrecy);
    m_title->setWords(words);
}

void Header::setCompact(bool compact)
{
    m_back->setVisible(compact);
    m_title->setCompact(compact);
    layout()->setContentsMargins(compact ? kGap1 : kGap4, 0, compact ? kGap2 : kGap4, 1);
}

void Header::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Header::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Panel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Tone::Line));
}

void Header::retranslate()
{
    m_back->setName(tr("Back to the list"));
    m_more->setName(tr("More"));
}

} // namespace pc::window
