// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications as a desktop of the test's own receives them, over a message bus of the test's own.

#include "tests/support/privatebus/privatebus.h"
#include "ui/window/notifier.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusError>
#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

using namespace pc;

namespace {

const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
const QString kName = QStringLiteral("org.freedesktop.Notifications");

} // namespace

/// Takes notifications as a desktop does, on a connection of its own.
class Desktop final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    explicit Desktop(const QString &address)
        : m_bus(QDBusConnection::connectToBus(address, QStringLiteral("desktop")))
    {
        m_bus.registerObject(kPath, this, QDBusConnection::ExportAllSlots);
        m_bus.registerService(kName);
    }

    ~Desktop() override
    {
        m_bus.unregisterService(kName);
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    }

    void click(uint id, const QString &action)
    {
        QDBusMessage signal = QDBusMessage::createSignal(kPath, kName, QStringLiteral("ActionInvoked"));
        signal << id << action;
        m_bus.send(signal);
    }

    struct Shown
    {
        uint replaces;
        QString title;
        QString text;
        QStringList actions;
    };

    QList<Shown> shown;
    bool refuses = false;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
        const QStringList &actions, const QVariantMap &, int)
    {
        if (refuses)
            sendErrorReply(QDBusError::AccessDenied, QStringLiteral("not now"));
        shown.append({ replaces, title, text, actions });
        return 7;
    }

private:
    QDBusConnection m_bus;
};

class tst_Notifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = m_bus.start(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
    }

    void theNextTakesThePlaceOfTheLast()
    {
        Desktop desktop(m_bus.address());
        window::Notifier notifier;
        notifier.show(QStringLiteral("Ada"), QStringLiteral("one"));
        QTRY_COMPARE(desktop.shown.size(), 1);
        QCOMPARE(desktop.shown[0].replaces, 0U);
        QCOMPARE(desktop.shown[0].title, QStringLiteral("Ada"));
        QCOMPARE(desktop.shown[0].actions.value(0), QStringLiteral("default"));
        const auto second = [&] {
            notifier.show(QStringLiteral("Ada"), QStringLiteral("two"));
            return desktop.shown.last().replaces == 7U;
        };
        QTRY_VERIFY(second()); // once the first one's number has come back
        QCOMPARE(desktop.shown.last().text, QStringLiteral("two"));
    }

    void onlyAClickOnOursCounts()
    {
        Desktop desktop(m_bus.address());
        window::Notifier notifier;
        QSignalSpy clicked(&notifier, &window::Notifier::clicked);
        notifier.show(QStringLiteral("Ada"), QStringLiteral("one"));
        QSignalSpy refused(&notifier, &window::Notifier::refused);
        QTRY_COMPARE(desktop.shown.size(), 1);
        desktop.refuses = true; // what is refused comes back behind the first one's number
        notifier.show(QStringLiteral("Ada"), QStringLiteral("two"));
        QTRY_COMPARE(refused.count(), 1);
        desktop.click(8, QStringLiteral("default")); // another program's
        desktop.click(7, QStringLiteral("close"));
        desktop.click(7, QStringLiteral("default")); // arrives last
        QTRY_COMPARE(clicked.count(), 1);
    }

    void refusedWordsComeBack()
    {
        window::Notifier alone;
        QSignalSpy refused(&alone, &window::Notifier::refused);
        alone.show(QStringLiteral("Ada"), QStringLiteral("nobody listens"));
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(refused[0][1].toString(), QStringLiteral("nobody listens"));
        Desktop desktop(m_bus.address());
        desktop.refuses = true;
        alone.show(QStringLiteral("Ada"), QStringLiteral("not now"));
        QTRY_COMPARE(refused.count(), 2);
        desktop.refuses = false;
        alone.show(QStringLiteral("Ada"), QStringLiteral("now"));
        QTRY_COMPARE(desktop.shown.size(), 2);
        QCOMPARE(refused.count(), 2);
    }

private:
    test::PrivateBus m_bus;
};

QTEST_GUILESS_MAIN(tst_Notifier)
#include "tst_notifier.moc"
