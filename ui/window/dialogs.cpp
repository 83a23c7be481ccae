// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/dialogs.h"

#include "ui/models/conversationtext.h"
#include "ui/models/timelinetext.h"
#include "ui/models/timetext.h"
#include "ui/models/whendone.h"
#include "ui/words/errors.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::window {
namespace {

using namespace style;

constexpr int kLongestTitle = 80;
constexpr int kReceiptsHeight = 320;

} // namespace

Sheet::Sheet(const Theme &theme, const QString &headline, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(headline);
    m_layout->setContentsMargins(kGap6, kGap6, kGap6, kGap4);
    m_layout->setSpacing(kGap3);
    auto *title = new PlainLabel(theme, TextSize::Headline, Weight::Strong, this);
    title->setText(headline);
    title->setWordWrap(true);
    m_layout->addWidget(title);
    setMinimumWidth(kLeastWidth - kGap8);
    resize(kColumnMost, 0);
}

/// As high as its sentences are at this width, which no minimum size knows of.
void Sheet::fit()
{
    m_layout->activate();
    resize(width(), std::max(height(), m_layout->totalHeightForWidth(width())));
}

void Sheet::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
}

void Sheet::addContent(QWidget *widget, int stretch)
{
    m_layout->addWidget(widget, stretch);
}

QPushButton *Sheet::addButtons(const QString &act, const QString &cancel)
{
    auto *row = new QHBoxLayout;
    row->addStretch();
    auto *away = new QPushButton(cancel, this);
    away->setFlat(!act.isEmpty());
    away->setAutoDefault(false);
    connect(away, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(away);
    QPushButton *button = nullptr;
    if (!act.isEmpty()) {
        button = new QPushButton(act, this);
        button->setDefault(true);
        connect(button, &QPushButton::clicked, this, &QDialog::accept);
        row->addWidget(button);
    }
    m_layout->addLayout(row);
    return button;
}

ConfirmDialog::ConfirmDialog(const Theme &theme, const Words &words, QWidget *parent)
    : Sheet(theme, words.question, parent)
{
    auto *text = new PlainLabel(theme, TextSize::Body, Weight::Regular, this);
    text->setWordWrap(true);
    text->setText(words.consequence);
    text->setTone(Tone::Secondary);
    addContent(text);
    if (QPushButton *act = addButtons(words.act, words.act.isEmpty() ? tr("Close") : tr("Cancel")))
        act->setProperty("dangerous", words.isDangerous);
}

RenameDialog::RenameDialog(const QString &title, const Theme &theme, QWidget *parent)
    : Sheet(theme, tr("Rename"), parent)
    , m_field(new QLineEdit(this))
{
    m_field->setText(title);
    m_field->setMaxLength(kLongestTitle);
    m_field->setAccessibleName(tr("Name of the group"));
    m_field->selectAll();
    addContent(m_field);
    QPushButton *act = addButtons(tr("Rename"), tr("Cancel"));
    connect(m_field, &QLineEdit::textChanged, act,
        [act](const QString &text) { act->setEnabled(!text.trimmed().isEmpty()); });
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT renameRequested(m_field->text().trimmed()); });
}

AddPeopleDialog::AddPeopleDialog(session::Session &session, Clock &clock, const chat::Conversation &conversation,
    const Theme &theme, QWidget *parent)
    : Sheet(theme, tr("Add people"), parent)
    , m_people(new sidebar::PeoplePicker(session, clock, theme, this))
{
    QSet<UserId> there;
    for (const chat::Member &member : conversation.members)
        there.insert(member.person.id);
    m_people->setAlreadyThere(there);
    addContent(m_people, 1);
    QPushButton *act = addButtons(tr("Add"), tr("Cancel"));
    act->setAutoDefault(false);
    act->setEnabled(false);
    connect(m_people, &sidebar::PeoplePicker::chosenChanged, act,
        [this, act] { act->setEnabled(!m_people->chosen().empty()); });
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT addRequested(m_people->chosenIds()); });
    m_people->field()->setFocus();
}

