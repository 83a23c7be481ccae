// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/readersview.h"

#include "ui/models/readerstext.h"
#include "ui/window/readerswords.h"

#include <QApplication>
#include <QClipboard>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>

#include <algorithm>

namespace pc::window {
namespace {

using namespace style;

constexpr Milliseconds kPatienceWithRepair { 5000 };
constexpr int kRowsAtLeast = 3;

/// Parts what scrolls from what stands.
class Rule final : public QWidget
{
public:
    Rule(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), m_theme.color(Tone::Line)); }

private:
    const Theme &m_theme;
};

} // namespace

void ReadersTree::keyPressEvent(QKeyEvent *event)
{
    const bool unfolds
        = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (!unfolds || !currentIndex().isValid())
        return QTreeView::keyPressEvent(event);
    setExpanded(currentIndex(), !isExpanded(currentIndex()));
}

ReadersView::ReadersView(ui::ReadersModel &model, Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_theme(theme)
    , m_delegate(theme)
    , m_patience(clock.makeTimer([this] { restButton(false); }))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHead(*layout);
    buildTree();
    buildBody(*layout);
    connect(&model, &ui::ReadersModel::changed, this, &ReadersView::refresh);
    connect(m_again, &QAbstractButton::clicked, this, &ReadersView::tryAgain);
    connect(m_copy, &QAbstractButton::clicked, this, &ReadersView::copyCode);
    connect(&theme, &Theme::changed, this, &ReadersView::arrangeCode);
    refresh();
}

void ReadersView::setSelf(UserId self)
{
    if (self == m_self)
        return;
    m_self = self;
    refresh();
}

ReadersView::Summary ReadersView::summary() const
{
    const auto &readers = m_model.readers();
    if (!readers)
        return { Icon::Lock, m_model.isUntold() ? tr("Cannot be told just now") : QString(), false };
    switch (readers->secrecy) {
    case session::Secrecy::Preparing:
        return { Icon::Clock, tr("Setting up…"), false };
    case session::Secrecy::InDoubt:
    case session::Secrecy::Broken:
        return { Icon::Warning, tr("Messages are waiting"), true };
    case session::Secrecy::Sealed:
        break;
    }
    if (!readersWarnings(*readers, m_self).empty())
        return { Icon::Warning, tr("Please have a look"), true };
    return { Icon::Lock, readersCount(*readers), false };
}

QStringList ReadersView::warnings() const
{
    QStringList texts;
    for (const NoticeCard *card : m_warnings)
        texts << card->text();
    return texts;
}

QWidget *ReadersView::region() const
{
    return m_tree->isHidden() ? static_cast<QWidget *>(m_back) : m_tree;
}

void ReadersView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Tone::Panel));
}

void ReadersView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeCode();
}

void ReadersView::buildHead(QVBoxLayout &layout)
{
    m_back = new IconButton(Icon::Back, tr("Back to the details"), m_theme, this);
    auto *headline = new PlainLabel(m_theme, TextSize::Title, Weight::Strong, this);
    headline->setText(tr("Who can read this"));
    headline->setWordWrap(true);
    auto *close = new IconButton(Icon::Close, tr("Close"), m_theme, this);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(kGap2, kGap3, kGap3, kGap2);
    top->setSpacing(kGap1);
    top->addWidget(m_back);
    top->addWidget(headline, 1);
    top->addWidget(close);
    layout.addLayout(top);
    connect(m_back, &QAbstractButton::clicked, this, &ReadersView::backRequested);
    connect(close, &QAbstractButton::clicked, this, &ReadersView::closeRequested);
}

void ReadersView::buildTree()
{
    m_tree = new ReadersTree(this);
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(&m_delegate);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->hide();
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setMouseTracking(true);
    m_tree->setAccessibleName(tr("People and their computers"));
    connect(m_tree, &QAbstractItemView::clicked, m_tree,
        [this](const QModelIndex &index) { m_tree->setExpanded(index, !m_tree->isExpanded(index)); });
    const auto fit = [this] { m_tree->setMinimumHeight(kRowsAtLeast * m_theme.scaled(kPersonRowHeight)); };
    connect(&m_theme, &Theme::changed, m_tree, fit);
    fit();
}

void ReadersView::buildBody(QVBoxLayout &layout)
{
    m_sentence = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    m_sentence->setTone(Tone::Secondary);
    m_sentence->setWordWrap(true);
    m_again = new QPushButton(themedIcon(Icon::Retry, m_theme), {}, this);
    restButton(false);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(kGap2);
    auto *upper = new QVBoxLayout;
    upper->setContentsMargins(kGap4, 0, kGap4, kGap2);
    upper->setSpacing(kGap3);
    upper->addWidget(m_sentence);
    upper->addLayout(m_cards);
    upper->addWidget(m_again);

    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(upper);
    column->addWidget(m_tree, 1);
    m_office = new PlainLabel(m_theme, TextSize::Caption, Weight::Regular, this);
    m_office->setTone(Tone::Secondary);
    m_office->setWordWrap(true);
    m_office->setContentsMargins(kGap4, kGap2, kGap4, kGap2);
    m_office->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_office);
    m_check = new QPushButton(this);
    m_check->setFlat(true);
    connect(m_check, &QPushButton::clicked, this, [this] {
        if (m_checked)
            Q_EMIT checkRequested(*m_checked);
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ReadersView::refreshCheck);
    column->addWidget(m_check);
    buildCode(*column);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    layout.addWidget(area, 1);
}

