// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timelineaccessible.h"

#include "ui/timeline/timelineview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QSet>

namespace pc::ui {

namespace {

class TimelineInterface;

// A row keeps its interface for as long as it is among the rows, whatever its number is then.
class RowInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    RowInterface(TimelineInterface &list, const TimelineRow::Key &key)
        : m_list(list)
        , m_key(key)
    {
    }

    bool isValid() const override { return row() >= 0; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    QWindow *window() const override;

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    QStringList actionNames() const override { return { setFocusAction() }; }
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

    int row() const;
    const TimelineRow::Key &key() const { return m_key; }

private:
    TimelineInterface &m_list;
    TimelineRow::Key m_key;
};

class TimelineInterface final : public QAccessibleWidget
{
public:
    explicit TimelineInterface(TimelineView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }

    ~TimelineInterface() override
    {
        for (const QAccessible::Id id : m_rows)
            QAccessible::deleteAccessibleInterface(id);
    }

    TimelineView &view() const { return *static_cast<TimelineView *>(widget()); }
    const TimelineModel *model() const { return view().model(); }

    int childCount() const override { return model() ? model()->rowCount() : 0; }

    QAccessibleInterface *child(int row) const override
    {
        if (row < 0 || row >= childCount())
            return nullptr;
        const TimelineRow::Key key = model()->row(row).key();
        if (const auto known = m_rows.constFind(key); known != m_rows.cend())
            return QAccessible::accessibleInterface(*known);
        forgetGone();
        // Registered interfaces belong to Qt's cache; the destructor and forgetGone() give them back.
        auto *made = new RowInterface(const_cast<TimelineInterface &>(*this), key);
        m_rows.insert(key, QAccessible::registerAccessibleInterface(made));
        return made;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint point = view().viewport()->mapFromGlobal(QPoint(x, y));
        for (int row = 0; row < childCount(); ++row) {
            if (view().rowRect(row).contains(point))
                return child(row);
        }
        return nullptr;
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *row = dynamic_cast<const RowInterface *>(child);
        return row ? row->row() : -1;
    }

    QAccessibleInterface *focusChild() const override { return child(view().currentRow()); }

private:
    // The window of rows moves on: interfaces of rows that left it would pile up.
    void forgetGone() const
    {
        constexpr qsizetype kSpare = 64;
        if (m_rows.size() < childCount() + kSpare)
            return;
        QSet<TimelineRow::Key> present;
        for (int row = 0; row < childCount(); ++row)
            present.insert(model()->row(row).key());
        for (auto row = m_rows.begin(); row != m_rows.end();) {
            if (present.contains(row.key())) {
                ++row;
                continue;
            }
            QAccessible::deleteAccessibleInterface(*row);
            row = m_rows.erase(row);
        }
    }

    mutable QHash<TimelineRow::Key, QAccessible::Id> m_rows;
};

QAccessibleInterface *RowInterface::parent() const
{
    return &m_list;
}

int RowInterface::row() const
{
    const TimelineModel *model = m_list.model();
    for (int row = model ? model->rowCount() - 1 : -1; row >= 0; --row) {
        if (model->row(row).key() == m_key)
            return row;
    }
    return -1;
}

QString RowInterface::text(QAccessible::Text kind) const
{
    const int at = row();
    return kind == QAccessible::Name && at >= 0 ? m_list.model()->accessibleText(at) : QString();
}

QRect RowInterface::rect() const
{
    const TimelineView &view = m_list.view();
    const QRect box = view.rowRect(row());
    return box.isNull() ? box : QRect(view.viewport()->mapToGlobal(box.topLeft()), box.size());
}

QAccessible::State RowInterface::state() const
{
    const TimelineView &view = m_list.view();
    const int at = row();
    QAccessible::State state;
    state.focusable = true;
    state.selectable = true;
    state.readOnly = true;
    state.focused = at >= 0 && view.hasFocus() && view.currentRow() == at;
    state.offscreen = !view.rowRect(at).intersects(view.viewport()->rect());
    state.invalid = at < 0;
    return state;
}

QWindow *RowInterface::window() const
{
    return m_list.window();
}

void RowInterface::doAction(const QString &name)
{
    if (name != setFocusAction())
        return;
    m_list.view().setFocus();
    m_list.view().setCurrentRow(row());
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    return view ? new TimelineInterface(view) : nullptr; // Qt's cache owns it
}

} // namespace

void installTimelineAccessibility()
{
    QAccessible::installFactory(makeInterface); // a factory that is known already is not added again
}

} // namespace pc::ui
