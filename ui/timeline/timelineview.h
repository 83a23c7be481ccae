// SPDX-License-Identifier: GPL-3.0-or-later
// TimelineView: reads a conversation. Lays out only the rows that are in view and a few beyond; keeps its place by
// message, not by pixel, whatever happens above or below; tells the model what is on the screen, and the session what
// was read, when it really was: in view, in the active window.
//
// timelineview.cpp          painting, and being a widget
// timelineview_rows.cpp     where rows stand: model, layouts, what counts as read
// timelineview_scroll.cpp   moving, and the scroll bar
// timelineview_input.cpp    pointer and keyboard
// timelineview_actions.cpp  menus, links, copying

#pragma once

#include "ui/models/timelinemodel.h"
#include "ui/style/theme.h"
#include "ui/timeline/layoutcache.h"
#include "ui/timeline/messageactions.h"
#include "ui/timeline/paintedrows.h"
#include "ui/timeline/rowmarks.h"
#include "ui/timeline/rowplaces.h"
#include "ui/timeline/scrollmap.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QPointer>
#include <QVariantAnimation>

#include <optional>

class QScrollBar;

namespace pc::ui {

class HoverBar;
class JumpButton;

class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TimelineView(const style::Theme &theme, QWidget *parent = nullptr);
    ~TimelineView() override;

    /// Shows this conversation; null shows none. Not owned. Loads the model when it is not loaded yet.
    void setModel(TimelineModel *model);
    TimelineModel *model() const { return m_model; }

    void jumpToLatest();
    void jumpTo(chat::OrderKey key); ///< Brings a message into view and lights it up.

    bool isAtEnd() const { return m_places.followsEnd(); }

    /// The row with the keyboard, -1 when none has it.
    int currentRow() const;
    void setCurrentRow(int row);

    /// Where a row stands in the viewport; null when it is not laid out there.
    QRect rowRect(int row) const;
    QRect bodyRect(int row) const;

    /// Copies the marked text, else the selected messages, else the current one; false when there is none.
    bool copy();

    /// Lays out what is due at once instead of before the next painting.
    void placeNow();

    QSize sizeHint() const override;

Q_SIGNALS:
    void linkActivated(const QUrl &url); ///< http, https or mailto; the host was shown and agreed to.
    void detailsRequested(pc::MessageId message);
    void announced(const QString &row); ///< What a screen reader is told of a new row.
    void backRequested(); ///< Esc, when there is nothing left here to go back from.

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    // timelineview.cpp
    void paintRows(QPainter &painter, const QRect &clip);
    void paintRow(QPainter &painter, const RowPlaces::Place &place, const QRect &clip, bool isCurrent);
    void paintMessage(QPainter &painter, const QString &sentence) const;
    QString emptySentence() const;
    void placeJumpButton();
    void placeBar();
    void takeTheme();
    void startSlide(int pixels);
    void flash(MessageId message);
    void animateDots();
    bool isMoving() const { return !m_theme.reducedMotion(); }

    // timelineview_rows.cpp
    void connectModel();
    void rowsInserted(int first, int last);
    void rowsRemoved(int first, int last);
    void takeArrival(TimelineModel::Target target, chat::OrderKey key);
    void takeNewMessage(const chat::Message &message);
    void placeLater();
    void placeRows();
    void holdAtDivider();
    void report();
    bool isWatched() const;
    Seq readUpTo() const;
    const RowLayout *layoutOf(int row);
    int heightOf(int row);
    ScrollMap scrollMap() const;
    double messagesAbove() const;
    void updateScrollBar();
    void takeBarAction(int action);
    void dragTo(int value);
    void showMessageNumber(double number);
    void scrollBy(int pixels);
    void announce(int first, int last);

    // timelineview_input.cpp
    struct Under
    {
        int row = -1;
        Hit hit;
    };

    Under under(const QPoint &point);
    const TimelineRow *rowAt(int row) const;
    void moveCurrent(int step);
    void pageCurrent(int direction);
    void bringIntoView(int row);
    void click(const Under &what, Qt::KeyboardModifiers modifiers, const QPoint &at);
    void selectUpTo(int row);
    void askLink(const QUrl &url, const QPoint &at);
    void openMenu(int row, const QPoint &at);
    void offerActions();
    void hover(const QPoint &point);
    void goBack();
    void connectActions(const MessageActions &actions, bool hovered);
    std::optional<MessageId> target(bool hovered) const;
    QString copiedText() const;

    const style::Theme &m_theme;
    QPointer<TimelineModel> m_model;
    RowPlaces m_places;
    LayoutCache m_layouts;
    PaintedRows m_painted;
    RowMarks m_marks;
    QScrollBar *m_bar; ///< Lies over the margin, so that the column is as wide with it as without.
    JumpButton *m_jump;
    MessageActions m_actions; ///< For the current row, with keys.
    MessageActions m_hoverActions;
    HoverBar *m_hoverBar;

    std::optional<MessageId> m_current; ///< The message with the keyboard.
    std::optional<MessageId> m_hovered;
    std::optional<MessageId> m_selectFrom; ///< Where a range of selected messages begins.
    std::optional<Under> m_pressed;
    QPoint m_pressedAt;

    QVariantAnimation m_slide;
    int m_slideBy = 0; ///< Pixels below their place at which rows are painted now.
    QVariantAnimation m_flash;
    std::optional<MessageId> m_flashed;
    QBasicTimer m_dots;
    QBasicTimer m_patience; ///< Runs while a first page takes longer than one should wait in silence.
    double m_phase = 0;

    double m_averageHeight = 0; ///< Of a message, slowly following: the bar's page must not tremble.
    std::optional<double> m_draggedTo; ///< Message number that a dragged bar asked for.
    bool m_placeDue = false;
    bool m_grewAtEnd = false; ///< Rows came at the end since the last placing.
    bool m_saysLoading = false;
    bool m_dragLoading = false;
};

} // namespace pc::ui