void ReadersView::buildCode(QVBoxLayout &column)
{
    m_compare = new QWidget(this);
    auto *name = new PlainLabel(m_theme, TextSize::Body, Weight::Strong, m_compare);
    name->setText(tr("Compare numbers"));
    auto *why = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, m_compare);
    why->setTone(Tone::Secondary);
    why->setWordWrap(true);
    why->setText(tr("Read them to each other, on the phone or at the school gate. If they are the same on both "
                    "computers, nobody else can read this."));
    m_code = new PlainLabel(m_theme, TextSize::Title, Weight::Strong, m_compare);
    m_code->setLayoutDirection(Qt::LeftToRight);
    m_code->setAlignment(Qt::AlignCenter);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy = new QPushButton(themedIcon(Icon::Copy, m_theme), tr("Copy"), m_compare);
    m_copy->setFlat(true);
    auto *layout = new QVBoxLayout(m_compare);
    layout->setContentsMargins(kGap4, 0, kGap4, kGap4);
    layout->setSpacing(kGap2);
    layout->addWidget(new Rule(m_theme, m_compare));
    for (QWidget *part : { static_cast<QWidget *>(name), static_cast<QWidget *>(why), static_cast<QWidget *>(m_code) })
        layout->addWidget(part);
    layout->addWidget(m_copy, 0, Qt::AlignHCenter);
    column.addWidget(m_compare);
}

void ReadersView::refresh()
{
    const auto &readers = m_model.readers();
    const bool isBroken = readers && readers->secrecy == session::Secrecy::Broken;
    if (readers)
        m_sentence->setText(secrecySentence(readers->secrecy));
    else
        m_sentence->setText(m_model.isUntold() ? tr("This cannot be told just now. Nothing that you wrote is lost.")
                                               : tr("Looking it up…"));
    showWarnings(readers ? readersWarnings(*readers, m_self) : std::vector<ReadersWarning>());
    m_patience->stop();
    restButton(false);
    m_again->setVisible(isBroken);
    m_tree->setVisible(m_model.rowCount() > 0);
    m_office->setVisible(readers && !readers->officeCode.isEmpty());
    if (readers)
        m_office->setText(tr("“Confirmed by the school” is the word of the office with the number %1. Whoever works in "
                             "your school's office sees the same number here; another one would not be theirs.")
                              .arg(isolated(ui::groupedCode(readers->officeCode))));
    m_grouped = readers ? ui::groupedCode(readers->code) : QString();
    refreshCheck();
    arrangeCode();
    m_copy->setText(tr("Copy"));
    m_compare->setVisible(readers && !readers->code.isEmpty());
}

void ReadersView::refreshCheck()
{
    m_checked.reset();
    const auto &readers = m_model.readers();
    if (!readers)
        return m_check->hide();
    const QModelIndex at = m_tree->currentIndex();
    const QVariant seed = (at.parent().isValid() ? at.parent() : at).data(ui::ReadersModel::AvatarSeedRole);
    const session::ReadingPerson *chosen = nullptr;
    int others = 0;
    for (const session::ReadingPerson &one : readers->people) {
        if (one.person.id == m_self || one.devices.empty())
            continue;
        ++others;
        if (seed.value<Uuid>() == one.person.id.raw() || (!chosen && others == 1 && readers->people.size() == 2))
            chosen = &one;
    }
    m_check->setVisible(chosen != nullptr);
    if (!chosen)
        return;
    m_checked = chosen->person.id;
    m_check->setText(tr("Check that it is really %1…").arg(isolated(chosen->person.name)));
}

void ReadersView::showWarnings(std::vector<ReadersWarning> warnings)
{
    if (warnings == m_shown)
        return;
    m_shown = std::move(warnings);
    for (NoticeCard *card : m_warnings)
        delete card;
    m_warnings.clear();
    for (const ReadersWarning &warning : m_shown) {
        auto *card = new NoticeCard(m_theme, this);
        card->setText(warning.text);
        if (warning.doubted) {
            card->setAction(*warning.doubted == m_self ? tr("They are mine: go on") : tr("I am sure: send"));
            connect(card, &NoticeCard::acted, this, [this, card, person = *warning.doubted] {
                card->action()->setEnabled(false);
                m_model.confirm(person);
            });
        }
        m_cards->addWidget(card);
        m_warnings.push_back(card);
    }
}

QPushButton *ReadersView::confirmButton(UserId person) const
{
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        if (m_shown[i].doubted == person)
            return m_warnings[i]->action();
    }
    return nullptr;
}

// What it brought comes as readersChanged, or not at all: then the button may be pressed anew after a while.
void ReadersView::tryAgain()
{
    restButton(true);
    m_patience->start(kPatienceWithRepair);
    m_model.repair();
}

void ReadersView::restButton(bool rests)
{
    m_again->setEnabled(!rests);
    m_again->setText(rests ? tr("Trying again…") : tr("Try again"));
}

// As many blocks in each line as fit, and equally many: a short last line is where two people lose each other.
void ReadersView::arrangeCode()
{
    const QStringList blocks = m_grouped.split(u' ', Qt::SkipEmptyParts);
    const QFontMetrics metrics(m_theme.font(TextSize::Title, Weight::Strong));
    const int block = std::max(metrics.horizontalAdvance(blocks.value(0) + u' '), 1);
    const auto fit = std::max<qsizetype>((width() - 2 * kGap4 - kScrollBar) / block, 1);
    const qsizetype lines = std::max<qsizetype>((blocks.size() + fit - 1) / fit, 1);
    const qsizetype each = (blocks.size() + lines - 1) / lines;
    QString text;
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        if (i > 0)
            text += i % each == 0 ? u'\n' : u' ';
        text += blocks[i];
    }
    m_code->setText(text);
    m_code->setAccessibleName(m_grouped);
}

void ReadersView::copyCode()
{
    QApplication::clipboard()->setText(m_grouped);
    m_copy->setText(tr("Copied"));
}

} // namespace pc::window
