#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks themselves, on small trees: one that keeps every rule, and that one with a single fault each."""
import pathlib
import tempfile
import unittest

import binary
import check
import includes
from table import USES
from tree import Tree, blank_comments

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
CMAKE = "# SPDX-License-Identifier: GPL-3.0-or-later\n"

GOOD = {
    "CMakeLists.txt": CMAKE,
    "ARCHITECTURE.md": "The rooms `core/base`, `core/wire` and `ui/style`; see core/wire/codec.h.\n",
    "core/base/CMakeLists.txt": CMAKE + "pc_room(core/base SOURCES a.cpp HEADERS time.h LINKS Qt6::Core)\n",
    "core/base/README.md": "# base\n",
    "core/base/time.h": SPDX + "#pragma once\n#include <QString>\n",
    "core/wire/CMakeLists.txt": CMAKE + "pc_room(core/wire\n  SOURCES b.cpp # core/store\n  USES core/base\n  LINKS Qt6::Core)\n",
    "core/wire/README.md": "# wire\n",
    "core/wire/codec.h": SPDX + '#pragma once\n#include "core/base/time.h"\n',
    "core/wire/codec.cpp": SPDX + '#include "core/wire/codec.h"\n// "SELECT " + processEvents()\n',
    "ui/style/CMakeLists.txt": CMAKE + "pc_room(ui/style USES core/base)\n",
    "ui/style/README.md": "# style\n",
    "ui/style/picture.cpp": SPDX + "Row::Row()\n    : m_icon(new QLabel(this))\n{\n}\n",
    "ui/style/hint.cpp": SPDX + "#include <QLabel>\nauto l = new QLabel; l->setTextFormat(Qt::PlainText);\n",
    "app/relay/main.cpp": SPDX + "int main() { return QCoreApplication::exec(); }\n",
    "tests/unit/wire/tst_codec.cpp": SPDX + '#include "core/wire/codec.h"\n#include "examples.h"\n#include "tst_codec.moc"\n',
}

