// SPDX-License-Identifier: GPL-3.0-or-later
// whenDone: what to do with a session's answer, on the context's own loop. If the context is gone by then, nothing:
// QFuture::then() of Qt 6.4 asserts that its context still lives, and windows close while answers are on their way.

#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace pc::ui {

/// `done` gets the future's result; it is not called when the future was cancelled.
template<typename T, typename Done>
void whenDone(const QFuture<T> &future, QObject *context, Done done)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            done(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace pc::ui
