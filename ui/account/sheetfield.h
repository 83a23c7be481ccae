// SPDX-License-Identifier: GPL-3.0-or-later
// SheetField: where the words of a recovery sheet are typed, as many on a line as one likes. It counts them and leaves the rest to who
// reads them: nothing is completed, underlined, remembered or taken back by a key.

#pragma once

#include "core/session/recoverydesk.h"
#include "ui/style/plainlabel.h"

#include <QPlainTextEdit>
#include <QWidget>

#include <optional>

namespace pc::account {

class SheetField final : public QWidget
{
    Q_OBJECT

public:
    /// `kind` is nothing where nobody knows yet which one it is. `theme` must outlive this.
    SheetField(std::optional<session::SheetWords> kind, const style::Theme &theme, QWidget *parent = nullptr);

    QString typed() const { return m_edit->toPlainText(); }
    void clear() { m_edit->clear(); }
    void setKind(std::optional<session::SheetWords> kind);
    std::optional<session::SheetWords> kind() const { return m_kind; }

    bool hasWords() const { return m_count > 0; }
    QString counted() const { return m_counted->wholeText(); }
    QPlainTextEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void changed();
    void finished(); ///< Enter, where there are as many words as there should be.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();
    void count();

    std::optional<session::SheetWords> m_kind;
    const style::Theme &m_theme;
    qsizetype m_count = 0;
    QPlainTextEdit *m_edit; ///< Child.
    style::PlainLabel *m_counted; ///< Child.
};

} // namespace pc::account
