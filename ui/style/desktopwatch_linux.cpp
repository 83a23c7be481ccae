// SPDX-License-Identifier: GPL-3.0-or-later
// The settings portal of freedesktop.org on the session's bus. Whatever answers there is a program of the same user;
// still, values of an unexpected type are taken for none.

#include "ui/style/desktopwatch.h"

#include <QDBusAbstractInterface>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QStringList>

namespace pc::style {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
constexpr char kInterface[] = "org.freedesktop.portal.Settings";

const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kColorScheme = QStringLiteral("color-scheme");
const QString kGnome = QStringLiteral("org.gnome.desktop.interface");
const QString kAnimations = QStringLiteral("enable-animations");

constexpr uint kPrefersDark = 1;
constexpr uint kPrefersLight = 2;
constexpr int kDeadline = 5'000; ///< Milliseconds; a portal may have to be started first.

using Settings = QMap<QString, QVariantMap>;

std::optional<Scheme> schemeOf(const QVariant &value)
{
    if (value.typeId() != QMetaType::UInt)
        return std::nullopt;
    switch (value.toUInt()) {
    case kPrefersDark:
        return Scheme::Dark;
    case kPrefersLight:
        return Scheme::Light;
    default:
        return std::nullopt;
    }
}

bool asksForStillness(const QVariant &value)
{
    return value.typeId() == QMetaType::Bool && !value.toBool();
}

} // namespace

/// The portal as an object: QtDBus finds its signal by name and arguments.
class SettingsPortal final : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    SettingsPortal(const QDBusConnection &bus, QObject *parent)
        : QDBusAbstractInterface(kService, kPath, kInterface, bus, parent)
    {
        setTimeout(kDeadline);
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &name, const QDBusVariant &value);
};

class DesktopWatch::System final : public QObject
{
    Q_OBJECT

public:
    explicit System(DesktopWatch &watch)
        : m_watch(watch)
    {
    }

    void start()
    {
        const QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected())
            return m_watch.take({});
        qRegisterMetaType<QDBusVariant>(); // Until it is known by name, QtDBus finds no such signal.
        auto *portal = new SettingsPortal(bus, this);
        connect(portal, &SettingsPortal::SettingChanged, this, &System::change);
        const auto call = portal->asyncCall(QStringLiteral("ReadAll"), QStringList { kAppearance, kGnome });
        auto *answer = new QDBusPendingCallWatcher(call, this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
            answer->deleteLater();
            read(answer->reply());
        });
    }

private:
    void change(const QString &group, const QString &name, const QDBusVariant &value)
    {
        DesktopWishes wishes = m_watch.wishes();
        if (group == kAppearance && name == kColorScheme)
            wishes.scheme = schemeOf(value.variant());
        else if (group == kGnome && name == kAnimations)
            wishes.still = asksForStillness(value.variant());
        m_watch.take(wishes);
    }

    void read(const QDBusMessage &answer)
    {
        if (answer.type() != QDBusMessage::ReplyMessage || answer.signature() != QStringLiteral("a{sa{sv}}"))
            return m_watch.take({});
        const auto settings = qdbus_cast<Settings>(answer.arguments().constFirst());
        m_watch.take({ schemeOf(settings.value(kAppearance).value(kColorScheme)),
            asksForStillness(settings.value(kGnome).value(kAnimations)) });
    }

    DesktopWatch &m_watch;
};

DesktopWatch::DesktopWatch(const DesktopWishes &remembered, QObject *parent)
    : QObject(parent)
    , m_wishes(remembered)
    , m_system(std::make_unique<System>(*this))
{
}

DesktopWatch::~DesktopWatch() = default;

void DesktopWatch::start()
{
    m_system->start();
}

} // namespace pc::style

#include "desktopwatch_linux.moc"
