// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimelineView that moves: by pixels, and by the bar through a conversation of which little is loaded.

#include "ui/timeline/timelineview.h"

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
    // What introduces a message comes into view with its upper edge.
    while (share == 0 && target > 0 && m_model->row(target - 1).kind != Kind::Message)
        --target;
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

} // namespace pc::ui