# check: faults, each a tree of files that replace or join the good ones
FAULTS = {
    "table": [
        {"core/wire/CMakeLists.txt": CMAKE + "pc_room(core/wire USES core/base core/store)\n"},
        {"core/attic/CMakeLists.txt": CMAKE + "pc_room(core/attic)\n", "core/attic/README.md": "#\n"},
        {"app/spy/main.cpp": SPDX},
    ],
    "rows": [
        {"core/base/time.h": SPDX + '#include "core/wire/codec.h"\n'},
        {"core/wire/codec.h": SPDX + '  #  include "ui/style/hint.cpp"\n'},
        {"core/wire/codec.h": SPDX + '#include "core/base/gone.h"\n'},
        {"core/wire/codec.cpp": SPDX + '#include "codec.h"\n'},
        {"core/wire/codec.cpp": SPDX + '#include "tests/support/twin.h"\n'},
        {"core/stray.h": SPDX},
        {"core/relay/hub/hub.cpp": SPDX + '#include "core/store/store.h"\n', "core/store/store.h": SPDX},
    ],
    "names": [
        {"core/wire/codec.h": SPDX + "#include <QtWidgets/QWidget>\n"},
        {"tests/unit/wire/tst_codec.cpp": SPDX + "#include <QtCore/QString>\n"},
        {"core/wire/codec.h": SPDX + "#include <core/base/time.h>\n"},
    ],
    "borrowed": [
        {
            "core/wire/codec.cpp": SPDX + "namespace {\nconstexpr int kSoon { 1 };\n} // namespace\n",
            "core/wire/b.cpp": SPDX + "int wait() { return kSoon; }\n",
        },
        {
            "core/wire/codec.cpp": SPDX + "namespace {\nint half(int n)\n{\n    return n / 2;\n}\n} // namespace\n",
            "core/wire/b.cpp": SPDX + "int wait() { return half(4); }\n",
        },
        {
            "core/wire/codec.cpp": SPDX + "template<typename T>\nT Codec::guarded(T then)\n{\n    return then;\n}\n",
            "core/wire/codec_more.cpp": SPDX + "void Codec::go()\n{\n    guarded<int>(1);\n}\n",
        },
    ],
    "doors": [
        {"core/wire/codec.cpp": SPDX + "#include <sodium.h>\n"},
        {"core/wire/codec.cpp": SPDX + "#include <sodium/core.h>\n"},
        {"app/relay/main.cpp": SPDX + "#include <QSqlQuery>\n"},
        {"ui/style/hint.cpp": SPDX + "#include <qt6keychain/keychain.h>\n"},
    ],
    "circles": [
        {
            "core/base/time.h": SPDX + '#include "core/base/clock.h"\n',
            "core/base/clock.h": SPDX + '#include "core/base/time.h"\n',
        },
        {"core/base/time.h": SPDX + '#include "core/wire/codec.h"\n'},
    ],
    "modules": [{"core/wire/codec.h": SPDX + "#include <QWidget>\n"}],
    "qt-free": [
        {"core/mls/group.h": SPDX + "#include <QString>\n"},
        {"core/mls/group.h": SPDX, "core/mls/group.cpp": SPDX + "#include <QString>\n"},
        {"core/mls_public/tree.h": SPDX + '#include "core/base/time.h"\n'},
    ],
    "licence": [
        {"core/base/time.h": "#pragma once\n"},
        {"core/base/CMakeLists.txt": "pc_room(core/base)\n"},
        {"packaging/start": "#!/bin/sh\necho\n"},
        {"core/store/schema/0001_first.sql": "-- first\n"},
    ],
    "length": [{"core/base/time.h": SPDX + "\n" * 400}, {"tests/unit/wire/tst_codec.cpp": SPDX + "\n" * 800}],
    "readmes": [{"core/wire/README.md": None}],
    "map": [
        {"ARCHITECTURE.md": "Only `core/base` and `core/wire`.\n"},
        {"ARCHITECTURE.md": GOOD["ARCHITECTURE.md"] + "And `core/attic`.\n"},
    ],
    "sql": [
        {"core/sql/a.cpp": SPDX + 'q.exec("SELECT a FROM t WHERE b = " + name);\n'},
        {"core/sql/a.cpp": SPDX + 'q.exec(QStringLiteral("DELETE FROM t WHERE b = \'%1\'").arg(name));\n'},
        {"core/store/a.cpp": SPDX + 'auto s = u"UPDATE t "\n  "SET a = "\n  + value;\n'},
    ],
    "labels": [{"ui/style/hint.cpp": SPDX + "auto l = new QLabel(title);\n"}],
    "todos": [{"core/base/time.h": SPDX + "// TODO: later\n"}],
    "processEvents": [{"core/wire/codec.cpp": SPDX + "QCoreApplication::processEvents();\n"}],
    "nested loop": [{"core/base/time.h": SPDX + "QEventLoop loop;\n"}],
    "exec": [{"ui/style/hint.cpp": SPDX + "dialog.exec();\n"}, {"app/relay/start.cpp": SPDX + "app->exec();\n"}],
    "asking dialogs": [{"ui/style/hint.cpp": SPDX + "QMessageBox::question(this, a, b);\n"}],
    "rich text": [{"ui/style/hint.cpp": SPDX + "label->setTextFormat(Qt::RichText);\n"}],
    "slots behind #if": [
        {"tests/unit/wire/tst_codec.cpp": SPDX + "class A\n{\n#ifdef Q_OS_UNIX\n    void aClaim();\n#endif\n};\n"},
    ],
    "unnamed logging": [{"core/base/time.h": SPDX + 'qDebug() << "x";\n'}],
    "untyped logging": [{"core/relay/log/entry.h": SPDX + 'qCInfo(lcLog) << name;\n'}],
    "time": [
        {"core/wire/codec.cpp": SPDX + "auto now = std::chrono::steady_clock::now();\n"},
        {"core/wire/codec.cpp": SPDX + "auto now = QDateTime::currentDateTimeUtc();\n"},
        {"core/base/other.h": SPDX + "auto now = std::time(nullptr);\n"},
        {"core/base/other.h": SPDX + "QElapsedTimer timer;\n"},
    ],
    "randomness": [
        {"core/wire/codec.cpp": SPDX + "auto id = QUuid::createUuid();\n"},
        {"core/wire/codec.cpp": SPDX + "auto chance = QRandomGenerator::global()->bounded(6);\n"},
        {"core/base/time.h": SPDX + "int chance = rand() % 6;\n"},
        {"core/base/time.h": SPDX + "std::random_device device;\n"},
    ],
    "disk": [
        {"core/wire/codec.cpp": SPDX + "QFile file(path);\n"},
        {"core/base/time.h": SPDX + "std::ofstream out;\n"},
    ],
    "network": [
        {"core/wire/codec.cpp": SPDX + "QTcpSocket socket;\n"},
        {"core/base/time.h": SPDX + "int s = ::socket(AF_INET, SOCK_STREAM, 0);\n"},
    ],
    "string connect": [{"ui/style/hint.cpp": SPDX + "connect(a, SIGNAL(b()), c, SLOT(d()));\n"}],
    "singleShot(0)": [{"ui/style/hint.cpp": SPDX + "QTimer::singleShot(0, this, f);\n"}],
    "dead code": [{"core/base/time.h": SPDX + "#if 0\n#endif\n"}],
    "exceptions": [{"core/base/time.h": SPDX + "void f() { throw 1; }\n"}],
}


class HouseTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.qt = pathlib.Path(self.folder.name, "qt")
        for header in ("QtCore/QString", "QtWidgets/QWidget", "QtWidgets/QLabel", "QtSql/QSqlQuery"):
            self.qt.joinpath(header).parent.mkdir(parents=True, exist_ok=True)
            self.qt.joinpath(header).touch()

    def findings(self, changes):
        with tempfile.TemporaryDirectory() as root:
            for path, text in {**GOOD, **changes}.items():
                if text is not None:
                    target = pathlib.Path(root, path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text(text)
            found, _, _ = check.run(Tree(root), qt_headers=self.qt, compiler="c++")
            return found

    def test_a_tree_that_keeps_the_rules_has_no_findings(self):
        self.assertEqual(self.findings({}), [])

    def test_every_fault_is_found_by_its_check(self):
        for name, faults in FAULTS.items():
            for changes in faults:
                with self.subTest(check=name, changes=changes):
                    self.assertIn(name, [found for found, _ in self.findings(changes)])

    def test_every_check_has_a_fault_that_it_must_find(self):
        names = {*check.source_checks(), "map", "modules", "qt-free"}
        self.assertEqual(names - set(FAULTS), set())

    def test_a_tree_without_a_map_says_that_it_skips_the_map(self):
        with tempfile.TemporaryDirectory() as root:
            _, skipped, _ = check.run(Tree(root))
        self.assertEqual(set(skipped), {"map", "modules", "qt-free", "relay"})

    def test_a_row_may_not_use_what_stands_below_it(self):
        USES["core/base"].append("core/wire")
        self.addCleanup(USES["core/base"].remove, "core/wire")
        self.assertIn("table", [name for name, _ in self.findings({})])

    def test_words_in_comments_and_texts_are_not_code(self):
        text = '// "a"\nx = "// no";/* \' */ y = \'"\'; z = R"(" // )";'
        self.assertEqual(blank_comments(text), '      \nx = "// no";        y = \'"\'; z = R"(" // )";')

    def test_includes_in_comments_do_not_count(self):
        with tempfile.TemporaryDirectory() as root:
            pathlib.Path(root, "a.h").write_text('/*\n#include "no.h"\n*/\n#include "yes.h" // why\n')
            self.assertEqual(list(includes.includes(Tree(root), "a.h")), [(4, True, "yes.h")])


class RelayTest(unittest.TestCase):
    PROGRAM = pathlib.Path("parentconnect-relay")
    LIBRARIES = "\tlinux-vdso.so.1 (0x7f)\n\tlibglib-2.0.so.0 => /usr/lib/libglib-2.0.so.0 (0x7f)\n\tlibQt6Core.so.6 => /usr/lib/libQt6Core.so.6 (0x7f)\n"
    NAMES = "0000 T pc::relay::Relay::start()\n0000 T main\n"

    def relay_findings(self, libraries, names, archive=None):
        answers = {"ldd": libraries, "nm": names}
        original = binary._output
        self.addCleanup(setattr, binary, "_output", original)
        binary._output = lambda tool, *_: answers[tool]
        return list(binary.check_relay(self.PROGRAM, archive))

    def test_a_relay_of_its_own_rooms_passes(self):
        self.assertEqual(self.relay_findings(self.LIBRARIES, self.NAMES), [])

    def test_an_interface_library_is_found(self):
        for library in ("libQt6Gui.so.6", "libQt6Widgets.so.6", "libqt6keychain.so.1", "libQt6Keychain.so.1", "libGL.so.1", "libX11.so.6"):
            self.assertTrue(self.relay_findings(self.LIBRARIES + f"\t{library} => /x (0x1)\n", self.NAMES), library)

    def test_what_could_open_messages_is_found(self):
        for room in ("store", "vault", "session"):
            self.assertTrue(self.relay_findings(self.LIBRARIES, self.NAMES + f"0000 T pc::{room}::f(int)\n"), room)

    def test_what_opens_mls_messages_is_known_by_its_archive(self):
        original = binary.strong_names
        self.addCleanup(setattr, binary, "strong_names", original)
        binary.strong_names = lambda _: {"pc::mls::Group::decrypt(int)"}
        archive = pathlib.Path(__file__)  # any file that is there
        following = self.NAMES + "0000 T pc::mls::PublicGroup::f(int)\n"
        self.assertEqual(self.relay_findings(self.LIBRARIES, following, archive), [])
        opening = following + "0000 T pc::mls::Group::decrypt(int)\n"
        self.assertTrue(self.relay_findings(self.LIBRARIES, opening, archive))

    def test_the_relays_own_session_is_not_the_clients(self):
        self.assertEqual(self.relay_findings(self.LIBRARIES, "0000 T pc::relay::session::f()\n"), [])

    def test_a_stripped_relay_proves_nothing(self):
        self.assertTrue(self.relay_findings(self.LIBRARIES, ""))


if __name__ == "__main__":
    unittest.main()
