// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimelineView that does something with messages: menus, links, copying.

#include "ui/models/timetext.h"
#include "ui/style/plainlabel.h"
#include "ui/timeline/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>

namespace pc::ui {

// Where a link leads is shown before it is followed: what is written on it proves nothing.
void TimelineView::askLink(const QUrl &url, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open %1", "a web address").arg(style::plainMnemonic(linkTarget(url))), this,
        [this, url] { Q_EMIT linkActivated(url); });
    menu->addAction(
        tr("Copy address"), this, [url] { QApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded)); });
    menu->popup(at);
}

void TimelineView::openMenu(int row, const QPoint &at)
{
    const TimelineRow *what = rowAt(row);
    if (!what || !what->isWritten())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    offerActions();
    menu->addActions(m_actions.all());
    if (what->message.content.kind == chat::ContentKind::Text) {
        for (const Link &link : findLinks(what->message.content.text)) {
            menu->addAction(tr("Open %1", "a web address").arg(style::plainMnemonic(linkTarget(link.url))), this,
                [this, url = link.url] { Q_EMIT linkActivated(url); });
        }
    }
    menu->popup(at);
}

void TimelineView::offerActions()
{
    m_actions.offerFor(rowAt(currentRow()), !m_marks.selected().isEmpty() || m_marks.text().has_value());
}

void TimelineView::connectActions(const MessageActions &actions, bool hovered)
{
    connect(actions.copy(), &QAction::triggered, this, [this, hovered] {
        if (hovered && m_hovered)
            m_current = m_hovered;
        copy();
    });
    connect(actions.details(), &QAction::triggered, this, [this, hovered] {
        if (const auto id = target(hovered))
            Q_EMIT detailsRequested(*id);
    });
    connect(actions.retry(), &QAction::triggered, this, [this, hovered] {
        if (const auto id = target(hovered))
            m_model->retry(*id);
    });
    connect(actions.cancel(), &QAction::triggered, this, [this, hovered] {
        if (const auto id = target(hovered))
            m_model->cancel(*id);
    });
}

std::optional<MessageId> TimelineView::target(bool hovered) const
{
    const auto id = hovered ? m_hovered : m_current;
    return m_model && id && m_model->rowOf(*id) >= 0 ? id : std::nullopt;
}

bool TimelineView::copy()
{
    const QString text = m_model ? copiedText() : QString();
    if (text.isEmpty())
        return false;
    QApplication::clipboard()->setText(text);
    return true;
}

QString TimelineView::copiedText() const
{
    if (const auto mark = m_marks.text()) {
        const int row = m_model->rowOf(mark->message);
        if (row >= 0 && !mark->range().isEmpty()) {
            const TextRange range = mark->range();
            return m_model->text(row).mid(range.start, range.end - range.start);
        }
    }
    QStringList lines;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const TimelineRow &at = m_model->row(row);
        if (!at.isWritten() || !m_marks.isSelected(at.message.id))
            continue;
        lines << tr("[%1] %2: %3", "time, sender, text of a copied message")
                     .arg(fullTimeText(at.message.time), senderName(m_model->personLookup(), at.message.sender),
                         m_model->text(row));
    }
    if (lines.size() > 1)
        return lines.join(u'\n');
    const int only = lines.size() == 1 ? m_model->rowOf(*m_marks.selected().begin()) : currentRow();
    return only >= 0 ? m_model->text(only) : QString();
}

} // namespace pc::ui
