// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timelineview.h"

#include "ui/style/plainlabel.h"
#include "ui/timeline/hoverbar.h"
#include "ui/timeline/jumpbutton.h"
#include "ui/timeline/timelineaccessible.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <cmath>

namespace pc::ui {

namespace {

using style::Tone;

constexpr int kDotsInterval = 50; ///< Milliseconds.
constexpr int kDotsTurn = 1'200;

} // namespace

TimelineView::TimelineView(const style::Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_bar(new QScrollBar(Qt::Vertical, this))
    , m_jump(new JumpButton(theme, this))
    , m_actions(*this, theme, MessageActions::Keys::WhileFocused)
    , m_hoverActions(*this, theme, MessageActions::Keys::None)
    , m_hoverBar(new HoverBar(m_hoverActions.all(), theme, viewport()))
{
    installTimelineAccessibility();
    setAccessibleName(tr("Messages"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_bar->setAttribute(Qt::WA_OpaquePaintEvent, false);
    m_bar->setFocusPolicy(Qt::NoFocus);
    m_bar->setCursor(Qt::ArrowCursor);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_jump->hide();
    connect(m_jump, &QAbstractButton::clicked, this, &TimelineView::jumpToLatest);
    connect(m_bar, &QAbstractSlider::actionTriggered, this, &TimelineView::takeBarAction);
    connect(m_bar, &QAbstractSlider::sliderReleased, this, &TimelineView::placeLater);
    connect(&m_theme, &style::Theme::changed, this, &TimelineView::takeTheme);
    connectActions(m_actions, false);
    connectActions(m_hoverActions, true);

    m_slide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slide, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_slideBy = value.toInt();
        viewport()->update();
    });
    m_flash.setStartValue(1.0);
    m_flash.setEndValue(0.0);
    m_flash.setDuration(style::kFlash);
    m_flash.setEasingCurve(QEasingCurve::InQuad);
    connect(&m_flash, &QVariantAnimation::valueChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&m_flash, &QVariantAnimation::finished, this, [this] { m_flashed.reset(); });
}

TimelineView::~TimelineView() = default;

QSize TimelineView::sizeHint() const
{
    return { style::kLeastWidth, style::kLeastHeight };
}

void TimelineView::takeTheme()
{
    m_layouts.clear();
    m_painted.clear();
    m_averageHeight = 0;
    placeLater();
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    placeNow();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.color(Tone::Ground));
    if (!m_model)
        return;
    if (m_model->rowCount() > 0)
        paintRows(painter, event->rect());
    else if (const QString sentence = emptySentence(); !sentence.isEmpty())
        paintMessage(painter, sentence);
}

void TimelineView::paintRows(QPainter &painter, const QRect &clip)
{
    const RowPlaces::Place *current = nullptr;
    for (const RowPlaces::Place &place : m_places.places()) {
        const int top = place.top + m_slideBy;
        if (top + place.height < clip.top() - style::kGap2 || top > clip.bottom() + style::kGap2)
            continue;
        if (hasFocus() && m_current && place.row == currentRow())
            current = &place;
        else
            paintRow(painter, place, clip, false);
    }
    if (current) // last, so that its ring lies over its neighbours
        paintRow(painter, *current, clip, true);
}

void TimelineView::paintRow(QPainter &painter, const RowPlaces::Place &place, const QRect &clip, bool isCurrent)
{
    const int top = place.top + m_slideBy;
    const TimelineRow &row = m_model->row(place.row);
    const MessageId id = row.message.id;
    const bool isMessage = row.kind == TimelineRow::Kind::Message;
    const RowPaint paint { .theme = m_theme,
        .clip = QRectF(clip).translated(0, -top),
        .isSelected = isMessage && m_marks.isSelected(id),
        .isCurrent = isCurrent,
        .flash = isMessage && m_flashed == id ? (isMoving() ? m_flash.currentValue().toDouble() : 1) : 0,
        .phase = m_phase,
        .selection = isMessage ? m_marks.rangeIn(id) : TextRange {} };
    const RowLayout *layout = layoutOf(place.row);
    if (!paint.isSelected && !paint.isCurrent && paint.flash <= 0 && paint.selection.isEmpty()) {
        const LayoutCache::Key key { m_model->version(place.row), viewport()->width() };
        if (const QPixmap *painted
            = m_painted.find(key, *layout, m_theme, m_theme.color(Tone::Ground), devicePixelRatioF())) {
            painter.drawPixmap(0, top, *painted);
            return;
        }
    }
    painter.save();
    painter.translate(0, top);
    layout->paint(painter, paint);
    painter.restore();
}

QString TimelineView::emptySentence() const
{
    if (!m_model->isLoaded())
        return m_saysLoading ? tr("Opening the conversation…") : QString();
    return m_model->conversation().left ? tr("You are no longer in this conversation.")
                                        : tr("Nothing here yet. Write the first message.");
}

void TimelineView::paintMessage(QPainter &painter, const QString &sentence) const
{
    painter.setFont(m_theme.font(style::TextSize::Body));
    painter.setPen(m_theme.color(Tone::Secondary));
    const int margin = style::kTimelineMargin;
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
        int(Qt::AlignCenter) | int(Qt::TextWordWrap), sentence);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    placeLater();
    placeBar();
    placeJumpButton();
}