MessageDetails::MessageDetails(session::Session &session, const chat::Conversation &conversation,
    const chat::Message &message, UserId self, const Theme &theme, QWidget *parent)
    : Sheet(theme, message.outgoing ? tr("Who has this message") : tr("When this was written"), parent)
    , m_conversation(conversation)
    , m_self(self)
    , m_hint(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_rows(new QWidget(this))
{
    m_hint->setTone(Tone::Secondary);
    m_hint->setWordWrap(true);
    const QString times = ui::timeNote(message);
    if (!message.outgoing) { // who has it is its writer's to know
        m_hint->setText(times);
        addContent(m_hint);
        m_rows->hide();
        addButtons({}, tr("Close"));
        return;
    }
    if (!times.isEmpty()) {
        auto *note = new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this);
        note->setTone(Tone::Secondary);
        note->setWordWrap(true);
        note->setText(times);
        addContent(note);
    }
    m_hint->setText(tr("Looking it up…"));
    addContent(m_hint);
    auto *area = new QScrollArea(this);
    area->setWidget(m_rows);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setMinimumHeight(kReceiptsHeight);
    addContent(area, 1);
    addButtons({}, tr("Close"));
    ui::whenDone(session.receipts(message.id), this,
        [this](const Result<std::vector<chat::MemberReceipt>> &answer) { take(answer); });
}

void MessageDetails::take(const Result<std::vector<chat::MemberReceipt>> &answer)
{
    if (!answer)
        return m_hint->setText(words::errorSentence(answer.code()));
    std::vector<chat::MemberReceipt> receipts = *answer;
    std::erase_if(receipts, [this](const chat::MemberReceipt &one) { return one.user == m_self; });
    const auto read = std::count_if(
        receipts.cbegin(), receipts.cend(), [](const chat::MemberReceipt &one) { return one.readAt.has_value(); });
    const auto delivered = std::count_if(receipts.cbegin(), receipts.cend(),
        [](const chat::MemberReceipt &one) { return one.deliveredAt || one.readAt; });
    m_hint->setText(tr("Read by %1, delivered to %2 of %3.", "numbers of people")
                        .arg(QLocale().toString(qint64(read)), QLocale().toString(qint64(delivered)),
                            QLocale().toString(qint64(receipts.size()))));
    std::stable_sort(receipts.begin(), receipts.end(), [](const chat::MemberReceipt &a, const chat::MemberReceipt &b) {
        return int(a.readAt.has_value()) + int(a.deliveredAt.has_value())
            > int(b.readAt.has_value()) + int(b.deliveredAt.has_value());
    });
    auto *layout = new QVBoxLayout(m_rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap1);
    for (const chat::MemberReceipt &receipt : receipts) {
        const people::Person *person = ui::memberOf(m_conversation, receipt.user);
        const people::Person *gone = person ? nullptr : ui::formerMemberOf(m_conversation, receipt.user);
        auto *name = new PlainLabel(theme(), TextSize::Body, Weight::Strong, m_rows);
        name->setElided(true);
        name->setText(person ? person->name : gone ? ui::formerName(gone->name) : tr("Somebody who left"));
        auto *times = new PlainLabel(theme(), TextSize::Caption, Weight::Regular, m_rows);
        times->setTone(Tone::Secondary);
        times->setWordWrap(true);
        times->setText(line(receipt));
        layout->addWidget(name);
        layout->addWidget(times);
    }
    layout->addStretch();
}

QString MessageDetails::line(const chat::MemberReceipt &receipt) const
{
    const auto when = [](UtcTime time) { return QLocale().toString(ui::localTime(time), QLocale::ShortFormat); };
    if (receipt.readAt && receipt.deliveredAt)
        return tr("Delivered %1, read %2", "times").arg(when(*receipt.deliveredAt), when(*receipt.readAt));
    if (receipt.readAt)
        return tr("Read %1", "a time").arg(when(*receipt.readAt));
    if (receipt.deliveredAt)
        return tr("Delivered %1", "a time").arg(when(*receipt.deliveredAt));
    return tr("Not yet delivered");
}

} // namespace pc::window
