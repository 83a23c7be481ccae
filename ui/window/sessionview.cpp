// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sessionview.h"

#include "ui/models/timetext.h"
#include "ui/models/whendone.h"
#include "ui/sidebar/conversationmenu.h"
#include "ui/sidebar/newconversation.h"
#include "ui/window/copydialog.h"
#include "ui/window/personcheck.h"
#include "ui/window/shortcutsheet.h"
#include "ui/words/errors.h"
#include "ui/words/status.h"

#include <QAction>
#include <QKeyEvent>
#include <QMenu>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <array>

namespace pc::window {

using namespace style;

SessionView::SessionView(session::Session &session, Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_clock(clock)
    , m_theme(theme)
    , m_conversations(session, clock)
    , m_readers(session)
{
    buildWidgets();
    buildActions();
    wireUp();
    m_conversations.load();
    ui::whenDone(session.self(), this, [this](const Result<session::Self> &self) {
        if (self)
            takeSelf(*self);
    });
    arrange();
}

void SessionView::setPreferences(const account::Preferences &preferences)
{
    m_enterSends = preferences.enterSends;
    m_pane->composer()->setEnterSends(preferences.enterSends);
    m_pane->composer()->setSkinTone(preferences.skinTone);
    m_remindFrom = utcFromMilliseconds(preferences.remindOfSheetFrom);
    remind();
}

void SessionView::openConversation(ConversationId id)
{
    m_pane->open(id);
    if (m_pane->conversation() != id)
        return;
    m_sidebar->setCurrent(id);
    m_conversationInFront = true;
    refreshDetails();
    arrange();
    m_pane->composer()->focusText();
    Q_EMIT conversationOpened(id);
}

void SessionView::resume(ConversationId id)
{
    const auto open = [this, id] {
        // A narrow window begins with the list; and somebody may have been quicker.
        if (!m_narrow && !m_pane->conversation())
            openConversation(id);
    };
    if (m_conversations.isLoaded())
        return open();
    connect(&m_conversations, &ui::ConversationListModel::loaded, this, open, Qt::SingleShotConnection);
}

bool SessionView::isConversationShown() const
{
    return m_pane->conversation() && m_pane->isVisible();
}

void SessionView::goBack()
{
    if (m_detailsOpen)
        return toggleDetails();
    if (m_narrow && m_conversationInFront) {
        m_conversationInFront = false;
        arrange();
        m_sidebar->focusList();
        return;
    }
    m_pane->timeline()->jumpToLatest();
    m_pane->composer()->focusText();
}

void SessionView::toggleDetails()
{
    if (!m_pane->conversation())
        return;
    m_detailsOpen = !m_detailsOpen;
    refreshDetails();
    arrange();
    if (m_detailsOpen)
        m_details->region()->setFocus();
    else
        m_pane->composer()->focusText();
}

void SessionView::showReaders()
{
    if (!m_detailsOpen)
        toggleDetails();
    if (m_detailsOpen)
        m_details->showReaders();
}

void SessionView::startConversation()
{
    auto *dialog = new sidebar::NewConversation(
        m_session, m_clock, m_theme, people::mayCreateGroup(m_self.person.role, m_self.policy), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &sidebar::NewConversation::started, this, &SessionView::openWhenKnown);
    dialog->open();
}

void SessionView::writeTo(const people::Person &person)
{
    ui::whenDone(m_session.createDirect(person.id), this, [this](const Result<ConversationId> &answer) {
        if (answer)
            return openWhenKnown(*answer);
        auto *dialog = new ConfirmDialog(
            m_theme, { tr("The conversation could not be started"), words::errorSentence(answer.code()), {} }, this);
        dialog->open();
    });
}

void SessionView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SessionView::keyPressEvent(QKeyEvent *event)
{
    // Not a shortcut: a field or the timeline takes Esc first, what they leave comes here.
    if (event->key() == Qt::Key_Escape)
        return goBack();
    QWidget::keyPressEvent(event);
}

void SessionView::buildWidgets()
{
    m_split = new QSplitter(this);
    m_split->setChildrenCollapsible(false);
    m_left = new QWidget(m_split);
    m_sidebar = new sidebar::Sidebar(m_session, m_conversations, m_clock, m_theme, m_left);
    m_reminder = new SheetReminder(m_theme, m_left);
    m_listStrip = new Strip(m_clock, m_theme, m_left);
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(m_reminder);
    left->addWidget(m_sidebar, 1);
    left->addWidget(m_listStrip);
    m_pane = new ConversationPane(m_session, m_conversations, m_readers, m_clock, m_theme, m_split);
    m_details = new Details(m_session, m_readers, m_clock, m_theme, m_split);
    m_split->addWidget(m_left);
    m_split->addWidget(m_pane);
    m_split->addWidget(m_details);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({ kSidebarWidth, kStartWidth - kSidebarWidth, kDetailsWidth });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_split);
}

void SessionView::buildActions()
{
    addKey(tr("Search or jump"), QKeySequence(Qt::CTRL | Qt::Key_K), &SessionView::jump);
    addKey(tr("New conversation"), QKeySequence(Qt::CTRL | Qt::Key_N), &SessionView::startConversation);
    addKey(tr("Next conversation"), QKeySequence(Qt::ALT | Qt::Key_Down), &SessionView::nextConversation);
    addKey(tr("Previous conversation"), QKeySequence(Qt::ALT | Qt::Key_Up), &SessionView::previousConversation);
    addKey(tr("Next unread"), QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Down), &SessionView::nextUnread);
    addKey(tr("Previous unread"), QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Up), &SessionView::previousUnread);
    addKey(tr("Next part of the window"), QKeySequence(Qt::Key_F6), &SessionView::nextRegion);
    addKey(tr("Previous part of the window"), QKeySequence(Qt::SHIFT | Qt::Key_F6), &SessionView::previousRegion);
    addKey(tr("Details"), QKeySequence(Qt::CTRL | Qt::Key_I), &SessionView::toggleDetails);
    addKey(tr("Preferences"), QKeySequence(Qt::CTRL | Qt::Key_Comma), &SessionView::preferencesRequested);
    addKey(tr("Lock now"), QKeySequence(Qt::CTRL | Qt::Key_L), &SessionView::lockRequested);
    addKey(tr("Keys"), QKeySequence(Qt::CTRL | Qt::Key_Slash), &SessionView::showKeys);
}

