// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the details that says who can read a conversation: in a sentence, person by person with their devices, and
// in numbers that two people can compare aloud. What waits or failed says so here, with the way on.

#pragma once

#include "core/base/clock.h"
#include "ui/models/readersmodel.h"
#include "ui/style/iconbutton.h"
#include "ui/window/noticecard.h"
#include "ui/window/readerdelegate.h"
#include "ui/window/readerswords.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QTreeView>
#include <QWidget>

#include <memory>
#include <vector>

namespace pc::window {

/// Unfolds a person's devices at Enter, Space or a click, besides the tree's own arrow keys.
class ReadersTree final : public QTreeView
{
    Q_OBJECT

public:
    using QTreeView::QTreeView;

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

class ReadersView final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    ReadersView(ui::ReadersModel &model, Clock &clock, const style::Theme &theme, QWidget *parent = nullptr);

    void setSelf(UserId self);

    /// What the row that leads here says below its name, and whether that wants to be looked at.
    struct Summary
    {
        style::Icon icon = style::Icon::Lock;
        QString note;
        bool isNotice = false;
    };

    Summary summary() const;

    /// What the keyboard comes to first: the people, or the way back while there are none.
    QWidget *region() const;

    ReadersTree *tree() const { return m_tree; }
    QString sentence() const { return m_sentence->wholeText(); }
    QString code() const { return m_grouped; }
    QPushButton *againButton() const { return m_again; }
    QPushButton *copyButton() const { return m_copy; }
    QStringList warnings() const;

    /// Says that this person is who they seem to be; null when they are not in doubt.
    QPushButton *confirmButton(UserId person) const;

    /// Leads to what two people compare; of the person whose row is current, or of the only other one.
    QPushButton *checkButton() const { return m_check; }
    QString officeSentence() const { return m_office->isHidden() ? QString() : m_office->wholeText(); }

Q_SIGNALS:
    void checkRequested(pc::UserId person);
    void backRequested();
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHead(QVBoxLayout &layout);
    void buildTree();
    void buildBody(QVBoxLayout &layout);
    void buildCode(QVBoxLayout &column);
    void refresh();
    void showWarnings(std::vector<ReadersWarning> warnings);
    void tryAgain();
    void restButton(bool rests);
    void arrangeCode();
    void copyCode();
    void refreshCheck();

    ui::ReadersModel &m_model;
    const style::Theme &m_theme;
    ReaderDelegate m_delegate;
    std::unique_ptr<Timer> m_patience; ///< After it, one may try again once more.
    UserId m_self;
    QString m_grouped; ///< The numbers in blocks.

    style::IconButton *m_back = nullptr; ///< Child, as all below.
    style::PlainLabel *m_sentence = nullptr;
    QVBoxLayout *m_cards = nullptr;
    std::vector<ReadersWarning> m_shown;
    std::vector<NoticeCard *> m_warnings;
    QPushButton *m_again = nullptr;
    ReadersTree *m_tree = nullptr;
    style::PlainLabel *m_office = nullptr;
    QPushButton *m_check = nullptr;
    std::optional<UserId> m_checked; ///< Whom the button is about.
    QWidget *m_compare = nullptr;
    style::PlainLabel *m_code = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace pc::window
