// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>
#include <utility>

namespace pc::session {

/// Runs `work` on `context`'s loop, later, whichever thread asks. The future is finished by the reply that `work` gets;
/// it is cancelled when nobody will ever give one, because `context` went.
template<typename T>
QFuture<Result<T>> promised(QObject *context, std::function<void(std::function<void(Result<T>)>)> work)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    QMetaObject::invokeMethod(
        context,
        [promise, work = std::move(work)] {
            work([promise](Result<T> result) {
                promise->addResult(std::move(result));
                promise->finish();
            });
        },
        Qt::QueuedConnection);
    return future;
}

} // namespace pc::session
