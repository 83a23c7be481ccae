// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/passwordhash.h"

#include <QElapsedTimer>
#include <QTest>

using namespace pc;
using namespace pc::crypto;

namespace {

SecretBytes password(const char *text)
{
    return SecretBytes::copyOf(QByteArrayView(text));
}

} // namespace

class TestPasswordHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itVerifiesTheSamePasswordOnly()
    {
        const Result<QByteArray> hash = hashPassword(password("correct horse"), kTestOnlyCost);
        QVERIFY(hash);
        QVERIFY(hash->startsWith("$argon2id$"));
        QVERIFY(verifyPassword(password("correct horse"), *hash));
        QVERIFY(!verifyPassword(password("correct horsf"), *hash));
        QVERIFY(!verifyPassword(password("correct hors"), *hash));
        QVERIFY(!verifyPassword(password(""), *hash));
    }

    void stretchingGivesTheSameBytesForTheSamePasswordSaltAndCostAlone()
    {
        const auto stretched = [](const char *text, char salt, quint64 passes = 1) {
            return *stretchPassword(
                password(text), QByteArray(kPasswordSaltBytes, salt), { passes, kTestOnlyCost.memoryBytes }, 64);
        };
        QCOMPARE(stretched("correct horse", 's').size(), 64);
        QVERIFY(stretched("correct horse", 's') == stretched("correct horse", 's'));
        QVERIFY(!(stretched("correct horse", 's') == stretched("correct horsf", 's')));
        QVERIFY(!(stretched("correct horse", 's') == stretched("correct horse", 't')));
        QVERIFY(!(stretched("correct horse", 's') == stretched("correct horse", 's', 2)));
    }

    void theSamePasswordHashesDifferentlyEachTime()
    {
        QVERIFY(*hashPassword(password("x"), kTestOnlyCost) != *hashPassword(password("x"), kTestOnlyCost));
    }

    void bytesAfterANulCount()
    {
        const SecretBytes one = SecretBytes::copyOf(QByteArrayView("ab\0cd", 5));
        const SecretBytes two = SecretBytes::copyOf(QByteArrayView("ab\0ce", 5));
        const Result<QByteArray> hash = hashPassword(one, kTestOnlyCost);
        QVERIFY(verifyPassword(one, *hash));
        QVERIFY(!verifyPassword(two, *hash));
    }

    void anotherCostAsksForANewHash()
    {
        const Result<QByteArray> hash = hashPassword(password("x"), kTestOnlyCost);
        QVERIFY(!needsRehash(*hash, kTestOnlyCost));
        QVERIFY(needsRehash(*hash, kInteractiveCost));
        QVERIFY(needsRehash(QByteArray("plain text"), kTestOnlyCost));
    }

    void whatIsNoHashVerifiesNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("plain") << QByteArray("x");
        QTest::newRow("a bcrypt hash") << QByteArray("$2b$12$abcdefghijklmnopqrstuv");
        QTest::newRow("too long") << QByteArray("$argon2id$").append(500, 'a');
        QTest::newRow("NUL inside") << QByteArray("$argon2id$v=19\0$m=8", 19);
    }

    void whatIsNoHashVerifiesNothing()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!verifyPassword(password("x"), text));
    }

    void aGuessCostsWhatRfc9106AsksForAtTheLeast()
    {
        // Section 4, the second recommended option: 3 passes over 64 MiB. How long that takes depends on the machine; it
        // is told, not judged.
        QVERIFY(kInteractiveCost.passes >= 3);
        QVERIFY(kInteractiveCost.memoryBytes >= size_t(64) * 1024 * 1024);
        QVERIFY(kStorageCost.passes >= kInteractiveCost.passes);
        QVERIFY(kStorageCost.memoryBytes >= kInteractiveCost.memoryBytes);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(hashPassword(password("x"), kInteractiveCost));
        qInfo("one hash took %lld ms", static_cast<long long>(timer.elapsed()));
    }
};

QTEST_APPLESS_MAIN(TestPasswordHash)
#include "tst_passwordhash.moc"
