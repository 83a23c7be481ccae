// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/compare.h"
#include "core/crypto/initialise.h"
#include "core/crypto/random.h"
#include "core/crypto/secret.h"

#include <QSet>
#include <QTest>

#include <type_traits>

using namespace pc;
using namespace pc::crypto;

static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initialiseMayBeCalledAgain()
    {
        QVERIFY(initialise());
        QVERIFY(initialise());
    }

    void aNewOneIsZero()
    {
        const SecretBytes secret(40);
        QCOMPARE(secret.toByteArrayView().toByteArray(), QByteArray(40, '\0'));
    }

    void anEmptyOneIsFine()
    {
        const SecretBytes nothing;
        QVERIFY(nothing.isEmpty());
        QVERIFY(nothing == SecretBytes(0));
        QVERIFY(nothing.copy().isEmpty());
        QCOMPARE(nothing.view().size(), size_t(0));
    }

    void takingEmptiesTheSource()
    {
        QByteArray source("hunter2");
        source.detach();
        const SecretBytes secret = SecretBytes::takeFrom(source);
        QVERIFY(source.isEmpty());
        QCOMPARE(secret.toByteArrayView().toByteArray(), QByteArray("hunter2"));
    }

    void bytesThatSomebodyElseSharesAreNotWiped()
    {
        const QByteArray owner(64, 'y');
        QByteArray shared = owner;
        wipe(shared);
        QVERIFY(shared.isEmpty());
        QCOMPARE(owner, QByteArray(64, 'y'));
    }

    void takingAStringKeepsItsUtf8()
    {
        QString source = QStringLiteral("pässwörd €");
        const QByteArray utf8 = source.toUtf8();
        const SecretBytes secret = SecretBytes::takeFrom(source);
        QVERIFY(source.isEmpty());
        QCOMPARE(secret.toByteArrayView().toByteArray(), utf8);

        std::string plain = "short";
        QCOMPARE(SecretBytes::takeFrom(plain).size(), 5);
        QVERIFY(plain.empty());
    }

    void movingLeavesNothingBehind()
    {
        SecretBytes first = SecretBytes::random(32);
        const SecretBytes same = first.copy();
        const SecretBytes second = std::move(first);
        QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): this is the claim
        QVERIFY(first.view().empty());
        QVERIFY(second == same);
    }

    void equalityLooksAtEveryByte()
    {
        const SecretBytes secret = SecretBytes::random(33);
        for (size_t i = 0; i < 33; ++i) {
            SecretBytes other = secret.copy();
            QVERIFY(other == secret);
            other.mutableView()[i] ^= 1;
            QVERIFY(!(other == secret));
        }
        QVERIFY(!(secret == SecretBytes::copyOf(secret.view().first(32))));
    }

    void constantTimeCompareAgreesWithMemcmp()
    {
        QVERIFY(equalInConstantTime("", ""));
        QVERIFY(equalInConstantTime("abc", "abc"));
        QVERIFY(!equalInConstantTime("abc", "abd"));
        QVERIFY(!equalInConstantTime("abc", "ab"));
    }

    void randomTokensDiffer()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const SecretBytes token = randomToken(16);
            QCOMPARE(token.size(), 22);
            seen.insert(token.toByteArrayView().toByteArray());
        }
        QCOMPARE(seen.size(), 1000);
        QCOMPARE(randomBytes(0).size(), 0);
        QVERIFY(randomBytes(32) != randomBytes(32));
    }
};

QTEST_APPLESS_MAIN(TestSecret)
#include "tst_secret.moc"
