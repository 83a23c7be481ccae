// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/details.h"

#include "core/base/clock.h"
#include "ui/models/whendone.h"
#include "ui/window/dialogs.h"
#include "ui/words/errors.h"
#include "ui/words/status.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::window {

using namespace style;

Details::Details(
    session::Session &session, ui::ReadersModel &readers, Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_clock(clock)
    , m_theme(theme)
    , m_delegate(theme)
{
    m_readers = new ReadersView(readers, clock, theme, this);
    buildWidgets();
    connect(&readers, &ui::ReadersModel::changed, this, &Details::refreshReaders);
    connect(m_readersButton, &QAbstractButton::clicked, this, &Details::showReaders);
    connect(m_readers, &ReadersView::backRequested, this, &Details::showMembers);
    connect(m_readers, &ReadersView::closeRequested, this, &Details::closeRequested);
    connect(m_close, &QAbstractButton::clicked, this, &Details::closeRequested);
    connect(m_rename, &QAbstractButton::clicked, this, &Details::openRename);
    connect(m_add, &QAbstractButton::clicked, this, &Details::openAdd);
    connect(m_leave, &QAbstractButton::clicked, this, &Details::confirmLeave);
    connect(m_list, &QWidget::customContextMenuRequested, this, &Details::openMemberMenu);
    connect(&session, &session::Session::presenceChanged, &m_members, &MembersModel::setPresence);
    connect(&session, &session::Session::linkStatusChanged, this, [this](const session::LinkStatus &status) {
        if (status.state == session::LinkState::Offline || status.state == session::LinkState::Refused)
            m_members.clearPresence();
    });
}

void Details::setConversation(const ui::ConversationRow &row, UserId self)
{
    const chat::Conversation &conversation = row.summary.conversation;
    if (conversation.id != m_conversation.id) {
        m_trouble->hide();
        m_pages->setCurrentWidget(m_membersPage);
    }
    if (conversation.members != m_conversation.members || self != m_self)
        m_members.setMembers(conversation.members, self);
    m_conversation = conversation;
    m_self = self;
    m_readers->setSelf(self);
    refreshReaders();
    m_title->setText(ui::titleOf(conversation, self));
    m_count->setText(words::memberCount(conversation));
    const bool mayChange = conversation.kind == chat::ConversationKind::Group && !conversation.left;
    m_rename->setVisible(mayChange && isOwner());
    m_add->setVisible(mayChange && isOwner());
    m_leave->setVisible(mayChange);
}

void Details::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Panel));
}

void Details::keyPressEvent(QKeyEvent *event)
{
    // One step back inside the panel; the next one closes it.
    if (event->key() == Qt::Key_Escape && m_pages->currentWidget() == m_readers)
        return showMembers();
    QWidget::keyPressEvent(event);
}

void Details::showReaders()
{
    m_pages->setCurrentWidget(m_readers);
    region()->setFocus(Qt::OtherFocusReason);
}

void Details::showMembers()
{
    m_pages->setCurrentWidget(m_membersPage);
    m_readersButton->setFocus(Qt::OtherFocusReason);
}

QWidget *Details::region() const
{
    if (m_pages->currentWidget() == m_readers)
        return m_readers->region();
    return m_list;
}

void Details::refreshReaders()
{
    const ReadersView::Summary summary = m_readers->summary();
    m_readersButton->say(summary.icon, tr("Who can read this"), summary.note, summary.isNotice);
}

void Details::buildWidgets()
{
    m_pages = new QStackedLayout(this);
    m_membersPage = new QWidget(this);
    buildMembers();
    m_pages->addWidget(m_membersPage);
    m_pages->addWidget(m_readers);
}

