// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakesession/fakelog.h"

#include <algorithm>
#include <utility>

namespace pc::support {

void FakeLog::generate(qint64 count, Generator generator)
{
    Q_ASSERT(size() == 0);
    m_generated = count;
    m_generator = std::move(generator);
}

chat::Message FakeLog::at(qint64 index) const
{
    Q_ASSERT(index >= 0 && index < size());
    if (index >= m_generated)
        return m_added[size_t(index - m_generated)];
    if (const auto changed = m_changed.constFind(index); changed != m_changed.cend())
        return *changed;
    return m_generator(index);
}

qint64 FakeLog::lowerBound(chat::OrderKey order) const
{
    if (order.raw() <= m_generated)
        return std::max(order.raw() - 1, qint64(0));
    const auto found = std::ranges::lower_bound(m_added, order, {}, &chat::Message::order);
    return m_generated + qint64(found - m_added.begin());
}

qint64 FakeLog::firstAfter(Seq seq) const
{
    return lowerBound(chat::OrderKey { seq.raw() + 1 });
}

void FakeLog::insert(const chat::Message &message)
{
    Q_ASSERT(message.order.raw() > m_generated);
    const auto place = std::ranges::lower_bound(m_added, message.order, {}, &chat::Message::order);
    m_added.insert(place, message);
}

bool FakeLog::remove(MessageId id)
{
    return std::erase_if(m_added, [id](const chat::Message &m) { return m.id == id; }) > 0;
}

const chat::Message *FakeLog::find(MessageId id) const
{
    const auto added = std::ranges::find(m_added, id, &chat::Message::id);
    if (added != m_added.end())
        return &*added;
    const auto changed
        = std::find_if(m_changed.cbegin(), m_changed.cend(), [id](const chat::Message &m) { return m.id == id; });
    return changed == m_changed.cend() ? nullptr : &*changed;
}

void FakeLog::replace(const chat::Message &message)
{
    if (message.order.raw() <= m_generated) {
        m_changed.insert(message.order.raw() - 1, message);
        return;
    }
    remove(message.id);
    insert(message);
}

chat::Page FakeLog::run(qint64 first, qint64 end) const
{
    first = std::clamp(first, qint64(0), size());
    end = std::clamp(end, first, size());
    chat::Page page;
    page.messages.reserve(size_t(end - first));
    for (qint64 i = first; i < end; ++i)
        page.messages.push_back(at(i));
    page.atStart = first == 0;
    page.atEnd = end == size();
    page.before = first;
    page.total = size();
    return page;
}

chat::Page FakeLog::page(const chat::PageRequest &request, Seq readUpTo) const
{
    using Anchor = chat::PageRequest::Anchor;
    const qint64 limit = std::clamp(request.limit, 1, 500);
    const auto around = [&](qint64 index) {
        const qint64 first = std::clamp(index - limit / 2, qint64(0), std::max(size() - limit, qint64(0)));
        return run(first, first + limit);
    };
    switch (request.anchor) {
    case Anchor::Newest:
        return run(size() - limit, size());
    case Anchor::FirstUnread:
        return around(firstAfter(readUpTo));
    case Anchor::Before: {
        const qint64 end = lowerBound(request.key);
        return run(end - limit, end);
    }
    case Anchor::After: {
        const qint64 first = lowerBound(chat::OrderKey { request.key.raw() + 1 });
        return run(first, first + limit);
    }
    case Anchor::Around:
        return around(lowerBound(request.key));
    }
    return {};
}

} // namespace pc::support