void SessionView::addKey(const QString &name, const QKeySequence &key, void (SessionView::*act)())
{
    auto *action = new QAction(name, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
}

void SessionView::wireUp()
{
    connect(&m_session, &session::Session::selfChanged, this, &SessionView::takeSelf);
    connect(&m_session, &session::Session::linkStatusChanged, m_listStrip, &Strip::setStatus);
    m_listStrip->setStatus(m_session.linkStatus());
    connect(m_listStrip, &Strip::checkRequested, this, &SessionView::checkRequested);
    connect(m_pane, &ConversationPane::checkRequested, this, &SessionView::checkRequested);
    connect(m_pane, &ConversationPane::readersRequested, this, &SessionView::showReaders);
    connect(m_sidebar, &sidebar::Sidebar::conversationChosen, this, &SessionView::openConversation);
    connect(m_sidebar, &sidebar::Sidebar::personChosen, this, &SessionView::writeTo);
    connect(m_sidebar, &sidebar::Sidebar::newConversationRequested, this, &SessionView::startConversation);
    connect(m_pane->header(), &Header::backRequested, this, &SessionView::goBack);
    connect(m_pane->header(), &Header::detailsRequested, this, &SessionView::toggleDetails);
    connect(m_pane->header(), &Header::menuRequested, this, &SessionView::openMenu);
    connect(m_pane->composer(), &compose::Composer::leaveRequested, this, &SessionView::goBack);
    connect(m_pane->composer(), &compose::Composer::skinToneChosen, this, &SessionView::skinToneChosen);
    connect(m_pane->timeline(), &ui::TimelineView::backRequested, this, &SessionView::goBack);
    connect(m_pane, &ConversationPane::messageDetailsRequested, this, &SessionView::openMessageDetails);
    connect(m_details, &Details::closeRequested, this, &SessionView::toggleDetails);
    connect(m_details->readers(), &ReadersView::checkRequested, this,
        [this](UserId person) { checkPerson(m_session, m_self.person.role, person, m_theme, *this); });
    connect(&m_session, &session::Session::invitationRefused, this,
        [this](const people::Person &person) { tellOfRefusedInvitation(person, m_theme, *this); });
    connect(&m_conversations, &QAbstractItemModel::dataChanged, this, &SessionView::refreshDetails);
    connect(&m_conversations, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_awaited && m_conversations.rowOf(*m_awaited) >= 0)
            openWhenKnown(*m_awaited);
    });
}

void SessionView::takeSelf(const session::Self &self)
{
    m_self = self;
    m_pane->setSelf(self);
    for (Strip *strip : { m_listStrip, m_pane->strip() })
        strip->setNotice(words::keepingSentence(self.shorterKeeping));
    refreshDetails();
}