void TimelineView::placeBar()
{
    QRect box = viewport()->geometry();
    if (isRightToLeft())
        box.setWidth(m_bar->sizeHint().width());
    else
        box.setLeft(box.right() + 1 - m_bar->sizeHint().width());
    m_bar->setGeometry(box);
    m_bar->raise();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    switch (event->type()) {
    case QEvent::ActivationChange:
        placeLater(); // what is in view may count as read now
        break;
    case QEvent::LayoutDirectionChange:
        placeBar();
        takeTheme();
        break;
    case QEvent::LocaleChange:
    case QEvent::LanguageChange:
    case QEvent::FontChange:
        takeTheme();
        break;
    default: // the others change nothing that is painted here
        break;
    }
}

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    placeLater();
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        placeNow();
    return QAbstractScrollArea::event(event);
}

void TimelineView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_dots.timerId()) {
        m_phase = std::fmod(m_phase + double(kDotsInterval) / kDotsTurn, 1.0);
        if (!m_places.places().empty())
            viewport()->update(rowRect(m_places.places().back().row));
    } else if (event->timerId() == m_patience.timerId()) {
        m_patience.stop();
        m_saysLoading = true;
        viewport()->update();
    }
}

void TimelineView::placeJumpButton()
{
    const bool wanted = m_model && m_model->isLoaded() && m_model->rowCount() > 0 && !m_places.showsEnd();
    const bool atEnd = m_model && m_model->atEnd();
    m_jump->setCount(m_model ? m_model->unread() : 0);
    m_jump->setVisible(wanted || (m_model && m_model->isLoaded() && !atEnd));
    if (m_jump->isHidden())
        return;
    const QRect inside = viewport()->geometry().adjusted(0, 0, -style::kGap3, -style::kGap3);
    QRect box(QPoint(), m_jump->size());
    box.moveBottomRight(inside.bottomRight());
    if (isRightToLeft())
        box.moveLeft(viewport()->geometry().left() + style::kGap3);
    m_jump->setGeometry(box);
    m_jump->raise();
}

void TimelineView::startSlide(int pixels)
{
    if (!isMoving() || pixels == 0 || !isVisible())
        return;
    m_slide.stop();
    m_slide.setDuration(style::kSlideIn);
    m_slide.setStartValue(std::clamp(m_slideBy + pixels, 0, viewport()->height() / 2));
    m_slide.setEndValue(0);
    m_slide.start();
}

void TimelineView::flash(MessageId message)
{
    m_flashed = message;
    m_flash.stop();
    m_flash.start();
    viewport()->update();
}

// Runs only while somebody is seen typing.
void TimelineView::animateDots()
{
    const auto &places = m_places.places();
    const bool typing = !places.empty() && isVisible() && isMoving()
        && m_model->row(places.back().row).kind == TimelineRow::Kind::Typing;
    if (typing && !m_dots.isActive())
        m_dots.start(kDotsInterval, this);
    else if (!typing)
        m_dots.stop();
}

} // namespace pc::ui