void Details::buildMembers()
{
    auto *headline = new PlainLabel(m_theme, TextSize::Title, Weight::Strong, this);
    headline->setText(tr("Details"));
    m_close = new IconButton(Icon::Close, tr("Close"), m_theme, this);
    m_title = new PlainLabel(m_theme, TextSize::Headline, Weight::Strong, this);
    m_title->setWordWrap(true);
    m_count = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    m_count->setTone(Tone::Secondary);
    m_trouble = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    m_trouble->setTone(Tone::Danger);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    m_readersButton = new SectionButton(m_theme, this);
    m_list = new QListView(this);
    m_list->setModel(&m_members);
    m_list->setItemDelegate(&m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Members"));
    m_rename = new QPushButton(themedIcon(Icon::Pen, m_theme), tr("Rename"), this);
    m_add = new QPushButton(themedIcon(Icon::Plus, m_theme), tr("Add people"), this);
    m_leave = new QPushButton(themedIcon(Icon::SignOut, m_theme, Tone::Danger), tr("Leave"), this);
    m_leave->setProperty("dangerous", true);

    auto *top = new QHBoxLayout;
    top->addWidget(headline, 1);
    top->addWidget(m_close);
    auto *acts = new QVBoxLayout;
    acts->setContentsMargins(kGap4, kGap2, kGap4, kGap4);
    acts->setSpacing(kGap2);
    acts->addWidget(m_trouble);
    for (QPushButton *button : { m_rename, m_add, m_leave })
        acts->addWidget(button);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(kGap4, kGap3, kGap3, kGap2);
    head->setSpacing(kGap1);
    head->addLayout(top);
    head->addWidget(m_title);
    head->addWidget(m_count);
    auto *layout = new QVBoxLayout(m_membersPage);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_readersButton);
    layout->addWidget(m_list, 1);
    layout->addLayout(acts);
}

void Details::openRename()
{
    auto *dialog = new RenameDialog(m_conversation.title, m_theme, this);
    connect(dialog, &RenameDialog::renameRequested, this, [this](const QString &title) {
        ui::whenDone(
            m_session.rename(m_conversation.id, title), this, [this](const Result<void> &answer) { report(answer); });
    });
    dialog->open();
}

void Details::openAdd()
{
    auto *dialog = new AddPeopleDialog(m_session, m_clock, m_conversation, m_theme, this);
    connect(dialog, &AddPeopleDialog::addRequested, this, [this](const std::vector<UserId> &people) {
        ui::whenDone(m_session.addMembers(m_conversation.id, people), this,
            [this](const Result<void> &answer) { report(answer); });
    });
    dialog->open();
}

void Details::confirmLeave()
{
    auto *dialog = new ConfirmDialog(m_theme,
        { tr("Leave this conversation?"),
            tr("You will get no more messages from it. What was written stays readable on this computer."),
            tr("Leave") },
        this);
    connect(dialog, &QDialog::accepted, this, [this] {
        ui::whenDone(m_session.removeMember(m_conversation.id, m_self), this,
            [this](const Result<void> &answer) { report(answer); });
    });
    dialog->open();
}

void Details::openMemberMenu(const QPoint &at)
{
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid() || !isOwner() || m_conversation.kind != chat::ConversationKind::Group)
        return;
    const people::Person person = m_members.member(index.row()).person;
    if (person.id == m_self)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *remove = menu->addAction(themedIcon(Icon::Trash, m_theme), tr("Remove from this conversation"));
    connect(remove, &QAction::triggered, this, [this, person] { confirmRemove(person); });
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

void Details::confirmRemove(const people::Person &person)
{
    auto *dialog = new ConfirmDialog(m_theme,
        { tr("Remove %1?").arg(isolated(person.name)),
            tr("They get no more messages from this conversation. What they have received stays with them."),
            tr("Remove") },
        this);
    connect(dialog, &QDialog::accepted, this, [this, id = person.id] {
        ui::whenDone(m_session.removeMember(m_conversation.id, id), this,
            [this](const Result<void> &answer) { report(answer); });
    });
    dialog->open();
}

void Details::report(const Result<void> &answer)
{
    m_trouble->setVisible(!answer);
    if (!answer)
        m_trouble->setText(words::errorSentence(answer.code()));
}

bool Details::isOwner() const
{
    return std::any_of(
        m_conversation.members.cbegin(), m_conversation.members.cend(), [this](const chat::Member &member) {
            return member.person.id == m_self && member.role == chat::MemberRole::Owner;
        });
}

} // namespace pc::window
