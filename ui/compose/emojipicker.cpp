// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compose/emojipicker.h"

#include "ui/compose/emoji.h"
#include "ui/style/lookcontrols.h"

#include <QPainter>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::compose {
namespace {

using namespace style;

constexpr int kColumns = 8;
constexpr int kRowsShown = 6;

class EmojiDelegate final : public QStyledItemDelegate
{
public:
    EmojiDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto marked = QStyle::State_MouseOver | QStyle::State_Selected;
        painter->save();
        if (option.state & marked) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Tone::Hover));
            painter->drawRoundedRect(option.rect, kButtonRadius, kButtonRadius);
        }
        painter->setFont(m_theme.font(TextSize::Headline));
        painter->setPen(m_theme.color(Tone::Text));
        painter->drawText(option.rect, Qt::AlignCenter, index.data().toString());
        painter->restore();
    }

private:
    const Theme &m_theme;
};

} // namespace

EmojiPicker::EmojiPicker(const Theme &theme, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_theme(theme)
    , m_model(offeredEmoji())
    , m_grid(new QListView(this))
{
    setAttribute(Qt::WA_TranslucentBackground);
    const int side = theme.scaled(kControlHeight);
    m_grid->setModel(&m_model);
    m_grid->setItemDelegate(new EmojiDelegate(theme, m_grid));
    m_grid->setViewMode(QListView::IconMode);
    m_grid->setMovement(QListView::Static);
    m_grid->setResizeMode(QListView::Adjust);
    m_grid->setGridSize({ side, side });
    m_grid->setFrameShape(QFrame::NoFrame);
    m_grid->setMouseTracking(true);
    m_grid->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_grid->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setAccessibleName(tr("Emoji"));
    m_grid->setFixedSize(kColumns * side + kScrollBar + 2, kRowsShown * side);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap2, kGap2, kGap2, kGap2);
    layout->addWidget(m_grid);
    connect(m_grid, &QListView::clicked, this, &EmojiPicker::take);
    connect(m_grid, &QListView::activated, this, &EmojiPicker::take);
}

void EmojiPicker::openAbove(const QWidget &anchor)
{
    adjustSize();
    const QRect screen = anchor.screen()->availableGeometry();
    QPoint at = anchor.mapToGlobal(QPoint((anchor.width() - width()) / 2, -height() - kGap2));
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    at.setY(std::max(screen.top(), at.y()));
    move(at);
    show();
    m_grid->setFocus();
    m_grid->setCurrentIndex(m_model.index(0));
}

void EmojiPicker::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintMenuGround(painter, rect(), m_theme);
}

void EmojiPicker::take(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    close();
    Q_EMIT picked(index.data().toString());
}

} // namespace pc::compose
