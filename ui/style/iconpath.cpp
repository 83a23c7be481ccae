// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/iconpath.h"

#include <QString>
#include <QStringList>

#include <array>

namespace pc::style {
namespace {

// How many numbers follow a command; -1 for letters that are none.
int argumentCount(QChar command)
{
    switch (command.unicode()) {
    case 'M':
    case 'L':
        return 2;
    case 'O':
    case 'D':
        return 3;
    case 'Q':
        return 4;
    case 'A':
    case 'R':
        return 5;
    case 'C':
        return 6;
    case 'Z':
        return 0;
    default:
        return -1;
    }
}

using Numbers = std::array<double, 6>;

void append(IconPath &path, QChar command, const Numbers &n)
{
    switch (command.unicode()) {
    case 'M':
        path.lines.moveTo(n[0], n[1]);
        break;
    case 'L':
        path.lines.lineTo(n[0], n[1]);
        break;
    case 'Q':
        path.lines.quadTo(n[0], n[1], n[2], n[3]);
        break;
    case 'C':
        path.lines.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5]);
        break;
    case 'Z':
        path.lines.closeSubpath();
        break;
    case 'O':
        path.lines.addEllipse({ n[0], n[1] }, n[2], n[2]);
        break;
    case 'D':
        path.dots.addEllipse({ n[0], n[1] }, n[2], n[2]);
        break;
    case 'A': {
        const QRectF box(n[0] - n[2], n[1] - n[2], 2 * n[2], 2 * n[2]);
        path.lines.arcMoveTo(box, n[3]);
        path.lines.arcTo(box, n[3], n[4]);
        break;
    }
    case 'R':
        path.lines.addRoundedRect(n[0], n[1], n[2], n[3], n[4], n[4]);
        break;
    default:
        Q_UNREACHABLE();
    }
}

} // namespace

IconPath parseIconPath(QLatin1StringView text)
{
    IconPath path;
    const QStringList words = QString(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (qsizetype at = 0; at < words.size();) {
        const QChar command = words.at(at).at(0);
        const int count = words.at(at).size() == 1 ? argumentCount(command) : -1;
        if (count < 0 || at + count >= words.size())
            return path;
        Numbers numbers {};
        for (int i = 0; i < count; ++i) {
            bool isNumber = false;
            numbers[std::size_t(i)] = words.at(at + 1 + i).toDouble(&isNumber);
            if (!isNumber)
                return path;
        }
        append(path, command, numbers);
        at += count + 1;
    }
    return path;
}

} // namespace pc::style
