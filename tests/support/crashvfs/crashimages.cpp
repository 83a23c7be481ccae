// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/crashvfs/crashimages.h"

#include <algorithm>
#include <utility>

namespace pc::test {

namespace {

constexpr qint64 kSectorBytes = 512;

void put(QByteArray &content, qint64 offset, QByteArrayView bytes)
{
    if (content.size() < offset + bytes.size())
        content.resize(offset + bytes.size(), '\0');
    std::copy(bytes.begin(), bytes.end(), content.begin() + offset);
}

void apply(QByteArray &content, const DiskOp &op)
{
    if (op.kind == DiskOp::Kind::Write)
        put(content, op.offset, op.bytes);
    else if (op.kind == DiskOp::Kind::Truncate)
        content.resize(op.offset, '\0');
}

/// Calls with each sector's share of a write.
template<typename Visit>
void eachSector(const DiskOp &op, Visit visit)
{
    for (qint64 at = op.offset; at < op.offset + op.bytes.size();) {
        const qint64 sector = at / kSectorBytes;
        const qint64 end = std::min((sector + 1) * kSectorBytes, op.offset + op.bytes.size());
        visit(sector, at, QByteArrayView(op.bytes).sliced(at - op.offset, end - at));
        at = end;
    }
}

/// In order, and of the last one only some sectors.
QByteArray torn(QByteArray content, const std::vector<const DiskOp *> &pending, std::mt19937_64 &random)
{
    const size_t whole = random() % (pending.size() + 1);
    for (size_t i = 0; i < whole; ++i)
        apply(content, *pending[i]);
    if (whole < pending.size() && pending[whole]->kind == DiskOp::Kind::Write) {
        eachSector(*pending[whole], [&](qint64, qint64 at, QByteArrayView part) {
            if (random() % 2 == 0)
                put(content, at, part);
        });
    }
    return content;
}

/// Each sector as it was after some of the operations, most often after none or all; the size likewise.
QByteArray reordered(QByteArray content, const std::vector<const DiskOp *> &pending, std::mt19937_64 &random)
{
    const auto moment = [&] {
        const quint64 kind = random() % 3;
        return kind == 0 ? size_t(0) : kind == 1 ? pending.size() : size_t(random() % (pending.size() + 1));
    };
    std::map<qint64, size_t> moments;
    const size_t resized = moment();
    for (size_t i = 0; i < pending.size(); ++i) {
        if (pending[i]->kind == DiskOp::Kind::Truncate) {
            if (i < resized)
                apply(content, *pending[i]);
            continue;
        }
        eachSector(*pending[i], [&](qint64 sector, qint64 at, QByteArrayView part) {
            const auto [found, isNew] = moments.try_emplace(sector, 0);
            if (isNew)
                found->second = moment();
            if (i < found->second)
                put(content, at, part);
        });
    }
    return content;
}

} // namespace

CrashImages::CrashImages(const DiskLog &log)
    : m_log(log)
{
    for (const LoggedFile &file : log.files())
        m_states.push_back({ file.before, {}, true, false });
    std::vector<bool> isMadeLater(m_states.size(), false);
    for (const DiskOp &op : log.operations()) {
        if (op.kind == DiskOp::Kind::Create)
            isMadeLater[op.file] = true;
    }
    for (size_t file = 0; file < m_states.size(); ++file) {
        if (!isMadeLater[file])
            m_byPath[log.files()[file].path].push_back(file);
    }
}

void CrashImages::advanceTo(size_t position)
{
    Q_ASSERT(position >= m_position);
    for (; m_position < position; ++m_position)
        apply(m_log.operations()[m_position]);
}

void CrashImages::apply(const DiskOp &op)
{
    State &state = m_states[op.file];
    switch (op.kind) {
    case DiskOp::Kind::Create:
        state.isSafe = false;
        m_byPath[m_log.files()[op.file].path].push_back(op.file);
        break;
    case DiskOp::Kind::Write:
    case DiskOp::Kind::Truncate:
        state.pending.push_back(&op);
        break;
    case DiskOp::Kind::Sync:
        for (const DiskOp *done : std::exchange(state.pending, {}))
            test::apply(state.safe, *done);
        state.isSafe = true; // SQLite syncs the folder of what it makes with the file's first sync
        m_byPath[m_log.files()[op.file].path] = { op.file };
        break;
    case DiskOp::Kind::Remove:
        state.isRemoved = true;
        break;
    }
}

CrashImages::Image CrashImages::make(CrashShape shape, std::mt19937_64 &random) const
{
    Image image;
    for (const auto &[path, files] : m_byPath) {
        // From the newest to the oldest that may have been left.
        for (auto file = files.rbegin(); file != files.rend(); ++file) {
            const State &state = m_states[*file];
            const bool isUncertain = state.isRemoved || !state.isSafe;
            const bool isThere = shape == CrashShape::Kept ? !state.isRemoved
                : shape == CrashShape::Dropped             ? state.isSafe
                                                           : !isUncertain || random() % 2 == 0;
            if (isThere) {
                image.insert_or_assign(path, contentOf(state, shape, random));
                break;
            }
            if (shape == CrashShape::Kept)
                break; // what was before it is gone
        }
    }
    return image;
}

QByteArray CrashImages::contentOf(const State &state, CrashShape shape, std::mt19937_64 &random) const
{
    QByteArray content = state.safe;
    switch (shape) {
    case CrashShape::Dropped:
        break;
    case CrashShape::Kept:
        for (const DiskOp *op : state.pending)
            test::apply(content, *op);
        break;
    case CrashShape::Torn:
        return torn(std::move(content), state.pending, random);
    case CrashShape::Reordered:
        return reordered(std::move(content), state.pending, random);
    }
    return content;
}

} // namespace pc::test
