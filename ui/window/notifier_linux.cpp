// SPDX-License-Identifier: GPL-3.0-or-later
// The notification service of freedesktop.org on the session's bus.

#include "ui/window/notifier.h"

#include <QDBusAbstractInterface>
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace pc::window {

namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
constexpr char kInterface[] = "org.freedesktop.Notifications";
const QString kClick = QStringLiteral("default"); ///< The name that the service knows for a click on the whole.
const QString kProgram = QStringLiteral("parentconnect");
constexpr int kDeadline = 5'000; ///< Milliseconds; the service may have to be started first.
constexpr int kAsTheDesktopLikes = -1;

} // namespace

/// The service as an object: QtDBus finds its signal by name and arguments.
class NotificationService final : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    NotificationService(const QDBusConnection &bus, QObject *parent)
        : QDBusAbstractInterface(kService, kPath, kInterface, bus, parent)
    {
        setTimeout(kDeadline);
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

class Notifier::System final : public QObject
{
    Q_OBJECT

public:
    explicit System(Notifier &notifier)
        : m_notifier(notifier)
    {
    }

    void show(const QString &title, const QString &text)
    {
        const QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected())
            return Q_EMIT m_notifier.refused(title, text);
        if (!m_service) {
            m_service = new NotificationService(bus, this);
            connect(m_service, &NotificationService::ActionInvoked, this, [this](uint id, const QString &action) {
                if (id == m_shown && action == kClick)
                    Q_EMIT m_notifier.clicked();
            });
        }
        const QVariantMap hints { { QStringLiteral("desktop-entry"), kProgram } };
        const auto call = m_service->asyncCall(QStringLiteral("Notify"), Notifier::tr("ParentConnect"), m_shown,
            kProgram, title, text, QStringList { kClick, Notifier::tr("Open") }, hints, kAsTheDesktopLikes);
        auto *answer = new QDBusPendingCallWatcher(call, this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, title, text] {
            answer->deleteLater();
            const QDBusPendingReply<uint> shown = *answer;
            if (shown.isError())
                Q_EMIT m_notifier.refused(title, text);
            else
                m_shown = shown.value();
        });
    }

private:
    Notifier &m_notifier;
    NotificationService *m_service = nullptr; ///< Child; made for the first notification.
    uint m_shown = 0; ///< The service's number of the last one; 0 when there is none.
};

Notifier::Notifier(QObject *parent)
    : QObject(parent)
    , m_system(std::make_unique<System>(*this))
{
}

Notifier::~Notifier() = default;

void Notifier::show(const QString &title, const QString &text)
{
    m_system->show(title, text);
}

} // namespace pc::window

#include "notifier_linux.moc"
