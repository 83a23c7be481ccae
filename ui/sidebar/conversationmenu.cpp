// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/conversationmenu.h"

#include "ui/style/icon.h"

#include <QCoreApplication>

namespace pc::sidebar {
namespace {

using namespace style;

struct ConversationMenu
{
    Q_DECLARE_TR_FUNCTIONS(pc::sidebar::ConversationMenu)
};

// Settings travel as milliseconds of 53 bits: the year 9999 stands for "always".
constexpr UtcTime kAlways = utcFromMilliseconds(253'402'300'799'000);

class Acts
{
public:
    Acts(QMenu &menu, const chat::ConversationSummary &summary, session::Session &session, const Theme &theme)
        : m_menu(menu)
        , m_id(summary.conversation.id)
        , m_settings(summary.conversation.settings)
        , m_session(session)
        , m_theme(theme)
    {
    }

    QAction *add(Icon icon, const QString &text, QMenu *to = nullptr)
    {
        return (to ? to : &m_menu)->addAction(themedIcon(icon, m_theme), text);
    }

    void addSetting(Icon icon, const QString &text, const chat::PersonalSettings &wanted, QMenu *to = nullptr)
    {
        QObject::connect(add(icon, text, to), &QAction::triggered, &m_menu, [&session = m_session, id = m_id, wanted] {
            // The row changes by conversationChanged; a refusal leaves it as it is.
            (void)session.setSettings(id, wanted);
        });
    }

    void addMuting(UtcTime now)
    {
        QMenu *times = m_menu.addMenu(themedIcon(Icon::BellOff, m_theme), ConversationMenu::tr("Mute"));
        const auto until = [this](UtcTime time) {
            chat::PersonalSettings wanted = m_settings;
            wanted.mutedUntil = time;
            return wanted;
        };
        using namespace std::chrono_literals;
        addSetting(Icon::Clock, ConversationMenu::tr("For one hour"), until(now + 1h), times);
        addSetting(Icon::Clock, ConversationMenu::tr("For eight hours"), until(now + 8h), times);
        addSetting(Icon::Clock, ConversationMenu::tr("For a week"), until(now + 168h), times);
        addSetting(Icon::BellOff, ConversationMenu::tr("Always"), until(kAlways), times);
    }

    const chat::PersonalSettings &settings() const { return m_settings; }

private:
    QMenu &m_menu;
    ConversationId m_id;
    chat::PersonalSettings m_settings;
    session::Session &m_session;
    const Theme &m_theme;
};

} // namespace

void fillConversationMenu(
    QMenu &menu, const chat::ConversationSummary &summary, session::Session &session, const Theme &theme, UtcTime now)
{
    Acts acts(menu, summary, session, theme);
    QAction *read = acts.add(Icon::Tick, ConversationMenu::tr("Mark as read"));
    read->setEnabled(summary.unread > 0);
    QObject::connect(read, &QAction::triggered, &menu,
        [&session, id = summary.conversation.id, head = summary.conversation.head] { session.markRead(id, head); });
    menu.addSeparator();

    chat::PersonalSettings pinned = acts.settings();
    pinned.pinned = !pinned.pinned;
    acts.addSetting(
        Icon::Pin, pinned.pinned ? ConversationMenu::tr("Pin to the top") : ConversationMenu::tr("Unpin"), pinned);

    const auto &mutedUntil = acts.settings().mutedUntil;
    if (mutedUntil && *mutedUntil > now) {
        chat::PersonalSettings loud = acts.settings();
        loud.mutedUntil.reset();
        acts.addSetting(Icon::Bell, ConversationMenu::tr("Unmute"), loud);
    } else {
        acts.addMuting(now);
    }

    chat::PersonalSettings archived = acts.settings();
    archived.archived = !archived.archived;
    acts.addSetting(Icon::Archive,
        archived.archived ? ConversationMenu::tr("Archive") : ConversationMenu::tr("Take out of the archive"),
        archived);
}

} // namespace pc::sidebar
