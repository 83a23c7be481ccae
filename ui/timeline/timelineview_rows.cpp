// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimelineView that knows where rows stand: it follows the model, lays out, and says what is in view.

#include "ui/timeline/rowpainter.h"
#include "ui/timeline/timelineview.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace pc::ui {

namespace {

using Kind = TimelineRow::Kind;

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
    m_painted.clear();
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
            takeArrival(
                m_model->unreadRow() >= 0 ? TimelineModel::Target::FirstUnread : TimelineModel::Target::Latest, {});
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
    connect(m_model, &TimelineModel::messageOpened, this, [this](int row) {
        if (m_places.followsEnd() && m_places.find(row))
            announce(row, row);
    });
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
    m_placeDue = true; // also when the rows that came are those that were there
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
    const quint64 readVersion
        = slides && before.front().row < m_model->rowCount() ? m_model->version(before.front().row) : 0;
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

// A screen reader hears what is new at the end, not what is loaded above or shown again.
void TimelineView::announce(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        if (m_model->row(row).kind != Kind::Message || m_model->row(row).message.outgoing)
            continue;
        Q_EMIT announced(m_model->accessibleText(row));
        if (!QAccessible::isActive())
            continue;
        QAccessibleEvent event(this, QAccessible::Alert);
        event.setChild(row);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace pc::ui
