// SPDX-License-Identifier: GPL-3.0-or-later
// The status strip under the header: one sentence while the connection is not as it should be, or history is on its way back, else not
// there.

#pragma once

#include "core/base/clock.h"
#include "core/session/recoverydesk.h"
#include "core/session/session.h"
#include "ui/style/theme.h"

#include <QPushButton>
#include <QWidget>

#include <memory>

namespace pc::window {

class Strip final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive this.
    Strip(Clock &clock, const style::Theme &theme, QWidget *parent = nullptr);

    /// A connection that comes back within a moment is no news: connecting shows after a pause, being offline at once.
    void setStatus(const session::LinkStatus &status);

    /// Messages that come back are counted here while nothing is wrong with the connection.
    void setArchive(const session::ArchiveState &archive);

    /// Said when there is nothing else to say.
    void setNotice(const QString &sentence);

    /// What its disk refuses is said above all else, as long as it does.
    void setStore(const session::StoreState &store);

    QString sentence() const { return m_sentence; }
    QPushButton *checkButton() const { return m_check; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void checkRequested(); ///< Offered while there is no connection.

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void say();
    void placeButton();
    bool isRestoring() const; ///< And that is what there is to say.
    QString widest() const; ///< The sentence, with room for what it counts.
    bool offersCheck() const;
    bool isStacked(int width) const; ///< The button stands below the sentence, which has no room beside it.
    int buttonRoom(int width) const; ///< Below the sentence.
    QRect textArea(int width) const;

    const style::Theme &m_theme;
    std::unique_ptr<Timer> m_pause;
    session::LinkStatus m_status;
    session::ArchiveState m_archive;
    QString m_notice;
    session::StoreState m_store;
    QString m_sentence;
    QPushButton *m_check; ///< Child.
};

} // namespace pc::window
