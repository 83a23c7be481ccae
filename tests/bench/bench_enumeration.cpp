// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the time of an answer tells who has an account: Welch's t-test between what exists and what does not, in turns, over
// a whole Accounts on a real file. Hashes are the cheapest, so that they hide nothing.
//
//   bench_enumeration [SAMPLES]      20,000 by default; |t| under 4.5 tells nothing
//
// The slowest hundredth of all samples is left out: that is the machine's, not the answer's.

#include "tests/unit/relay/accounts/accountsfixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

using namespace pc;
using namespace pc::test;
using namespace Qt::StringLiterals;

namespace {

struct Moments
{
    double mean = 0;
    double variance = 0;
    size_t count = 0;
};

Moments momentsOf(const std::vector<double> &samples, double limit)
{
    Moments found;
    double squares = 0;
    for (const double sample : samples) {
        if (sample > limit)
            continue;
        ++found.count;
        const double off = sample - found.mean;
        found.mean += off / double(found.count);
        squares += off * (sample - found.mean);
    }
    found.variance = squares / double(found.count - 1);
    return found;
}

double limitOf(const std::array<std::vector<double>, 2> &samples)
{
    std::vector<double> all = samples[0];
    all.insert(all.end(), samples[1].begin(), samples[1].end());
    const auto cut = all.begin() + std::ptrdiff_t(all.size() * 99 / 100);
    std::ranges::nth_element(all, cut);
    return *cut;
}

/// Each is asked as often, in an order that no answer can guess; `ask` says whether the answer was the expected refusal.
void judge(const char *what, int samples, const std::array<std::function<bool(int)>, 2> &ask)
{
    std::array<std::vector<double>, 2> took;
    SystemRandom random;
    QElapsedTimer timer;
    for (int i = 0; i < 2 * samples; ++i) {
        std::array<quint8, 1> coin {};
        random.fill(coin);
        const size_t which = coin[0] % 2;
        timer.start();
        if (!ask[which](i))
            qFatal("%s: another answer than expected", what);
        took[which].push_back(double(timer.nsecsElapsed()) / 1000);
    }
    const double limit = limitOf(took);
    const Moments a = momentsOf(took[0], limit);
    const Moments b = momentsOf(took[1], limit);
    const double t = (a.mean - b.mean) / std::sqrt(a.variance / double(a.count) + b.variance / double(b.count));
    std::printf("  %-44s %7.2f us, %7.2f us   t = %6.2f   must |t| < 4.5\n", what, a.mean, b.mean, t);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int samples = app.arguments().value(1, u"20000"_s).toInt();
    AccountsFixture relay;
    const SchoolId school = relay.school();
    relay.joined(school, u"somebody"_s);
    const UserId invited = relay.person(school, u"Invited"_s);
    const QString used = relay.inviteFor(invited);
    if (!relay.join(used, u"invited"_s, kPassword))
        qFatal("the invite was not taken");
    const QString unknown = QString(used).replace(0, 4, u"AAAA"_s);
    const auto refused = [](const auto &answer, Errc code) { return !answer && answer.code() == code; };

    judge("sign-in: wrong password, unknown name", samples,
        { [&](int) { return refused(relay.logIn(u"somebody"_s, u"wrong password"_s), Errc::Unauthenticated); },
            [&](int) { return refused(relay.logIn(u"somebodx"_s, u"wrong password"_s), Errc::Unauthenticated); } });
    judge("invite: used, never made", samples,
        { [&](int i) { return refused(relay.join(used, u"new%1"_s.arg(i), kPassword), Errc::NotFound); },
            [&](int i) { return refused(relay.join(unknown, u"new%1"_s.arg(i), kPassword), Errc::NotFound); } });
    return 0;
}
