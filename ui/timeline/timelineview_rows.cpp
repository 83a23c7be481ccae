// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimelineView that knows where rows stand: it follows the model, lays out, drives the scroll bar, and
// says what is in view.

#include "ui/timeline/timelineview.h"

#include "ui/timeline/jumpbutton.h"
#include "ui/timeline/rowpainter.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QEvent>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pc::ui {

namespace {

using Kind = TimelineRow::Kind;

constexpr double kTypicalHeight = 60;

} // namespace

void TimelineView::setModel(TimelineModel *model)
{
    if (m_model == model)
        return;
    if (m_model) {
        m_model->disconnect(this);
        m_model->setAttended(false);
    }
    m_model = model;
    m_places = {};
    m_layouts.clear();
    m_marks = {};
    m_current.reset();
    m_hovered.reset();
    m_selectFrom.reset();
    m_pressed.reset();
    m_draggedTo.reset();
    m_slide.stop();
    m_slideBy = 0;
    m_flashed.reset();
    m_saysLoading = false;
    m_averageHeight = 0;
    if (m_model) {
        connectModel();
        if (m_model->isLoaded()) {
            takeArrival(m_model->unreadRow() >= 0 ? TimelineModel::Target::FirstUnread : TimelineModel::Target::Latest, {});
        } else {
            m_patience.start(style::kPatience, this);
            m_model->load();
        }
    }
    placeLater();
}

void TimelineView::connectModel()
{
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { rowsInserted(first, last); });
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last); });
    connect(m_model, &QAbstractItemModel::rowsMoved, this,
        [this](const QModelIndex &, int from, int, const QModelIndex &, int to) {
            m_places.rowMoved(from, to > from ? to - 1 : to);
            placeLater();
        });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &TimelineView::placeLater);
    connect(m_model, &TimelineModel::arrived, this, &TimelineView::takeArrival);
    connect(m_model, &TimelineModel::messageArrived, this, &TimelineView::takeNewMessage);
    connect(m_model, &TimelineModel::conversationChanged, this, &TimelineView::placeLater);
}

void TimelineView::rowsInserted(int first, int last)
{
    m_places.rowsInserted(first, last);
    if (last == m_model->rowCount() - 1 && first > 0 && m_places.followsEnd()) {
        m_grewAtEnd = true;
        announce(first, last);
    }
    placeLater();
}

void TimelineView::rowsRemoved(int first, int last)
{
    m_places.rowsRemoved(first, last);
    placeLater();
}

void TimelineView::takeArrival(TimelineModel::Target target, chat::OrderKey key)
{
    m_patience.stop();
    m_dragLoading = false;
    m_grewAtEnd = false;
    switch (target) {
    case TimelineModel::Target::FirstUnread:
        if (const int divider = m_model->unreadRow(); divider >= 0)
            m_places.anchorAt(divider, viewport()->height() / 5);
        else
            m_places.followEnd();
        break;
    case TimelineModel::Target::Latest:
        m_places.followEnd();
        break;
    case TimelineModel::Target::Message:
        if (m_draggedTo) {
            showMessageNumber(*m_draggedTo);
            break;
        }
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const TimelineRow &at = m_model->row(row);
            if (at.kind != Kind::Message || at.message.order < key)
                continue;
            m_places.anchorAt(row, viewport()->height() / 3);
            flash(at.message.id);
            break;
        }
        break;
    }
    placeNow();
    m_places.settle();
    if (m_model->atEnd() && m_places.showsEnd())
        m_places.followEnd();
    placeLater();
    viewport()->update();
}

void TimelineView::takeNewMessage(const chat::Message &message)
{
    // Who writes wants to see it, wherever they had scrolled to.
    if (message.outgoing && message.state == chat::DeliveryState::Sending)
        jumpToLatest();
}

void TimelineView::jumpToLatest()
{
    if (!m_model)
        return;
    m_draggedTo.reset();
    m_model->loadLatest();
}

void TimelineView::jumpTo(chat::OrderKey key)
{
    if (!m_model)
        return;
    m_draggedTo.reset();
    m_model->loadAround(key);
}

// Several changes in one turn of the loop are placed once.
void TimelineView::placeLater()
{
    if (std::exchange(m_placeDue, true))
        return;
    viewport()->update();
    QCoreApplication::postEvent(this, new QEvent(QEvent::LayoutRequest)); // the event queue owns it
}

void TimelineView::placeNow()
{
    if (!std::exchange(m_placeDue, false))
        return;
    if (m_model)
        placeRows();
    updateScrollBar();
    placeJumpButton();
    animateDots();
    viewport()->update();
}

