// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/shortcutsheet.h"

#include <QFormLayout>
#include <QKeySequence>

namespace pc::window {
namespace {

using namespace style;

struct Shortcut
{
    QKeySequence key;
    QString act;
};

} // namespace

ShortcutSheet::ShortcutSheet(const Theme &theme, bool enterSends, QWidget *parent)
    : Sheet(theme, tr("Keys"), parent)
{
    const std::vector<Shortcut> shortcuts {
        { QKeySequence(Qt::CTRL | Qt::Key_K), tr("Search or jump to a conversation") },
        { QKeySequence(Qt::CTRL | Qt::Key_N), tr("New conversation") },
        { QKeySequence(Qt::ALT | Qt::Key_Down), tr("Next conversation") },
        { QKeySequence(Qt::ALT | Qt::Key_Up), tr("Previous conversation") },
        { QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Down), tr("Next unread conversation") },
        { QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Up), tr("Previous unread conversation") },
        { QKeySequence(enterSends ? Qt::Key_Return : int(Qt::CTRL) | Qt::Key_Return), tr("Send") },
        { QKeySequence(enterSends ? int(Qt::SHIFT) | Qt::Key_Return : Qt::Key_Return), tr("New line") },
        { QKeySequence(Qt::Key_F6), tr("Next part of the window") },
        { QKeySequence(Qt::Key_Escape), tr("One step back, then to the newest message") },
        { QKeySequence(Qt::CTRL | Qt::Key_I), tr("Details of the conversation") },
        { QKeySequence(Qt::CTRL | Qt::Key_Comma), tr("Preferences") },
        { QKeySequence(Qt::CTRL | Qt::Key_L), tr("Lock ParentConnect") },
        { QKeySequence(Qt::CTRL | Qt::Key_Slash), tr("This sheet") },
        { QKeySequence(Qt::CTRL | Qt::Key_Q), tr("Quit") },
    };
    auto *table = new QWidget(this);
    auto *form = new QFormLayout(table);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(kGap6);
    form->setVerticalSpacing(kGap2);
    for (const Shortcut &shortcut : shortcuts) {
        auto *key = new PlainLabel(theme, TextSize::Secondary, Weight::Strong, table);
        key->setText(shortcut.key.toString(QKeySequence::NativeText));
        auto *act = new PlainLabel(theme, TextSize::Secondary, Weight::Regular, table);
        act->setText(shortcut.act);
        act->setWordWrap(true);
        form->addRow(key, act);
    }
    addContent(table, 1);
    addButtons({}, tr("Close"));
}

} // namespace pc::window
