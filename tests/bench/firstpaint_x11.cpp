// SPDX-License-Identifier: GPL-3.0-or-later
// Watches from outside how long a program takes until something is to be seen: the clock starts before exec, and what
// counts is what the X server has in the window, whatever the program believes. For a bare X server, without a window
// manager. Prints one JSON object; times in milliseconds, memory (of the program, after it settled) in kB.
//   pc_bench_firstpaint [--list] [--settle SECONDS] -- PROGRAM ARGUMENTS…
// "painted": the window shows more than one colour. "list": its left side, below search and filters, is full of rows.

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kPatience = 30'000;
constexpr int kLeastWindow = 200;
constexpr int kListLeft = 16;
constexpr int kListRight = 300;
constexpr int kListTop = 200;
constexpr int kListBottom = 600;
constexpr double kListShare = 0.3; ///< Of the scan lines there that show something.

struct Box
{
    int x, y, width, height;
};

struct Ending
{
    void operator()(XImage *image) const { XDestroyImage(image); }
};

// A window may go between a message about it and the question.
int ignore(Display *, XErrorEvent *)
{
    return 0;
}

class Watch
{
public:
    explicit Watch(Display *display)
        : m_display(display)
        , m_root(DefaultRootWindow(display))
    {
        int errorBase = 0;
        m_hasDamage = XDamageQueryExtension(display, &m_damageEvent, &errorBase);
        XSelectInput(display, m_root, SubstructureNotifyMask);
        XSync(display, False);
    }

    bool hasDamage() const { return m_hasDamage; }

    /// Until everything asked for was seen, or patience ends. False when the program ended before.
    bool follow(pid_t program, Clock::time_point start, bool wantsList)
    {
        const auto now = [start] { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); };
        while (now() < kPatience && (painted < 0 || (wantsList && list < 0))) {
            while (XPending(m_display))
                takeEvent(now);
            pollfd wait { ConnectionNumber(m_display), POLLIN, 0 };
            poll(&wait, 1, 100);
            if (waitpid(program, nullptr, WNOHANG) == program)
                return false;
        }
        return painted >= 0;
    }

    double mapped = -1;
    double painted = -1;
    double list = -1;

private:
    template<typename Now>
    void takeEvent(const Now &now)
    {
        XEvent event;
        XNextEvent(m_display, &event);
        if (event.type == MapNotify && m_window == None)
            adopt(event.xmap.window, now());
        else if (event.type == m_damageEvent + XDamageNotify)
            look(now());
    }

    void adopt(Window window, double at)
    {
        XWindowAttributes look;
        if (!XGetWindowAttributes(m_display, window, &look) || look.width < kLeastWindow || look.height < kLeastWindow)
            return;
        m_window = window;
        m_width = look.width;
        m_height = look.height;
        mapped = at;
        m_damage = XDamageCreate(m_display, window, XDamageReportNonEmpty);
        this->look(at); // it may have been painted already
    }

    void look(double at)
    {
        XDamageSubtract(m_display, m_damage, None, None);
        if (painted < 0 && inked({ 0, 0, m_width, m_height }) > 0)
            painted = at;
        const Box rows { kListLeft, kListTop, kListRight - kListLeft, std::min(m_height, kListBottom) - kListTop };
        if (painted >= 0 && list < 0 && m_width > kListRight && rows.height > 0 && inked(rows) >= kListShare)
            list = at;
    }

    /// The share of scan lines with more than one colour.
    double inked(const Box &box)
    {
        const std::unique_ptr<XImage, Ending> image(XGetImage(
            m_display, m_window, box.x, box.y, unsigned(box.width), unsigned(box.height), AllPlanes, ZPixmap));
        if (!image)
            return 0;
        int lines = 0;
        for (int y = 0; y < box.height; ++y) {
            const unsigned long first = XGetPixel(image.get(), 0, y);
            int x = 1;
            while (x < box.width && XGetPixel(image.get(), x, y) == first)
                ++x;
            lines += x < box.width;
        }
        return double(lines) / box.height;
    }

    Display *m_display;
    Window m_root;
    Window m_window = None;
    Damage m_damage = None;
    int m_damageEvent = 0;
    int m_width = 0;
    int m_height = 0;
    bool m_hasDamage = false;
};

long memoryOf(pid_t program, const char *name)
{
    std::ifstream file("/proc/" + std::to_string(program) + "/smaps_rollup");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind(name, 0) == 0)
            return std::atol(line.c_str() + std::strlen(name));
    }
    return -1;
}

pid_t start(char *const arguments[])
{
    const pid_t program = fork();
    if (program == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    return program;
}

void finish(pid_t program)
{
    kill(program, SIGTERM);
    for (int i = 0; i < 100; ++i) {
        if (waitpid(program, nullptr, WNOHANG) == program)
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    kill(program, SIGKILL);
    waitpid(program, nullptr, 0);
}

} // namespace

int main(int argc, char *argv[])
{
    bool wantsList = false;
    double settle = 0;
    int at = 1;
    for (; at < argc && std::strcmp(argv[at], "--") != 0; ++at) {
        if (std::strcmp(argv[at], "--list") == 0)
            wantsList = true;
        else if (std::strcmp(argv[at], "--settle") == 0 && at + 1 < argc)
            settle = std::atof(argv[++at]);
    }
    if (at + 1 >= argc) {
        std::fputs("pc_bench_firstpaint [--list] [--settle SECONDS] -- PROGRAM ARGUMENTS…\n", stderr);
        return 2;
    }
    XSetErrorHandler(ignore);
    Display *display = XOpenDisplay(nullptr);
    if (!display) {
        std::fputs("there is no X display\n", stderr);
        return 2;
    }
    Watch watch(display);
    if (!watch.hasDamage()) {
        std::fputs("the X server does not tell of damage\n", stderr);
        return 2;
    }
    const auto begin = Clock::now();
    const pid_t program = start(argv + at + 1);
    const bool seen = watch.follow(program, begin, wantsList);
    if (seen)
        std::this_thread::sleep_for(std::chrono::duration<double>(settle));
    std::printf("{\"mapped\": %.1f, \"painted\": %.1f, \"list\": %.1f, \"pss\": %ld, \"rss\": %ld}\n", watch.mapped,
        watch.painted, watch.list, memoryOf(program, "Pss:"), memoryOf(program, "Rss:"));
    finish(program);
    XCloseDisplay(display);
    return seen ? 0 : 1;
}
