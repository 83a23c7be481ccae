// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/picturefile.h"

#include "ui/pictures/codereader.h"

#include <QFile>
#include <QImageReader>
#include <QMimeData>
#include <QPromise>
#include <QThread>
#include <QUrl>

#include <algorithm>
#include <array>

namespace pc::pictures {

namespace {

constexpr std::array<const char *, 4> kKinds { "png", "jpeg", "webp", "bmp" };

Error noPicture(const char *why)
{
    return { Errc::Unsupported, QLatin1StringView(why) };
}

Result<QImage> loadFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return { Errc::Disk, QStringLiteral("the picture cannot be opened") };
    return loadPicture(file);
}

Result<QString> readNow(const PickedPicture &picked)
{
    const QImage *held = std::get_if<QImage>(&picked);
    const Result<QImage> image = held ? Result<QImage>(*held) : loadFile(std::get<QString>(picked));
    if (!image)
        return image.error();
    const auto text = readCode(*image);
    if (!text)
        return { Errc::NotFound, QStringLiteral("no code in the picture") };
    return *text;
}

} // namespace

Result<QImage> loadPicture(QIODevice &device)
{
    if (device.isSequential())
        return noPicture("not a file");
    if (device.size() > kMostFileBytes)
        return { Errc::TooLarge, QStringLiteral("a picture's file is too large") };
    QImageReader::setAllocationLimit(kMostDecoderMegabytes);
    QImageReader reader(&device);
    reader.setAutoTransform(true);
    const QByteArray kind = reader.format(); // by its content
    if (std::ranges::none_of(kKinds, [&](const char *known) { return kind == known; }))
        return noPicture("not a kind of picture that is read");
    const QSize size = reader.size();
    if (size.isEmpty() || (reader.supportsAnimation() && reader.imageCount() > 1))
        return noPicture("no single picture");
    if (qint64(size.width()) * size.height() > kMostPixels)
        return { Errc::TooLarge, QStringLiteral("a picture has too many pixels") };
    if (std::max(size.width(), size.height()) > kMostReadSide)
        reader.setScaledSize(size.scaled(kMostReadSide, kMostReadSide, Qt::KeepAspectRatio).expandedTo({ 1, 1 }));
    QImage image = reader.read();
    if (image.isNull())
        return noPicture("a damaged picture");
    return image;
}

std::optional<PickedPicture> pictureIn(const QMimeData &data)
{
    if (data.hasImage()) {
        QImageReader::setAllocationLimit(kMostDecoderMegabytes);
        const auto image = qvariant_cast<QImage>(data.imageData());
        if (!image.isNull() && qint64(image.width()) * image.height() <= kMostPixels)
            return image;
    }
    const QList<QUrl> urls = data.urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        return urls.first().toLocalFile();
    return std::nullopt;
}

QFuture<Result<QString>> readPicture(PickedPicture picked)
{
    QPromise<Result<QString>> promise;
    promise.start();
    const QFuture<Result<QString>> answer = promise.future();
    auto *thread = QThread::create([promise = std::move(promise), picked = std::move(picked)]() mutable {
        promise.addResult(readNow(picked));
        promise.finish();
    });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start(QThread::LowPriority);
    return answer;
}

} // namespace pc::pictures
