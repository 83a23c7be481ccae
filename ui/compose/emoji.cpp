// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compose/emoji.h"

namespace pc::compose {

QStringList offeredEmoji()
{
    static const QString all = QStringLiteral("👍 👎 👏 🙏 👋 🙌 💪 👌 "
                                              "😀 😄 😁 😅 😂 🙂 😉 😊 "
                                              "😍 🥰 😘 😋 😎 🤔 🤗 🤩 "
                                              "😐 🙄 😏 😴 🤒 🤕 🤧 😷 "
                                              "😕 😟 🙁 😢 😭 😤 😡 😱 "
                                              "❤️ 🧡 💛 💚 💙 💜 🎉 🎈 "
                                              "🎂 🎁 ⭐ 🌟 ☀️ 🌧️ ❄️ 🌈 "
                                              "🏫 📚 ✏️ 🎒 🚌 🚲 ⚽ 🎨 "
                                              "🍎 🥪 🥛 🍕 🐶 🐱 🌳 🌸 "
                                              "✅ ❌ ❓ ❗ ⏰ 📅 📷 🎵");
    return all.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace pc::compose
