// SPDX-License-Identifier: GPL-3.0-or-later
// Page: a column in the middle of the window with a headline, sentences, fields and buttons. Scrolls where the window
// is small; says what went wrong right above the buttons.

#pragma once

#include "ui/style/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

namespace pc::account {

class Page : public QScrollArea
{
    Q_OBJECT

public:
    explicit Page(const style::Theme &theme, QWidget *parent = nullptr);

    QString headline() const { return m_headline->text(); }
    QString trouble() const { return m_trouble->text(); }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void setHeadline(const QString &text);
    style::PlainLabel *addText(const QString &text);
    QLineEdit *addField(const QString &label, bool secret = false);
    void addWidget(QWidget *widget, Qt::Alignment alignment = {});
    QPushButton *addButton(const QString &text, bool isMain);
    void setTrouble(const QString &sentence);
    const style::Theme &theme() const { return m_theme; }

private:
    const style::Theme &m_theme;
    QVBoxLayout *m_inside = nullptr; ///< All of it.
    QVBoxLayout *m_column; ///< Owned by Qt, as all below.
    QVBoxLayout *m_buttons;
    style::PlainLabel *m_headline;
    style::PlainLabel *m_trouble;
};

} // namespace pc::account
