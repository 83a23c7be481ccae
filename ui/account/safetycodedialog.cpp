// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/safetycodedialog.h"

#include "ui/account/picturedialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

namespace pc::account {

using namespace style;
using session::SafetyCheck;

namespace {

constexpr qsizetype kGroupsInALine = 3;

QString inLines(const QStringList &groups)
{
    QStringList lines;
    for (qsizetype at = 0; at < groups.size(); at += kGroupsInALine)
        lines.append(groups.mid(at, kGroupsInALine).join(QStringLiteral("  ")));
    return lines.join(u'\n');
}

} // namespace

SafetyCodeDialog::SafetyCodeDialog(
    session::SafetyView view, const Theme &theme, QWidget *parent, pictures::CameraMaker camera)
    : FittingDialog(parent)
    , m_view(std::move(view))
    , m_theme(theme)
    , m_camera(std::move(camera))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Check that it is really %1").arg(isolated(m_view.person.name)));
    buildWidgets();
    if (m_view.isConfirmed)
        tell(tr("You have compared them before, and they were the same."), Tone::Secondary, true);
    connect(m_copy, &QPushButton::clicked, this, &SafetyCodeDialog::copy);
    connect(m_read, &QPushButton::clicked, this, &SafetyCodeDialog::read);
    connect(m_differ, &QPushButton::clicked, this, &SafetyCodeDialog::differ);
    connect(m_same, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT confirmed();
    });
}

void SafetyCodeDialog::buildWidgets()
{
    const QString name = isolated(m_view.person.name);
    QWidget *scrolled = buildScrolled();
    auto *headline = new PlainLabel(m_theme, TextSize::Headline, Weight::Strong, this);
    headline->setText(windowTitle());
    auto *why = new PlainLabel(m_theme, TextSize::Body, Weight::Regular, this);
    why->setTone(Tone::Secondary);
    why->setText(
        tr("If these numbers are the same on your screen and on %1’s, nobody else can read what you write to each "
           "other. Compare them when you are together, or read them out on the phone.")
            .arg(name));
    const QStringList groups = m_view.code.groups();
    m_digits = new PlainLabel(m_theme, TextSize::Title, Weight::Strong, this);
    m_digits->setText(inLines(groups));
    m_digits->setAccessibleName(groups.join(u' '));
    m_digits->setLayoutDirection(Qt::LeftToRight);
    m_digits->setAlignment(Qt::AlignCenter);
    m_digits->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy = new QPushButton(tr("Copy the numbers"), this);
    m_picture = new pictures::QrView(kCodeSide, this);
    m_picture->setText(m_view.code.picture());
    m_picture->setAccessibleName(tr("The same numbers as a picture, for %1’s camera").arg(name));
    m_read = new QPushButton(tr("Read their picture…"), this);
    m_outcome = new PlainLabel(m_theme, TextSize::Body, Weight::Regular, this);
    m_outcome->hide();
    for (PlainLabel *label : { headline, why, m_outcome })
        label->setWordWrap(true);
    auto *close = new QPushButton(tr("Close"), this);
    m_differ = new QPushButton(tr("They differ"), this);
    m_same = new QPushButton(tr("They are the same"), this);
    // No default: whoever only presses Enter has compared nothing.
    for (QPushButton *button : { m_copy, m_read, close, m_differ, m_same })
        button->setAutoDefault(false);
    m_copy->setFlat(true);
    close->setFlat(true);
    m_differ->setFlat(true);
    connect(close, &QPushButton::clicked, this, &SafetyCodeDialog::reject);
    auto *numbers = new QVBoxLayout;
    numbers->addStretch();
    numbers->addWidget(m_digits);
    numbers->addWidget(m_copy);
    numbers->addStretch();
    auto *code = new QHBoxLayout;
    code->setSpacing(kGap4);
    code->addLayout(numbers, 1);
    code->addWidget(m_picture);
    auto *inside = new QVBoxLayout(scrolled);
    inside->setContentsMargins(kGap6, kGap6, kGap6, 0);
    inside->setSpacing(kGap3);
    inside->addWidget(headline);
    inside->addWidget(why);
    inside->addLayout(code);
    inside->addWidget(m_read);
    inside->addWidget(m_outcome);
    inside->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(kGap6, 0, kGap6, 0);
    buttons->addWidget(close);
    buttons->addStretch();
    buttons->addWidget(m_differ);
    buttons->addWidget(m_same);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
}

void SafetyCodeDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_view.code.groups().join(u' '));
    m_copy->setText(tr("Copied"));
}

void SafetyCodeDialog::read()
{
    auto *dialog
        = new PictureDialog(tr("It is the black and white picture on %1’s screen, where the same numbers are shown.")
                                .arg(isolated(m_view.person.name)),
            m_camera, m_theme, this);
    connect(dialog, &PictureDialog::pictureRead, this, &SafetyCodeDialog::takePicture);
    dialog->open();
}

void SafetyCodeDialog::takePicture(const QString &text)
{
    const QString name = isolated(m_view.person.name);
    switch (m_view.code.check(text)) {
    case SafetyCheck::Match:
        tell(tr("The same. It is really %1, and nobody else can read what you write to each other.").arg(name),
            Tone::Accent, true);
        m_same->setDefault(true);
        m_same->setFocus();
        break;
    case SafetyCheck::Mismatch:
        differ();
        break;
    case SafetyCheck::NotThisPair:
        tell(tr("This picture is not of your conversation with %1, so it says nothing. Please read the one on their "
                "screen, "
                "not your own, once they have opened the conversation with you.")
                 .arg(name),
            Tone::Danger, true);
        break;
    case SafetyCheck::NotACode:
        tell(tr("This is another kind of picture. Please read the one that stands below the numbers on %1’s screen.")
                 .arg(name),
            Tone::Danger, true);
        break;
    case SafetyCheck::NewerVersion:
        tell(tr("%1 has a newer ParentConnect than you. Please update yours, or compare the numbers.").arg(name),
            Tone::Danger, true);
        break;
    }
}

/// Whoever has just seen that they differ does not say that they are the same.
void SafetyCodeDialog::differ()
{
    tell(tr("Not the same. Somebody may be reading along, or %1 has begun anew on another computer. Write nothing "
            "private "
            "here for now. Ask %1 in person or on the phone, compare once more, and tell the school if they still "
            "differ.")
             .arg(isolated(m_view.person.name)),
        Tone::Danger, false);
}

void SafetyCodeDialog::tell(const QString &sentence, Tone tone, bool mayConfirm)
{
    m_outcome->setTone(tone);
    m_outcome->setText(sentence);
    m_outcome->show();
    m_same->setEnabled(mayConfirm);
    m_same->setDefault(false);
    if (!isVisible())
        return;
    fit();
    reveal(m_outcome);
}

} // namespace pc::account
