// SPDX-License-Identifier: GPL-3.0-or-later
// DiskCut: lays aside a store's files as a power cut would leave them just before or just after one of its commits. The
// process goes on for the moment; whoever holds this sees to it that nobody hears of it any more.

#pragma once

#include <QString>

#include <functional>

struct sqlite3;

namespace pc::sim {

enum class CutAt : quint8 {
    BeforeCommit,
    AfterCommit,
};

/// All files of one folder, in the place of what is in the other.
void copyFolder(const QString &from, const QString &to);

/// Every page of a connection's database as it is written, in the clear, those among them that nothing uses.
QByteArray pagesOf(const QString &connection);

class DiskCut
{
public:
    /// At the `commit`th commit from now (1: the next one) of `connection`, which lives on this thread and has its file in
    /// `folder`, copies that to `image` and calls `isCut`, once. The connection must end before this.
    DiskCut(const QString &connection, const QString &folder, const QString &image, int commit, CutAt at,
        std::function<void()> isCut);

    DiskCut(const DiskCut &) = delete;
    DiskCut &operator=(const DiskCut &) = delete;

private:
    static int beforeCommit(void *self);
    static int afterCommit(void *self, sqlite3 *, const char *, int);
    void cut();

    const QString m_folder;
    const QString m_image;
    const CutAt m_at;
    const std::function<void()> m_isCut;
    int m_left;
};

} // namespace pc::sim
