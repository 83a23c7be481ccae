// SPDX-License-Identifier: GPL-3.0-or-later
// Key packages: as many as there should be, the same ones until the relay has them, each used once; and the last resort.

#include "core/base/fakeclock.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/messages.h"
#include "core/groups/ownpackages.h"
#include "core/mls_public/profile.h"
#include "core/mls_public/signing.h"
#include "tests/support/enrolled/enrolled.h"
#include "tests/unit/store/shelf.h"

#include <QTest>

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

namespace {

struct Packages : Shelf
{
    std::vector<QByteArray> upload(quint64 kept)
    {
        auto packages = own.toUpload(kept);
        return packages ? *packages : std::vector<QByteArray> {};
    }

    static mls::KeyPackage read(const QByteArray &bytes) { return messageOf<mls::KeyPackage>(bytes).value(); }
    static QByteArray refOf(const QByteArray &bytes) { return crypto::toByteArray(mls::refOf(read(bytes)).hash); }
    static bool isLastResort(const QByteArray &bytes) { return read(bytes).extensions.find(mls::kLastResort); }

    static std::vector<QByteArray> lastResorts(const std::vector<QByteArray> &packages)
    {
        std::vector<QByteArray> found;
        for (const QByteArray &package : packages) {
            if (isLastResort(package))
                found.push_back(package);
        }
        return found;
    }

    FakeClock clock;
    DeviceIdentity identity = makeDeviceIdentity(
        userOf(1), DeviceId { Uuid { { 1 } } }, clock.utcNow(), accountKeyOf(userOf(1)), crypto::systemRandom());
    OwnPackages own { *store, clock, crypto::systemRandom(), mls::productSuite(), identity };
};

} // namespace

class TestOwnPackages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAreFiftyAndALastResort()
    {
        Packages packages;
        const auto first = packages.upload(0);
        QCOMPARE(first.size(), size_t(mls::kPackagesKept)); // the last resort is one of those that wait
        QCOMPARE(Packages::lastResorts(first).size(), size_t(1));
    }

    void theSameOnesAreOfferedUntilTheyArrived()
    {
        Packages packages;
        const auto first = packages.upload(0);
        QCOMPARE(packages.upload(0), first);
        QVERIFY(packages.own.uploaded().ok());
        QVERIFY(packages.upload(quint64(mls::kPackagesKept)).empty());
    }

    void moreAreMadeWhenTheyRunLow()
    {
        Packages packages;
        (void)packages.upload(0);
        QVERIFY(packages.own.uploaded().ok());
        QVERIFY(packages.upload(quint64(mls::kPackagesLow)).empty());
        QCOMPARE(
            packages.upload(quint64(mls::kPackagesLow) - 1).size(), size_t(mls::kPackagesKept - mls::kPackagesLow + 1));
    }

    void onePackageIsFoundUntilItIsUsed()
    {
        Packages packages;
        const auto all = packages.upload(0);
        const auto single = std::ranges::find(all, false, &Packages::isLastResort);
        auto found = packages.own.find(Packages::refOf(*single));
        QVERIFY(found.ok() && *found);
        QVERIFY((*found)->bundle.keyPackage == Packages::read(*single));
        QVERIFY(packages.own.used(**found).ok());
        found = packages.own.find(Packages::refOf(*single));
        QVERIFY(found.ok() && !*found);
    }

    void aUsedLastResortIsReplacedAndItsKeysGoAWeekLater()
    {
        Packages packages;
        const auto old = Packages::lastResorts(packages.upload(0)).front();
        QVERIFY(packages.own.uploaded().ok());
        const auto kept = quint64(mls::kPackagesKept);
        auto found = packages.own.find(Packages::refOf(old));
        QVERIFY(packages.own.used(**found).ok());
        const auto renewed = packages.upload(kept);
        QCOMPARE(renewed.size(), size_t(1));
        QVERIFY(Packages::isLastResort(renewed.front()) && renewed.front() != old);
        QVERIFY(packages.own.uploaded().ok());
        // Somebody may have claimed it before.
        QVERIFY(packages.own.find(Packages::refOf(old))->has_value());
        packages.clock.advance(kLastResortKept + std::chrono::hours { 1 });
        QVERIFY(packages.upload(kept).empty());
        QVERIFY(!packages.own.find(Packages::refOf(old))->has_value());
        QVERIFY(packages.own.find(Packages::refOf(renewed.front()))->has_value());
    }

    void aLastResortIsRenewedInTime()
    {
        Packages packages;
        const auto old = Packages::lastResorts(packages.upload(0)).front();
        QVERIFY(packages.own.uploaded().ok());
        packages.clock.advance(mls::kPackageLife / 2 + std::chrono::hours { 1 });
        const auto renewed = packages.upload(quint64(mls::kPackagesKept));
        QCOMPARE(renewed.size(), size_t(1));
        QVERIFY(Packages::isLastResort(renewed.front()) && renewed.front() != old);
    }

    void whatExpiredIsGone()
    {
        Packages packages;
        const auto all = packages.upload(0);
        packages.clock.advance(mls::kPackageLife + mls::kLifetimeTolerance + std::chrono::hours { 1 });
        (void)packages.upload(0);
        for (const QByteArray &package : all)
            QVERIFY(!packages.own.find(Packages::refOf(package))->has_value());
    }
};

QTEST_GUILESS_MAIN(TestOwnPackages)
#include "tst_ownpackages.moc"
