// SPDX-License-Identifier: GPL-3.0-or-later
// LayoutCache: rows that were laid out, by (version, width), the least used forgotten first. Long texts weigh more, so
// that memory is bounded whatever people write.

#pragma once

#include "ui/timeline/rowlayout.h"

#include <QCache>
#include <QHash>

#include <memory>

namespace pc::ui {

class LayoutCache
{
public:
    struct Key
    {
        quint64 version = 0;
        int width = 0;

        bool operator==(const Key &) const = default;
    };

    LayoutCache();

    /// Valid until the next insert() or clear().
    const RowLayout *find(const Key &key) const { return m_layouts.object(key); }

    /// Takes it and gives it back, valid until the next insert().
    const RowLayout *insert(const Key &key, std::unique_ptr<RowLayout> layout);
    void clear() { m_layouts.clear(); }
    int count() const { return int(m_layouts.count()); }

private:
    QCache<Key, RowLayout> m_layouts;
};

inline size_t qHash(const LayoutCache::Key &key, size_t seed = 0) noexcept
{
    return qHashMulti(seed, key.version, key.width);
}

} // namespace pc::ui
