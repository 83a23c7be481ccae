# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that have no place in our sources. Each gate says where it looks, what it finds and why; an exception names its
file and its reason."""
import re

from tree import blank_comments, line_of


class Gate:
    def __init__(self, tops, pattern, why, except_in=None):
        self.tops = tops
        self.pattern = re.compile(pattern, re.MULTILINE)
        self.why = why
        self.except_in = except_in or {}

    def check(self, tree):
        for path in tree.sources(*self.tops):
            if any(re.fullmatch(place, path) for place in self.except_in):
                continue
            text = blank_comments(tree.text(path), and_strings=True)
            for match in self.pattern.finditer(text):
                yield f"{path}:{line_of(text, match.start())}: {match.group().strip()}: {self.why}"


PRODUCT = ("core", "ui", "app")
MAIN = {r"app/\w+/main\.cpp": "the one loop of a program"}

GATES = {
    "processEvents": Gate(
        PRODUCT, r"\bprocessEvents\s*\(", "no loop inside a loop",
        except_in={
            r"core/relay/front/epolldispatcher_\w+\.(h|cpp)": "an event dispatcher implements it",
            r"tests/unit/relay/front/tst_eventdispatcher\w*\.cpp": "it is what these test",
        },
    ),
    "nested loop": Gate(
        PRODUCT, r"\bQEventLoop\s+\w|\bQEventLoop\s*[({]|\bQEventLoopLocker\b", "no loop inside a loop",
        except_in={
            r"core/relay/front/epolldispatcher_\w+\.(h|cpp)": "an event dispatcher takes its flags",
        },
    ),
    "exec": Gate(("ui", "app"), r"(\.|->|::)exec\s*\(", "no loop inside a loop; use open() or show()", except_in=MAIN),
    "asking dialogs": Gate(
        PRODUCT,
        r"\bQMessageBox::(question|warning|information|critical|about)\s*\(|\bQFileDialog::get\w+\s*\(|\bQInputDialog::get\w+\s*\(",
        "the static form runs a nested loop; use open()",
    ),
    "rich text": Gate(
        PRODUCT, r"\bQt::(RichText|AutoText|MarkdownText)\b|\b(set|insert|append)Html\s*\(|\bsetMarkdown\s*\(",
        "foreign text is plain text",
    ),
    "unnamed logging": Gate(
        PRODUCT, r"\bq(Debug|Info|Warning|Critical)\s*\(|\bstd::(cout|cerr)\b", "log by a category of core/base/log.h",
        except_in={
            r"app/\w+/\w+\.cpp": "a program may speak to its terminal",
        },
    ),
    "untyped logging": Gate(
        ("core/relay",), r"\bqC(Debug|Info|Warning|Critical)\s*\(", "the relay logs typed fields; use LogLine",
    ),
    "time": Gate(
        ("core",),
        r"\b(steady|system|high_resolution)_clock\b|\bQ(DateTime|Date|Time)::current\w*|\bQElapsedTimer\b|\bQDeadlineTimer\b"
        r"|\bQTimer\b|\bclock_gettime\b|\bgettimeofday\b|(?<![.>\w])(std::)?time\s*\(\s*(0|nullptr|NULL)\s*\)",
        "time comes through a Clock, which a simulation can own",
        except_in={
            r"core/base/clock\.cpp": "the system's clock",
            r"core/base/time\.h": "what kinds of time there are",
            r"core/relay/front/timerqueue\.h": "an event dispatcher: the system's timers run on it",
            r"core/relay/processreadings_linux\.cpp": "the processor time of this process",
            r"core/relay/admin/workfolder\.cpp": "the age of a folder is told by the clock that dated it",
            r"core/relay/admin/admin(client|socket)\.cpp": "a command waits for a relay beside it, and a relay for a command",
        },
    ),
    "randomness": Gate(
        ("core",),
        r"\bQRandomGenerator\b|\bQUuid::createUuid|\bstd::random_device\b|\bmt19937\w*|(?<![.>\w])s?rand\s*\(|\bgetrandom\b"
        r"|\bgetentropy\b|\barc4random\w*|\brandombytes_\w+",
        "randomness comes through a Random, keys from a crypto::RandomSource: a simulation can own both",
        except_in={
            r"core/base/random\.cpp": "the operating system's generator",
            r"core/crypto/(secret|random|randomsource)\.cpp": "where keys come from",
        },
    ),
    "disk": Gate(
        ("core",), r"\bQ(Save|Temporary|Lock)?File\b|\bQTemporaryDir\b|\bQStorageInfo\b|\bQSettings\b|\bstd::\w*fstream\b|\bfopen\s*\(",
        "what is kept goes through core/sql and core/vault, whose disk a test can own",
        except_in={
            r"core/base/(diskspace|durable_\w+|newfolder)\.(h|cpp)|core/base/durable\.h": "how full a disk is, and that a file lies on it",
            r"core/sql/\w+\.(h|cpp)": "owns database files",
            r"core/vault/atomicfile\.cpp": "owns the files of a profile's secrets",
            r"core/session/(profilefolder\.(h|cpp)|profilevault\.cpp|storekey\.cpp)": "where a profile lies, and what to make of its files",
            r"core/relay/admin/(backup|config|doctor|secretfile|workfolder)\.(h|cpp)": "commands of administrators, each over in one go",
            r"core/relay/log/erasurelist\.cpp": "stands beside the database, to outlive it",
            r"core/relay/admin/adminclient\.cpp": "whether a relay runs there",
            r"core/relay/front/tlscontext\.cpp": "reads certificates",
            r"core/relay/processreadings_linux\.cpp": "reads what the kernel tells of this process",
            r"core/relay/relay\.cpp": "makes the folder, and tells its room to who measures",
        },
    ),
    "network": Gate(
        ("core",), r"\bQ(Tcp|Udp|Local|Ssl)(Socket|Server)\b|\bQNetworkAccessManager\b|(?<!\w)::(socket|bind|accept4?)\s*\(",
        "the client speaks through core/link, the relay through core/relay/front: a simulation stands in their place",
        except_in={
            r"core/link/(socket|httpcaller|network|selftest)\.(h|cpp)": "the client's door, and what tries it",
            r"core/relay/front/socket_posix\.cpp": "the relay's door",
            r"core/relay/admin/admin(client|socket)\.(h|cpp)": "a command beside the relay",
        },
    ),
    "string connect": Gate((*PRODUCT, "tests"), r"\b(SIGNAL|SLOT)\s*\(", "connect by pointer to member"),
    "singleShot(0)": Gate(PRODUCT, r"\bsingleShot\s*\(\s*0\b", "a timer does not repair an order of events"),
    "dead code": Gate((*PRODUCT, "tests"), r"^\s*#\s*if\s+0\b", "history keeps what is gone"),
    "slots behind #if": Gate(
        ("tests",), r"^#\s*if.*\n {4}(?=\S)", "moc reads no headers for a test, and would leave the slot out; put it into the body",
        except_in={
            r"(?!.*/tst_\w+\.cpp).*": "has no slots that are tests",
        },
    ),
    "exceptions": Gate((*PRODUCT, "tests"), r"\bthrow\b|\btry\s*\{|\bcatch\s*\(", "what can fail gives a Result"),
}
_SQL_WORD = re.compile(r'"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|ATTACH|PRAGMA|VACUUM)\b')
_JOINED = re.compile(r"\.arg\s*\(|\+|%1")
SQL_FROM_PARTS = {
    "core/sql/tablecopy.cpp": "a table's name takes no bound value; the names are those of our own schema",
    "core/sql/survey.cpp": "a table's name takes no bound value; the names are those of the file's own schema, quoted",
    "core/sql/migrator.cpp": "PRAGMA user_version takes no bound value; the number is the program's own",
}


def check_sql(tree):
    """A statement of SQL that is put together from parts: .arg(), + or a numbered place in the same expression."""
    for path in tree.sources(*PRODUCT):
        if path in SQL_FROM_PARTS:
            continue
        text = blank_comments(tree.text(path))
        for match in _SQL_WORD.finditer(text):
            statement = text[match.start():_end_of_expression(text, match.start())]
            outside = re.sub(r'"(?:\\.|[^"\\])*"', '""', statement)
            if _JOINED.search(outside) or "%1" in statement:
                yield f"{path}:{line_of(text, match.start())}: SQL from parts; bind values instead"


def _end_of_expression(text, start):
    """Where the full expression around a literal ends: at the next semicolon outside of texts."""
    end = start
    for token in re.finditer(r'"(?:\\.|[^"\\])*"|;', text[start:]):
        end = start + token.end()
        if token.group() == ";":
            break
    return end


_LABEL = re.compile(r"[^;\n]*(\bnew\s+QLabel\b|make_unique<QLabel>|\bQLabel\s+\w+\s*[;{(])")
_PICTURE = re.compile(r"icon|picture|pixmap|avatar|badge", re.I)


def check_labels(tree):
    """A label that shows text says that it is plain: QLabel guesses otherwise. One named for a picture shows none."""
    for path in tree.sources("ui", "app"):
        if not path.endswith(".cpp"):
            continue
        text = blank_comments(tree.text(path), and_strings=True)
        for made in _LABEL.finditer(text):
            if "Qt::PlainText" not in text and not _PICTURE.search(made.group()):
                yield f"{path}:{line_of(text, made.start())}: makes a QLabel and never says Qt::PlainText"


def check_todos(tree):
    for path in tree.sources(*PRODUCT, "tests"):
        text = tree.text(path)
        for match in re.finditer(r"\b(TODO(?!\(#\d+\))|FIXME|XXX)\b", text):
            yield f"{path}:{line_of(text, match.start())}: {match.group()} without an issue"
