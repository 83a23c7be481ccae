// SPDX-License-Identifier: GPL-3.0-or-later
// Disk: one device's store, opened once a process and empty at the beginning of each history; and the moments at which it
// refuses or its computer dies. Disks: all that a history needs, the relay's too.

#pragma once

#include "core/store/store.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

struct sqlite3;

namespace pc::histories {

enum class Death : quint8 {
    BeforeCommit, ///< Which is undone.
    AfterCommit,
};

class Disk
{
public:
    explicit Disk(const QString &path);
    ~Disk();
    Disk(const Disk &) = delete;
    Disk &operator=(const Disk &) = delete;

    /// As a new device has it.
    void wipe();

    /// The computer dies at the `commit`th commit from now. From then on nothing is kept any more, until revive().
    void dieAt(Death death, int commit, std::function<void()> dies);
    bool isDead() const { return m_isDead; }
    void revive();

    /// Nothing can be written while it is.
    void setFull(bool isFull);

    store::Store &store() { return *m_store; }

    /// A statement of a judge's own, behind the store's back; each row as one list.
    QVariantList rows(const QString &sql) const;

private:
    static int onCommit(void *self);
    bool mayCommit();

    std::unique_ptr<store::Store> m_store;
    QString m_connection;
    sqlite3 *m_engine = nullptr;
    std::optional<Death> m_death;
    int m_left = 0;
    bool m_isDead = false;
    bool m_isFull = false;
    std::function<void()> m_dies;
};

class Disks
{
public:
    explicit Disks(int devices);

    Disk &of(size_t device) { return *m_disks.at(device); }

    /// A folder with a relay's database that holds a school and its conversations, the same each time.
    QString layRelay(const std::function<void(const QString &folder)> &prepare);

private:
    QTemporaryDir m_folder;
    std::vector<std::unique_ptr<Disk>> m_disks;
};

} // namespace pc::histories
