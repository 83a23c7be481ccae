// SPDX-License-Identifier: GPL-3.0-or-later
// PlainLabel: a label that can never show markup. Names, titles and texts come from other people; Qt would guess
// "rich text" from a single tag. All labels of this program are of this class.

#pragma once

#include "ui/style/theme.h"

#include <QLabel>

namespace pc::style {

class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(
        const Theme &theme, TextSize size = TextSize::Body, Weight weight = Weight::Regular, QWidget *parent = nullptr);

    /// Colour by role; follows the theme.
    void setTone(Tone tone);

    /// One line that ends in "…" where it does not fit, whole in the tooltip and for screen readers.
    void setElided(bool elided);
    bool isElided() const { return m_elided; }

    /// Replaces QLabel's, which would set what is not shown when elided. A word that is longer than a wrapped line is broken: names
    /// come from other people.
    void setText(const QString &text);
    QString wholeText() const { return m_text; }

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyTheme();
    void applyText();
    QString wrapped() const;

    const Theme &m_theme;
    TextSize m_size;
    Weight m_weight;
    Tone m_tone = Tone::Text;
    QString m_text;
    bool m_elided = false;
};

/// Foreign text for a tooltip: never taken for markup, however it looks.
QString plainToolTip(const QString &text);

/// Foreign text for a menu or a button: "&" stays an "&".
QString plainMnemonic(const QString &text);

/// Foreign text inside a sentence of ours: keeps its own direction without turning the rest (Unicode isolates),
/// line breaks and control characters become spaces.
QString isolated(const QString &text);

} // namespace pc::style
