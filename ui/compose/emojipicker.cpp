// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compose/emojipicker.h"

#include "ui/style/emojifont.h"
#include "ui/style/look.h"
#include "ui/style/lookcontrols.h"
#include "ui/style/plainlabel.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace pc::compose {
namespace {

using namespace style;

constexpr int kColumns = 8;
constexpr int kRowsShown = 6;
constexpr int kLongestSearch = 40;

/// One emoji in its cell; `marked` while it is pointed at or chosen.
void paintCell(QPainter &painter, const QRect &cell, const QString &emoji, bool marked, const Theme &theme)
{
    painter.save();
    if (marked) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Tone::Selected));
        painter.drawRoundedRect(cell, kButtonRadius, kButtonRadius);
    }
    QFont font = theme.font(TextSize::Headline);
    font.setFamilies(emojiFamilies() + font.families());
    painter.setFont(font);
    painter.setPen(theme.color(Tone::Text));
    painter.drawText(cell, Qt::AlignCenter, emoji);
    painter.restore();
}

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
        paintCell(*painter, option.rect, index.data().toString(), option.state & marked, m_theme);
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        const int side = m_theme.scaled(kControlHeight);
        return { side, side };
    }

private:
    const Theme &m_theme;
};

class ToneButton final : public QAbstractButton
{
public:
    ToneButton(int tone, const Theme &theme, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        static const Emoji kHand { QStringLiteral("✋"), {}, {}, true };
        setText(withTone(kHand, tone));
        setCheckable(true);
        setFixedSize(theme.scaled(kControlHeight), theme.scaled(kControlHeight));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintCell(painter, rect(), text(), isChecked() || underMouse(), m_theme);
        if (hasFocus())
            paintFocusRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1), kButtonRadius, m_theme);
    }

private:
    const Theme &m_theme;
};

} // namespace

EmojiPicker::EmojiPicker(const Theme &theme, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_theme(theme)
    , m_search(new QLineEdit(this))
    , m_grid(new QListView(this))
    , m_tones(new QButtonGroup(this))
{
    setAttribute(Qt::WA_TranslucentBackground);
    setWindowTitle(tr("Emoji"));
    m_search->setMaxLength(kLongestSearch);
    m_search->setPlaceholderText(tr("Search in English"));
    m_search->setAccessibleName(tr("Search for an emoji"));
    m_search->setMinimumHeight(theme.scaled(kControlHeight));
    m_search->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap2, kGap2, kGap2, kGap2);
    layout->setSpacing(kGap2);
    layout->addWidget(m_search);
    buildGrid();
    layout->addWidget(m_grid);
    buildTones();
    connect(m_search, &QLineEdit::textChanged, this, &EmojiPicker::find);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { take(m_grid->currentIndex()); });
    connect(m_grid, &QListView::clicked, this, &EmojiPicker::take);
    connect(m_grid, &QListView::activated, this, &EmojiPicker::take);
    connect(m_tones, &QButtonGroup::idClicked, this, [this](int tone) {
        setTone(tone);
        Q_EMIT toneChosen(tone);
    });
}

void EmojiPicker::openAbove(const QWidget &anchor)
{
    m_search->clear();
    adjustSize();
    const QRect screen = anchor.screen()->availableGeometry();
    QPoint at = anchor.mapToGlobal(QPoint((anchor.width() - width()) / 2, -height() - kGap2));
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    at.setY(std::max(screen.top(), at.y()));
    move(at);
    show();
    m_search->setFocus();
    find({});
}

void EmojiPicker::setTone(int tone)
{
    m_model.setTone(tone);
    if (QAbstractButton *button = m_tones->button(tone))
        button->setChecked(true);
}

bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    // Down and up leave the words for the pictures; left and right stay with the words.
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Down && key != Qt::Key_Up)
        return false;
    m_grid->setFocus(Qt::TabFocusReason);
    QCoreApplication::sendEvent(m_grid, event);
    return true;
}

void EmojiPicker::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintMenuGround(painter, rect(), m_theme);
}

void EmojiPicker::buildGrid()
{
    const int side = m_theme.scaled(kControlHeight);
    m_grid->setModel(&m_model);
    m_grid->setItemDelegate(new EmojiDelegate(m_theme, m_grid));
    m_grid->setViewMode(QListView::IconMode);
    m_grid->setMovement(QListView::Static);
    m_grid->setResizeMode(QListView::Adjust);
    m_grid->setUniformItemSizes(true);
    m_grid->setGridSize({ side, side });
    m_grid->setFrameShape(QFrame::NoFrame);
    m_grid->setMouseTracking(true);
    m_grid->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_grid->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setAccessibleName(tr("Emoji"));
    m_grid->setFixedSize(kColumns * side + kScrollBar + 2, kRowsShown * side);
}

void EmojiPicker::buildTones()
{
    const std::array<QString, kSkinTones> names { tr("No skin tone"), tr("Light skin tone"),
        tr("Medium-light skin tone"), tr("Medium skin tone"), tr("Medium-dark skin tone"), tr("Dark skin tone") };
    auto *row = new QHBoxLayout;
    row->setSpacing(kGap1);
    for (int tone = 0; tone < kSkinTones; ++tone) {
        auto *button = new ToneButton(tone, m_theme, this);
        button->setAccessibleName(names[std::size_t(tone)]);
        button->setToolTip(plainToolTip(names[std::size_t(tone)]));
        m_tones->addButton(button, tone);
        row->addWidget(button);
    }
    row->addStretch();
    m_tones->button(0)->setChecked(true);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void EmojiPicker::find(const QString &query)
{
    m_model.setQuery(query);
    m_grid->setCurrentIndex(m_model.index(0));
}

void EmojiPicker::take(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QString emoji = index.data().toString();
    close();
    Q_EMIT picked(emoji);
}

} // namespace pc::compose
