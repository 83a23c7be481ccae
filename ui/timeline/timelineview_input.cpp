// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimelineView that listens to pointer and keyboard.

#include "ui/timeline/hoverbar.h"
#include "ui/timeline/timelineview.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>

namespace pc::ui {

namespace {

using Kind = TimelineRow::Kind;

constexpr int kNotch = 120; ///< Eighths of a degree that one notch of a wheel turns.

} // namespace

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_hovered.reset();
        m_hoverBar->hide();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const int pixels = event->pixelDelta().y() != 0
        ? event->pixelDelta().y()
        : event->angleDelta().y() * QApplication::wheelScrollLines() * style::kWheelLine / kNotch;
    scrollBy(-pixels);
    hover(event->position().toPoint());
    event->accept();
}

TimelineView::Under TimelineView::under(const QPoint &point)
{
    placeNow();
    const RowPlaces::Place *place = m_model ? m_places.at(point.y() - m_slideBy) : nullptr;
    if (!place)
        return {};
    return { place->row, layoutOf(place->row)->hit(QPointF(point) - QPointF(0, place->top + m_slideBy)) };
}

const TimelineRow *TimelineView::rowAt(int row) const
{
    return m_model && row >= 0 && row < m_model->rowCount() ? &m_model->row(row) : nullptr;
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = under(event->position().toPoint());
    m_pressedAt = event->position().toPoint();
    m_marks.clearText();
    viewport()->update();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (!event->buttons().testFlag(Qt::LeftButton)) {
        hover(point);
        return;
    }
    const bool dragged = (point - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    const TimelineRow *row = m_pressed ? rowAt(m_pressed->row) : nullptr;
    if (!row || (!dragged && !m_marks.text())
        || (m_pressed->hit.kind != Hit::Kind::Text && m_pressed->hit.kind != Hit::Kind::Link))
        return;
    // The mark stays in the text where it began, also when the pointer leaves it.
    const RowPlaces::Place *place = m_places.find(m_pressed->row);
    if (!place)
        return;
    QPointF inside = QPointF(point) - QPointF(0, place->top);
    const QRectF body = layoutOf(m_pressed->row)->body();
    inside.setX(std::clamp(inside.x(), body.left() + style::kBubblePad + 2, body.right() - style::kBubblePad - 2));
    const Hit hit = layoutOf(m_pressed->row)->hit(inside);
    if (hit.kind == Hit::Kind::Text || hit.kind == Hit::Kind::Link)
        m_marks.markText({ row->message.id, m_pressed->hit.position, hit.position });
    viewport()->update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    const Under released = under(event->position().toPoint());
    const Under pressed = *std::exchange(m_pressed, std::nullopt);
    if (!m_marks.text() && released.row == pressed.row && released.hit.kind == pressed.hit.kind)
        click(released, event->modifiers(), event->globalPosition().toPoint());
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Under what = under(event->position().toPoint());
    const TimelineRow *row = rowAt(what.row);
    if (!row || what.hit.kind != Hit::Kind::Text)
        return;
    const TextRange word = layoutOf(what.row)->flow()->wordAt(what.hit.position);
    m_marks.markText({ row->message.id, word.start, word.end });
    viewport()->update();
}

void TimelineView::click(const Under &what, Qt::KeyboardModifiers modifiers, const QPoint &at)
{
    const TimelineRow *row = rowAt(what.row);
    if (!row || !row->isWritten()) {
        m_marks.clearSelected();
        viewport()->update();
        return;
    }
    const MessageId id = row->message.id;
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        selectUpTo(what.row);
    } else if (modifiers.testFlag(Qt::ControlModifier)) {
        m_marks.toggle(id);
        m_selectFrom = id;
    } else if (what.hit.kind == Hit::Kind::Link) {
        askLink(what.hit.link, at);
    } else if (what.hit.kind == Hit::Kind::Retry) {
        m_model->retry(id);
    } else if (what.hit.kind == Hit::Kind::Cancel) {
        m_model->cancel(id);
        return; // the row is gone
    } else {
        m_marks.clearSelected();
        m_selectFrom = id;
    }
    setCurrentRow(m_model->rowOf(id));
    viewport()->update();
}

void TimelineView::selectUpTo(int row)
{
    const int from = m_selectFrom ? m_model->rowOf(*m_selectFrom) : row;
    m_marks.clearSelected();
    const auto [first, last] = std::minmax(from < 0 ? row : from, row);
    for (int i = first; i <= last; ++i) {
        if (m_model->row(i).isWritten())
            m_marks.select(m_model->row(i).message.id);
    }
    offerActions();
    viewport()->update();
}

void TimelineView::hover(const QPoint &point)
{
    const Under what = under(point);
    const TimelineRow *row = rowAt(what.row);
    const bool acts
        = what.hit.kind == Hit::Kind::Link || what.hit.kind == Hit::Kind::Retry || what.hit.kind == Hit::Kind::Cancel;
    viewport()->setCursor(acts                 ? Qt::PointingHandCursor
            : what.hit.kind == Hit::Kind::Text ? Qt::IBeamCursor
                                               : Qt::ArrowCursor);
    if (!row || !row->isWritten() || what.hit.kind == Hit::Kind::Nothing) {
        const QRect near = m_hoverBar->geometry().adjusted(-8, -8, 8, 8);
        if (!m_hoverBar->isHidden() && !near.contains(point)) {
            m_hovered.reset();
            m_hoverBar->hide();
        }
        return;
    }
    m_hovered = row->message.id;
    m_hoverActions.offerFor(row, false);
    m_hoverBar->offer(bodyRect(what.row), viewport()->rect());
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model)
        return;
    int row = currentRow();
    QPoint at = viewport()->mapToGlobal(bodyRect(row).center());
    if (event->reason() == QContextMenuEvent::Mouse) {
        row = under(event->pos()).row;
        at = event->globalPos();
        setCurrentRow(row);
    }
    openMenu(row, at);
    event->accept();
}

