// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/extension.h"

#include <algorithm>

namespace pc::mls {

const Extension *Extensions::find(ExtensionType type) const
{
    const auto found = std::ranges::find(list, type, &Extension::type);
    return found == list.end() ? nullptr : &*found;
}

bool Extensions::hasDuplicates() const
{
    std::vector<ExtensionType> types;
    types.reserve(list.size());
    for (const Extension &extension : list)
        types.push_back(extension.type);
    std::ranges::sort(types);
    return std::ranges::adjacent_find(types) != types.end();
}

void Extensions::put(Extension extension)
{
    const auto found = std::ranges::find(list, extension.type, &Extension::type);
    if (found == list.end())
        list.push_back(std::move(extension));
    else
        *found = std::move(extension);
}

void Extensions::remove(ExtensionType type)
{
    std::erase_if(list, [type](const Extension &extension) { return extension.type == type; });
}

} // namespace pc::mls
