// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's wishes, as a settings portal of the test's own tells them over a message bus of the test's own.

#include "tests/support/privatebus/privatebus.h"
#include "ui/style/desktopwatch.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QTest>

using namespace pc::style;

using Settings = QMap<QString, QVariantMap>;

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kGnome = QStringLiteral("org.gnome.desktop.interface");
const QString kScheme = QStringLiteral("color-scheme");
const QString kAnimations = QStringLiteral("enable-animations");

} // namespace

/// Answers as the portal does, on a connection of its own.
class Portal final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit Portal(const QString &address)
        : m_bus(QDBusConnection::connectToBus(address, QStringLiteral("portal")))
    {
        m_bus.registerObject(kPath, this, QDBusConnection::ExportAllSlots);
        m_bus.registerService(kService);
    }

    ~Portal() override
    {
        m_bus.unregisterService(kService);
        QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
    }

    void change(const QString &group, const QString &name, const QVariant &value)
    {
        QDBusMessage signal = QDBusMessage::createSignal(kPath, kInterface, QStringLiteral("SettingChanged"));
        signal << group << name << QVariant::fromValue(QDBusVariant(value));
        m_bus.send(signal);
    }

    Settings settings;
    QStringList asked;
    bool refuses = false;

public Q_SLOTS:
    QMap<QString, QVariantMap> ReadAll(const QStringList &namespaces)
    {
        asked = namespaces;
        if (refuses)
            sendErrorReply(QDBusError::NotSupported, QStringLiteral("no settings here"));
        return settings;
    }

private:
    QDBusConnection m_bus;
};

class tst_DesktopWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = m_bus.start(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        qDBusRegisterMetaType<Settings>();
    }

    void asksAndFollows()
    {
        Portal portal(m_bus.address());
        portal.settings = { { kAppearance, { { kScheme, 1U } } }, { kGnome, { { kAnimations, false } } } };
        DesktopWatch watch;
        QSignalSpy changed(&watch, &DesktopWatch::wishesChanged);
        QCOMPARE(watch.wishes(), DesktopWishes());
        watch.start();
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(portal.asked, QStringList({ kAppearance, kGnome }));
        QCOMPARE(watch.wishes(), (DesktopWishes { Scheme::Dark, true }));
        portal.change(kAppearance, kScheme, 2U);
        QTRY_COMPARE(watch.wishes(), (DesktopWishes { Scheme::Light, true }));
        portal.change(kGnome, kAnimations, true);
        QTRY_COMPARE(watch.wishes(), (DesktopWishes { Scheme::Light, false }));
        portal.change(kAppearance, kScheme, 0U);
        QTRY_COMPARE(watch.wishes(), DesktopWishes());
        QCOMPARE(changed.count(), 4);
    }

    void whatItDoesNotKnowIsNoWish()
    {
        Portal portal(m_bus.address());
        portal.settings
            = { { kAppearance, { { kScheme, QStringLiteral("dark") } } }, { kGnome, { { kAnimations, 0 } } } };
        DesktopWatch watch({ Scheme::Dark, false });
        watch.start();
        QTRY_COMPARE(watch.wishes(), DesktopWishes());
        portal.change(QStringLiteral("org.example"), kScheme, 1U);
        portal.change(kAppearance, QStringLiteral("accent-color"), 1U);
        portal.change(kAppearance, kScheme, 17U);
        portal.change(kGnome, kAnimations, false); // arrives last
        QTRY_COMPARE(watch.wishes(), (DesktopWishes { std::nullopt, true }));
    }

    void rememberedWishIsForgottenWhereNobodyAnswers()
    {
        DesktopWatch alone({ Scheme::Dark, false });
        QCOMPARE(alone.wishes().scheme, std::optional(Scheme::Dark));
        alone.start();
        QTRY_COMPARE(alone.wishes(), DesktopWishes());
        Portal portal(m_bus.address());
        portal.refuses = true;
        DesktopWatch refused({ Scheme::Dark, false });
        refused.start();
        QTRY_COMPARE(refused.wishes(), DesktopWishes());
    }

    void rememberedWishStaysWhenItIsStillTrue()
    {
        Portal portal(m_bus.address());
        portal.settings = { { kAppearance, { { kScheme, 1U } } } };
        DesktopWatch watch({ Scheme::Dark, false });
        QSignalSpy changed(&watch, &DesktopWatch::wishesChanged);
        watch.start();
        QTRY_VERIFY(!portal.asked.isEmpty());
        portal.change(kGnome, kAnimations, false); // behind the answer
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(watch.wishes(), (DesktopWishes { Scheme::Dark, true }));
    }

private:
    pc::test::PrivateBus m_bus;
};

QTEST_GUILESS_MAIN(tst_DesktopWatch)
#include "tst_desktopwatch.moc"