int TimelineView::currentRow() const
{
    return m_model && m_current ? m_model->rowOf(*m_current) : -1;
}

void TimelineView::setCurrentRow(int row)
{
    const TimelineRow *at = rowAt(row);
    m_current = at && at->kind == Kind::Message ? std::optional(at->message.id) : std::nullopt;
    offerActions();
    viewport()->update();
    if (!m_current)
        return;
    bringIntoView(row);
    if (hasFocus() && QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(row);
        QAccessible::updateAccessibility(&event);
    }
}

void TimelineView::bringIntoView(int row)
{
    placeNow();
    const RowPlaces::Place *place = m_places.find(row);
    const int height = viewport()->height();
    const int bottom = height - style::kTimelineEnd;
    if (!place) { // far: put it where it can be read
        m_places.anchorAt(row, height / 3);
        m_placeDue = true;
        placeNow();
        m_places.settle();
    } else if (place->height >= bottom || place->top < 0) {
        scrollBy(place->top);
    } else if (place->bottom() > bottom) {
        scrollBy(place->bottom() - bottom);
    }
}

void TimelineView::moveCurrent(int step)
{
    int row = currentRow();
    if (row < 0) { // from where one reads: the last message in view
        for (const RowPlaces::Place &place : m_places.places()) {
            if (m_model->row(place.row).kind == Kind::Message && place.bottom() <= viewport()->height())
                row = place.row;
        }
        setCurrentRow(row);
        return;
    }
    const RowPlaces::Place *place = m_places.find(row);
    const int line = 2 * style::kWheelLine;
    // A message taller than the view is read through before the next one.
    if (place && step > 0 && place->bottom() > viewport()->height() && place->height > viewport()->height()) {
        scrollBy(line);
        return;
    }
    if (place && step < 0 && place->top < 0 && place->height > viewport()->height()) {
        scrollBy(-line);
        return;
    }
    for (int next = row + step; next >= 0 && next < m_model->rowCount(); next += step) {
        if (m_model->row(next).kind == Kind::Message) {
            setCurrentRow(next);
            return;
        }
    }
    scrollBy(step * line);
}

void TimelineView::pageCurrent(int direction)
{
    const int page = viewport()->height() - 2 * style::kWheelLine;
    scrollBy(direction * page);
    int row = -1;
    for (const RowPlaces::Place &place : m_places.places()) {
        const bool inView = place.top >= 0 && place.bottom() <= viewport()->height();
        if (!inView || m_model->row(place.row).kind != Kind::Message)
            continue;
        row = place.row;
        if (direction < 0)
            break;
    }
    if (row >= 0)
        setCurrentRow(row);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (!m_model || m_model->rowCount() == 0) {
        if (event->key() == Qt::Key_Escape)
            Q_EMIT backRequested();
        else
            QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    placeNow();
    const int before = currentRow();
    switch (event->key()) {
    case Qt::Key_Up:
        moveCurrent(-1);
        break;
    case Qt::Key_Down:
        moveCurrent(+1);
        break;
    case Qt::Key_PageUp:
        pageCurrent(-1);
        break;
    case Qt::Key_PageDown:
        pageCurrent(+1);
        break;
    case Qt::Key_Home:
        m_current.reset();
        dragTo(0);
        break;
    case Qt::Key_End:
        m_current.reset();
        jumpToLatest();
        break;
    case Qt::Key_Menu:
        openMenu(before, viewport()->mapToGlobal(bodyRect(before).center()));
        return;
    case Qt::Key_Space:
        if (m_current) {
            m_marks.toggle(*m_current);
            m_selectFrom = m_current;
        }
        break;
    case Qt::Key_Escape:
        goBack();
        return;
    default: // not ours
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (event->modifiers().testFlag(Qt::ShiftModifier) && currentRow() >= 0) {
        if (!m_selectFrom && before >= 0)
            m_selectFrom = m_model->row(before).message.id;
        selectUpTo(currentRow());
    }
    offerActions();
    viewport()->update();
}

// One step at a time: the mark, the selection, the end of the conversation, and only then out of here.
void TimelineView::goBack()
{
    const bool hadMark = m_marks.clearText() || m_marks.clearSelected();
    viewport()->update();
    if (hadMark) {
        m_selectFrom.reset();
        offerActions();
        return;
    }
    if (!m_places.followsEnd()) {
        m_current.reset();
        jumpToLatest();
    } else {
        Q_EMIT backRequested();
    }
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_model && m_model->rowCount() > 0 && !m_current
        && (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
            || event->reason() == Qt::ShortcutFocusReason))
        moveCurrent(-1);
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace pc::ui
