// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/makesheetdialog.h"

#include <QHBoxLayout>
#include <QLocale>

namespace pc::account {

using namespace style;
using session::SheetLanguage;

SheetLanguage sheetLanguage()
{
    return QLocale().language() == QLocale::Spanish ? SheetLanguage::Spanish : SheetLanguage::English;
}

void MakeSheetDialog::buildWidgets()
{
    auto *inside = new QVBoxLayout(buildScrolled());
    inside->setContentsMargins(kGap6, kGap6, kGap6, 0);
    inside->setSpacing(kGap3);
    auto *headline = new PlainLabel(m_theme, TextSize::Headline, Weight::Strong);
    headline->setText(windowTitle());
    m_text = new PlainLabel(m_theme, TextSize::Body);
    m_text->setTone(Tone::Secondary);
    for (PlainLabel *label : { headline, m_text }) {
        label->setWordWrap(true);
        inside->addWidget(label);
    }
    buildChoice(*inside);
    buildWords(*inside);
    m_bar = new QProgressBar;
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_trouble = new PlainLabel(m_theme, TextSize::Secondary);
    m_trouble->setTone(Tone::Danger);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    inside->addWidget(m_bar);
    inside->addWidget(m_trouble);
    inside->addStretch();
    m_cancel = new QPushButton(this);
    m_cancel->setFlat(true);
    m_cancel->setAutoDefault(false);
    m_button = new QPushButton(this);
    m_button->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(kGap6, 0, kGap6, 0);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_button);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(buttons);
}

void MakeSheetDialog::buildChoice(QVBoxLayout &layout)
{
    m_choice = new QWidget;
    auto *lines = new QVBoxLayout(m_choice);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kGap1);
    const auto add = [&](const QString &name, const QString &explained) {
        auto *button = new QRadioButton(name);
        button->setAccessibleDescription(explained);
        auto *label = new PlainLabel(m_theme, TextSize::Secondary);
        label->setTone(Tone::Secondary);
        label->setWordWrap(true);
        label->setText(explained);
        label->setContentsMargins(kGap6, 0, kGap6, kGap2);
        lines->addWidget(button);
        lines->addWidget(label);
        return button;
    };
    m_onPaper = add(tr("24 words on paper"), tr("For a drawer. The safest: nobody can guess them."));
    m_byHeart
        = add(tr("Six words to remember"), tr("There is nothing to find and nothing to lose, unless you forget them."));
    m_onPaper->setChecked(true);
    if (sheetLanguage() == SheetLanguage::English && QLocale().language() != QLocale::English) {
        auto *label = new PlainLabel(m_theme, TextSize::Secondary);
        label->setTone(Tone::Secondary);
        label->setWordWrap(true);
        label->setText(tr("The words are English ones: there are none in your language yet."));
        lines->addWidget(label);
    }
    layout.addWidget(m_choice);
}

void MakeSheetDialog::buildWords(QVBoxLayout &layout)
{
    m_grid = new WordGrid(m_theme);
    m_outlets = new QWidget;
    m_print = new QPushButton(tr("Print…"));
    m_save = new QPushButton(tr("Save as PDF…"));
    auto *row = new QHBoxLayout(m_outlets);
    row->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : { m_print, m_save }) {
        button->setAutoDefault(false);
        row->addWidget(button, 1);
    }
    m_note = new PlainLabel(m_theme, TextSize::Secondary);
    m_note->setTone(Tone::Secondary);
    m_note->setWordWrap(true);
    m_questions = new QWidget;
    auto *lines = new QVBoxLayout(m_questions);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kGap1);
    for (int i = 0; i < kAsked; ++i) {
        auto *caption = new PlainLabel(m_theme, TextSize::Caption, Weight::Strong);
        caption->setTone(Tone::Secondary);
        auto *field = new QLineEdit;
        field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
        field->setLayoutDirection(Qt::LeftToRight);
        caption->setBuddy(field);
        m_captions[std::size_t(i)] = caption;
        m_fields[std::size_t(i)] = field;
        lines->addWidget(caption);
        lines->addWidget(field);
        lines->addSpacing(kGap2);
    }
    for (QWidget *part : { static_cast<QWidget *>(m_grid), m_outlets, static_cast<QWidget *>(m_note), m_questions })
        layout.addWidget(part);
}

} // namespace pc::account
