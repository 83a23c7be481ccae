// SPDX-License-Identifier: GPL-3.0-or-later
// The rounded text box of the composer: plain text, as high as its text up to eight lines, one key that sends.

#pragma once

#include "ui/style/theme.h"

#include <QTextEdit>

namespace pc::compose {

class TextField final : public QTextEdit
{
    Q_OBJECT

public:
    explicit TextField(const style::Theme &theme, QWidget *parent = nullptr);

    /// True: Enter sends and Shift+Enter breaks the line; false: Ctrl+Enter sends and Enter breaks.
    void setEnterSends(bool sends) { m_enterSends = sends; }

    /// Foreign text in part; drawn here, because QTextEdit's own placeholder does not mirror.
    void setHint(const QString &hint);
    QString hint() const { return m_hint; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sendRequested();
    void leaveRequested(); ///< Esc.

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void applyTheme();
    void fitHeight();
    void turnText();
    int heightOf(int lines) const;
    bool isSendKey(const QKeyEvent &event) const;

    const style::Theme &m_theme;
    QString m_hint;
    bool m_enterSends = true;
};

} // namespace pc::compose
