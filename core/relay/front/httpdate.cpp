// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/httpdate.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace pc::relay::front {

std::string httpDate(int64_t seconds)
{
    static constexpr std::array<const char *, 7> kDays { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static constexpr std::array<const char *, 12> kMonths { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
        "Sep", "Oct", "Nov", "Dec" };
    using namespace std::chrono;
    const sys_seconds time { std::chrono::seconds { seconds } };
    const sys_days day = floor<days>(time);
    const year_month_day date { day };
    const hh_mm_ss clock { time - day };
    std::array<char, 64> text {};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", kDays[weekday { day }.c_encoding()],
        static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return text.data();
}

} // namespace pc::relay::front
