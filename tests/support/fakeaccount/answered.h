// SPDX-License-Identifier: GPL-3.0-or-later
// A future that has its answer already.

#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QPromise>

#include <utility>

namespace pc::support {

template<typename T>
QFuture<Result<T>> answered(Result<T> value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace pc::support