void TimelineView::placeRows()
{
    // To tell how far a growing end pushed up what is being read.
    const auto &before = m_places.places();
    const bool slides = std::exchange(m_grewAtEnd, false) && m_places.followsEnd() && !before.empty();
    const quint64 readVersion = slides && before.front().row < m_model->rowCount()
        ? m_model->version(before.front().row) : 0;
    const int readTop = slides ? before.front().top : 0;

    const RowPlaces::Extent extent { m_model->rowCount(), viewport()->height(), style::kTimelineEnd };
    m_places.place(extent, [this](int row) { return heightOf(row); });
    holdAtDivider();
    if (!m_model->isLoaded())
        return;
    report();
    if (!slides)
        return;
    for (const RowPlaces::Place &place : m_places.places()) {
        if (m_model->version(place.row) == readVersion)
            startSlide(readTop - place.top);
    }
}

// While nobody looks, the end is followed only as long as the first unread message stays in view.
void TimelineView::holdAtDivider()
{
    const int divider = m_model->unreadRow();
    if (!m_places.followsEnd() || isWatched() || divider < 0 || m_model->unread() == 0)
        return;
    const RowPlaces::Place *place = m_places.find(divider);
    if (place && place->top >= 0)
        return;
    m_places.anchorAt(divider, 0);
    const RowPlaces::Extent extent { m_model->rowCount(), viewport()->height(), style::kTimelineEnd };
    m_places.place(extent, [this](int row) { return heightOf(row); });
    m_places.settle();
}

bool TimelineView::isWatched() const
{
    return isVisible() && isActiveWindow() && !window()->isMinimized();
}

void TimelineView::report()
{
    const auto &places = m_places.places();
    if (places.empty())
        return;
    int first = places.back().row;
    int last = places.front().row;
    for (const RowPlaces::Place &place : places) {
        if (place.bottom() <= 0 || place.top >= viewport()->height())
            continue;
        first = std::min(first, place.row);
        last = std::max(last, place.row);
        if (isWatched() && m_model->row(place.row).kind == Kind::Hole)
            m_model->fetchHole(place.row);
    }
    m_model->setViewed(first, last);
    m_model->setAttended(isWatched() && m_places.followsEnd());
    if (isWatched())
        m_model->markRead(readUpTo());
}

// A message counts when its end was in view, or when it fills the view.
Seq TimelineView::readUpTo() const
{
    Seq seq;
    const int height = viewport()->height();
    for (const RowPlaces::Place &place : m_places.places()) {
        const TimelineRow &row = m_model->row(place.row);
        const bool endsInView = place.bottom() > 0 && place.bottom() <= height;
        const bool fillsView = place.top <= 0 && place.bottom() >= height;
        if (row.kind == Kind::Message && (endsInView || fillsView))
            seq = std::max(seq, row.message.seq);
    }
    return seq;
}

const RowLayout *TimelineView::layoutOf(int row)
{
    const LayoutCache::Key key { m_model->version(row), viewport()->width() };
    if (const RowLayout *known = m_layouts.find(key))
        return known;
    const PersonLookup person = m_model->personLookup();
    return m_layouts.insert(key,
        layOutRow({ .row = m_model->row(row),
            .person = person,
            .theme = m_theme,
            .today = m_model->today(),
            .width = viewport()->width(),
            .direction = layoutDirection(),
            .namesSenders = m_model->conversation().kind != chat::ConversationKind::Direct }));
}

int TimelineView::heightOf(int row)
{
    return layoutOf(row)->height();
}

QRect TimelineView::rowRect(int row) const
{
    const RowPlaces::Place *place = m_places.find(row);
    return place ? QRect(0, place->top, viewport()->width(), place->height) : QRect();
}

QRect TimelineView::bodyRect(int row) const
{
    const RowPlaces::Place *place = m_places.find(row);
    if (!place)
        return {};
    const RowLayout *layout = m_layouts.find({ m_model->version(row), viewport()->width() });
    return layout ? layout->body().toAlignedRect().translated(0, place->top) : QRect();
}

ScrollMap TimelineView::scrollMap() const
{
    qint64 loaded = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        loaded += m_model->row(row).kind == Kind::Message;
    const double height = m_averageHeight > 0 ? m_averageHeight : kTypicalHeight;
    return { .before = m_model->messagesBefore(),
        .loaded = loaded,
        .after = m_model->messagesAfter(),
        .inView = viewport()->height() / height };
}

// How many messages of the conversation lie above the view's upper edge; part of one counts as that part.
double TimelineView::messagesAbove() const
{
    double above = double(m_model->messagesBefore());
    const RowPlaces::Place *top = nullptr;
    for (const RowPlaces::Place &place : m_places.places()) {
        if (place.bottom() > 0) {
            top = &place;
            break;
        }
    }
    if (!top)
        return above;
    for (int row = 0; row < top->row; ++row)
        above += m_model->row(row).kind == Kind::Message;
    if (m_model->row(top->row).kind == Kind::Message && top->top < 0)
        above += double(-top->top) / top->height;
    return above;
}

