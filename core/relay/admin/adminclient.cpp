// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/adminclient.h"

#include "core/relay/admin/adminsocket.h"
#include "core/relay/store.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QLocalSocket>

#include <algorithm>
#include <future>
#include <utility>

namespace pc::relay::admin {

namespace {

constexpr int kConnectMs = 2'000;
constexpr int kAnswerMs = 30'000;
constexpr qint64 kLongestAnswer = 16 * 1024 * 1024;

Result<QByteArray> readAnswer(QLocalSocket &socket)
{
    QElapsedTimer waited;
    waited.start();
    QByteArray bytes;
    while (!bytes.contains('\n')) {
        const int left = int(std::max<qint64>(0, kAnswerMs - waited.elapsed()));
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(left))
            break;
        bytes += socket.readAll();
        if (bytes.size() > kLongestAnswer)
            return { Errc::TooLarge, QStringLiteral("the relay's answer is too long") };
    }
    if (!bytes.contains('\n'))
        return { Errc::Timeout, QStringLiteral("the relay did not answer") };
    return bytes;
}

} // namespace

Result<QJsonObject> askRelay(const RelayOptions &options, const QJsonObject &request)
{
    auto answer = askRunningRelay(options.dataDirectory, request);
    if (answer || answer.code() != Errc::NotFound)
        return answer;
    answer = askStoredRelay(options, request);
    if (!answer && answer.code() == Errc::Locked) {
        return { Errc::Locked,
            QStringLiteral("a relay has %1 open, but does not answer administrators").arg(options.dataDirectory) };
    }
    return answer;
}

Result<QJsonObject> askRunningRelay(const QString &dataDirectory, const QJsonObject &request)
{
    QLocalSocket socket;
    socket.connectToServer(adminSocketPath(dataDirectory));
    if (!socket.waitForConnected(kConnectMs))
        return { Errc::NotFound, QStringLiteral("no relay answers in %1").arg(dataDirectory) };
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    socket.flush();
    const auto bytes = readAnswer(socket);
    if (!bytes)
        return bytes.error();
    const QJsonDocument answer = QJsonDocument::fromJson(*bytes);
    if (!answer.isObject())
        return { Errc::Invalid, QStringLiteral("the relay's answer is not understood") };
    return answer.object();
}

Result<QJsonObject> askStoredRelay(const RelayOptions &options, const QJsonObject &request)
{
    if (!QDir().mkpath(options.dataDirectory))
        return { Errc::Disk, QStringLiteral("%1 cannot be made").arg(options.dataDirectory) };
    QFile::setPermissions(
        options.dataDirectory, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    SystemClock clock;
    SystemRandom random;
    StoreOptions storeOptions;
    storeOptions.log = { options.limits.groupMembers, options.limits };
    storeOptions.path = options.dataDirectory + QStringLiteral("/relay.db");
    auto store = Store::open(storeOptions, clock, random);
    if (!store)
        return store.error();
    auto started
        = accounts::Accounts::start((*store)->writer(), (*store)->reader(), clock, random, {}, options.accounts);
    if (!started)
        return started.error();
    std::promise<QJsonObject> promise;
    auto future = promise.get_future();
    AdminDesk desk(**started, (*store)->log());
    desk.handle(request, [&promise](QJsonObject answer) { promise.set_value(std::move(answer)); });
    QJsonObject answer = future.get();
    (*started)->stop();
    (*store)->close();
    return answer;
}

} // namespace pc::relay::admin