void SessionView::arrange()
{
    m_narrow = width() < kOnePaneBelow;
    const bool open = m_pane->conversation().has_value();
    const bool details = m_detailsOpen && open;
    const bool front = m_narrow && open && m_conversationInFront; // The list is behind it.
    m_left->setVisible(!front);
    m_pane->setVisible(!m_narrow || (front && !details));
    m_details->setVisible(details && (!m_narrow || m_conversationInFront));
    m_left->setMaximumWidth(m_narrow ? QWIDGETSIZE_MAX : kSidebarMost);
    m_details->setMaximumWidth(m_narrow ? QWIDGETSIZE_MAX : kSidebarMost);
    m_details->setMinimumWidth(m_narrow ? 0 : kSidebarLeast);
    m_pane->header()->setCompact(m_narrow);
    // The strip stands under the header; only where there is none does the list carry it.
    m_listStrip->setMaximumHeight(m_pane->isHidden() ? QWIDGETSIZE_MAX : 0);
}

void SessionView::refreshDetails()
{
    if (!m_detailsOpen || !m_pane->conversation())
        return;
    const int row = m_conversations.rowOf(*m_pane->conversation());
    if (row >= 0)
        m_details->setConversation(m_conversations.row(row), m_self.person.id);
}

void SessionView::openMenu(const QPoint &at)
{
    const int row = m_pane->conversation() ? m_conversations.rowOf(*m_pane->conversation()) : -1;
    if (row < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *details = menu->addAction(themedIcon(Icon::Info, m_theme), tr("Details"));
    connect(details, &QAction::triggered, this, &SessionView::toggleDetails);
    menu->addSeparator();
    sidebar::fillConversationMenu(*menu, m_conversations.row(row).summary, m_session, m_theme, m_clock.utcNow());
    menu->addSeparator();
    QAction *preferences = menu->addAction(themedIcon(Icon::Settings, m_theme), tr("Preferences"));
    connect(preferences, &QAction::triggered, this, &SessionView::preferencesRequested);
    QAction *copy = menu->addAction(themedIcon(Icon::Copy, m_theme), tr("Save all messages"));
    connect(copy, &QAction::triggered, this, &SessionView::saveCopy);
    QAction *lock = menu->addAction(themedIcon(Icon::Lock, m_theme), tr("Lock now"));
    connect(lock, &QAction::triggered, this, &SessionView::lockRequested);
    QAction *keys = menu->addAction(themedIcon(Icon::Info, m_theme), tr("Keys"));
    connect(keys, &QAction::triggered, this, &SessionView::showKeys);
    const int shift = isRightToLeft() ? 0 : menu->sizeHint().width() - kControlHeight;
    menu->popup(at - QPoint(shift, 0));
}

void SessionView::saveCopy()
{
    auto *dialog = new CopyDialog(m_session, ui::localTime(m_clock.utcNow()).date(), m_theme, this);
    dialog->open();
}

void SessionView::openMessageDetails(MessageId message)
{
    const int row = m_pane->conversation() ? m_conversations.rowOf(*m_pane->conversation()) : -1;
    const chat::Message *shown = m_pane->message(message);
    if (row < 0 || !shown)
        return;
    auto *dialog = new MessageDetails(
        m_session, m_conversations.row(row).summary.conversation, *shown, m_self.person.id, m_theme, this);
    dialog->open();
}

void SessionView::openWhenKnown(ConversationId id)
{
    // The answer and the new row come by different ways; whichever is later opens it.
    m_awaited = m_conversations.rowOf(id) < 0 ? std::optional(id) : std::nullopt;
    if (!m_awaited)
        openConversation(id);
}

void SessionView::jump()
{
    if (m_narrow && m_conversationInFront) {
        m_conversationInFront = false;
        m_detailsOpen = false;
        arrange();
    }
    m_sidebar->focusSearch();
}

void SessionView::nextConversation()
{
    m_sidebar->step(1, false);
}

void SessionView::previousConversation()
{
    m_sidebar->step(-1, false);
}

void SessionView::nextUnread()
{
    m_sidebar->step(1, true);
}

void SessionView::previousUnread()
{
    m_sidebar->step(-1, true);
}

void SessionView::nextRegion()
{
    stepRegion(1);
}

void SessionView::previousRegion()
{
    stepRegion(-1);
}

void SessionView::stepRegion(int by)
{
    const std::array<QWidget *, 5> regions { m_sidebar->search(), m_sidebar->list(), m_pane->timeline(),
        m_pane->composer()->field(), m_details->region() };
    const auto count = int(regions.size());
    int at = 0;
    for (int i = 0; i < count; ++i) {
        if (regions[std::size_t(i)]->hasFocus())
            at = i;
    }
    for (int tries = 0; tries < count; ++tries) {
        at = (at + by + count) % count;
        QWidget *region = regions[std::size_t(at)];
        if (region->isVisible() && region->isEnabled())
            return region->setFocus(Qt::TabFocusReason);
    }
}

void SessionView::showKeys()
{
    auto *sheet = new ShortcutSheet(m_theme, m_enterSends, this);
    sheet->open();
}

} // namespace pc::window
