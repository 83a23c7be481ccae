// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/busypage.h"

#include "ui/style/sign.h"

#include <QPainter>
#include <QVBoxLayout>

namespace pc::account {

using namespace style;

namespace {

/// The program's sign: the first thing that is painted at all, while everything else still opens.
class SignMark final : public QWidget
{
public:
    SignMark(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_sign(programIcon(theme))
    {
        setFixedSize(kAvatarLarge, kAvatarLarge);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_sign.paint(&painter, rect());
    }

private:
    QIcon m_sign;
};

// What is not said yet has its place, so that nothing moves when it is.
void keepPlace(QWidget &widget)
{
    QSizePolicy policy = widget.sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget.setSizePolicy(policy);
}

} // namespace

BusyPage::BusyPage(Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_patience(clock.makeTimer([this] { tell(true); }))
    , m_sentence(new PlainLabel(theme, TextSize::Body, Weight::Regular, this))
    , m_bar(new QProgressBar(this))
{
    m_sentence->setTone(Tone::Secondary);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setMaximumWidth(kSidebarLeast);
    keepPlace(*m_sentence);
    keepPlace(*m_bar);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kGap4);
    layout->addStretch();
    layout->addWidget(new SignMark(theme, this), 0, Qt::AlignHCenter);
    layout->addWidget(m_sentence);
    layout->addWidget(m_bar, 0, Qt::AlignHCenter);
    layout->addStretch();
    tell(false);
}

void BusyPage::begin(const QString &sentence)
{
    m_sentence->setText(sentence);
    if (!isTelling() && !m_patience->isActive())
        m_patience->start(Milliseconds { kPatience });
}

void BusyPage::end()
{
    m_patience->stop();
    tell(false);
}

void BusyPage::tell(bool visible)
{
    m_sentence->setVisible(visible);
    m_bar->setVisible(visible);
}

} // namespace pc::account