void TimelineView::updateScrollBar()
{
    QScrollBar *bar = m_bar;
    if (bar->isSliderDown())
        return; // it is held: what it means must not change under the hand
    const QSignalBlocker quiet(bar);
    if (!m_model || m_model->rowCount() == 0) {
        bar->setRange(0, 0);
        return;
    }
    double height = 0;
    int messages = 0;
    for (const RowPlaces::Place &place : m_places.places()) {
        if (m_model->row(place.row).kind == Kind::Message) {
            height += place.height;
            ++messages;
        }
    }
    if (messages > 0) {
        const double now = height / messages;
        m_averageHeight += m_averageHeight > 0 ? (now - m_averageHeight) / 16 : now;
    }
    const ScrollMap map = scrollMap();
    const bool fits = m_model->atStart() && m_model->atEnd() && m_places.showsEnd()
        && m_places.places().front().row == 0 && m_places.places().front().top >= 0;
    bar->setPageStep(map.pageStep());
    bar->setSingleStep(ScrollMap::kUnits);
    bar->setRange(0, fits ? 0 : std::max(map.maximum(), 1));
    const bool atEnd = m_model->atEnd() && m_places.showsEnd();
    bar->setValue(atEnd ? bar->maximum() : std::min(map.valueAt(messagesAbove()), bar->maximum() - 1));
    bar->update();
}

void TimelineView::takeBarAction(int action)
{
    QScrollBar *bar = m_bar;
    const int wanted = bar->sliderPosition();
    const int line = 2 * style::kWheelLine;
    const int page = std::max(viewport()->height() - line, line);
    if (action == QAbstractSlider::SliderMove) {
        dragTo(wanted);
        return;
    }
    if (!bar->isSliderDown()) {
        const QSignalBlocker quiet(bar);
        bar->setSliderPosition(bar->value()); // steps are of pixels here, not of messages
    }
    switch (action) {
    case QAbstractSlider::SliderSingleStepAdd:
        scrollBy(line);
        break;
    case QAbstractSlider::SliderSingleStepSub:
        scrollBy(-line);
        break;
    case QAbstractSlider::SliderPageStepAdd:
        scrollBy(page);
        break;
    case QAbstractSlider::SliderPageStepSub:
        scrollBy(-page);
        break;
    case QAbstractSlider::SliderToMinimum:
        dragTo(0);
        break;
    case QAbstractSlider::SliderToMaximum:
        jumpToLatest();
        break;
    default: // SliderNoAction
        break;
    }
}

void TimelineView::dragTo(int value)
{
    if (!m_model || !m_model->isLoaded())
        return;
    if (value >= m_bar->maximum()) {
        jumpToLatest();
        return;
    }
    const ScrollMap map = scrollMap();
    const double number = map.messagesAt(value);
    const bool isLoaded = number >= double(map.before) && number < double(map.before + map.loaded);
    m_draggedTo = number;
    if (isLoaded) {
        showMessageNumber(number);
        return;
    }
    if (std::exchange(m_dragLoading, true))
        return; // one at a time; the next follows from where the bar is then
    const chat::Conversation &conversation = m_model->conversation();
    std::vector<ScrollMap::Known> known { { 0, conversation.first.raw() } };
    qint64 counted = map.before;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const TimelineRow &at = m_model->row(row);
        if (at.kind != Kind::Message || at.message.seq == Seq {})
            continue;
        if (counted == map.before || counted + 1 == map.before + map.loaded)
            known.push_back({ double(counted), at.message.order.raw() });
        ++counted;
    }
    known.push_back({ double(map.total()), conversation.head.raw() });
    m_model->loadAround(ScrollMap::orderAt(number, known));
}

// Puts the message with that number in the conversation, or what is nearest to it, at the view's upper edge.
void TimelineView::showMessageNumber(double number)
{
    double left = number - double(m_model->messagesBefore());
    int target = 0;
    for (int row = 0; row < m_model->rowCount() && left >= 0; ++row) {
        target = row;
        if (m_model->row(row).kind == Kind::Message)
            left -= 1;
    }
    const double share = std::clamp(left + 1, 0.0, 1.0);
    m_places.anchorAt(target, -int(share * heightOf(target)));
    m_placeDue = true;
    placeNow();
    m_places.settle();
}

void TimelineView::scrollBy(int pixels)
{
    if (!m_model || m_model->rowCount() == 0 || pixels == 0)
        return;
    placeNow();
    m_draggedTo.reset();
    m_places.scrollBy(pixels);
    m_placeDue = true;
    placeRows();
    m_places.settle();
    if (m_model->atEnd() && m_places.showsEnd())
        m_places.followEnd();
    placeNow();
}

// A screen reader hears what is new at the end, not what is loaded above or shown again.
void TimelineView::announce(int first, int last)
{
    if (!QAccessible::isActive())
        return;
    for (int row = first; row <= last; ++row) {
        if (m_model->row(row).kind != Kind::Message || m_model->row(row).message.outgoing)
            continue;
        QAccessibleEvent event(this, QAccessible::Alert);
        event.setChild(row);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace pc::ui
