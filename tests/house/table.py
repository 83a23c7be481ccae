# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom. A room may include itself and what its row lists; a row for a room that is not built yet does no
harm. The rows stand from the ground up: one lists only what stands above it, so that no circle can be written down."""

_CLIENT_VALUES = ["core/base", "core/chat", "core/people"]
_SHOWN = [*_CLIENT_VALUES, "core/session", "ui/models", "ui/style", "ui/words"]
_RELAY_GROUND = [
    "core/base", "core/crypto", "core/people", "core/wire", "core/sql", "core/mls_public", "core/identity",
    "core/archive",
]

USES = {
    # What both sides share.
    "core/base": [],
    "core/crypto": ["core/base"],
    "core/people": ["core/base"],
    "core/chat": ["core/base", "core/people"],
    "core/wire": ["core/base"],
    "core/sql": ["core/base", "core/crypto"],
    "core/mls_public": ["core/base", "core/crypto"],
    "core/identity": ["core/base", "core/crypto", "core/mls_public"],
    "core/archive": ["core/base", "core/crypto", "core/mls_public"],
    # The client without its windows.
    "core/linking": ["core/base", "core/crypto", "core/mls_public", "core/identity"],
    "core/mls": ["core/base", "core/crypto", "core/mls_public"],
    "core/recovery": [*_CLIENT_VALUES, "core/crypto", "core/mls_public", "core/archive", "core/linking"],
    "core/peerhistory": ["core/base", "core/crypto", "core/mls_public"],
    "core/store": [*_CLIENT_VALUES, "core/sql", "core/crypto"],
    "core/trust": [*_CLIENT_VALUES, "core/crypto", "core/identity", "core/mls_public", "core/sql", "core/store"],
    "core/groups": [
        *_CLIENT_VALUES, "core/crypto", "core/identity", "core/mls_public", "core/mls", "core/sql", "core/store",
        "core/trust",
    ],
    "core/search": [*_CLIENT_VALUES, "core/sql", "core/crypto"],
    "core/media": ["core/base", "core/crypto", "core/people", "core/chat"],
    "core/link": ["core/base", "core/wire"],
    "core/vault": ["core/base", "core/crypto"],
    "core/session": [
        *_CLIENT_VALUES, "core/crypto", "core/identity", "core/archive", "core/linking", "core/recovery", "core/wire", "core/sql",
        "core/peerhistory", "core/mls_public", "core/mls", "core/store", "core/trust", "core/groups", "core/search", "core/media", "core/link", "core/vault",
    ],
    # The relay: nothing that could open what a client sealed.
    "core/relay/front": ["core/base"],
    "core/relay/accounts": [*_RELAY_GROUND, "core/relay/front"],
    "core/relay/keys": _RELAY_GROUND,
    "core/relay/log": [*_RELAY_GROUND, "core/relay/accounts", "core/relay/keys"],
    "core/relay/hub": [*_RELAY_GROUND, "core/relay/front", "core/relay/accounts", "core/relay/keys", "core/relay/log"],
    "core/relay/session": [
        *_RELAY_GROUND, "core/relay/front", "core/relay/accounts", "core/relay/keys", "core/relay/log", "core/relay/hub",
    ],
    "core/relay/poll": [
        *_RELAY_GROUND, "core/relay/front", "core/relay/accounts", "core/relay/keys", "core/relay/log", "core/relay/hub",
        "core/relay/session",
    ],
    "core/relay": [
        *_RELAY_GROUND, "core/relay/front", "core/relay/accounts", "core/relay/keys", "core/relay/log", "core/relay/hub",
        "core/relay/session", "core/relay/poll",
    ],
    "core/relay/admin": [
        *_RELAY_GROUND, "core/relay/front", "core/relay/accounts", "core/relay/keys", "core/relay/log", "core/relay",
    ],
    # The interface.
    "ui/style": ["core/base"],
    "ui/models": [*_CLIENT_VALUES, "core/session"],
    "ui/words": [*_CLIENT_VALUES, "core/session", "ui/models"],
    "ui/pictures": ["core/base", "ui/models", "ui/style"],
    "ui/timeline": _SHOWN,
    "ui/compose": _SHOWN,
    "ui/sidebar": _SHOWN,
    "ui/account": [*_SHOWN, "ui/pictures"],
    "ui/window": [*_SHOWN, "ui/pictures", "ui/timeline", "ui/compose", "ui/sidebar", "ui/account"],
}

# Programs wire rooms together; each may use what stands for it here.
_CLIENT_ROOMS = [
    room for room in USES if not room.startswith(("core/relay", "ui/"))
]
PROGRAMS = {
    "app/relay": [*_RELAY_GROUND, *(room for room in USES if room.startswith("core/relay"))],
    "app/headless": _CLIENT_ROOMS,
    "app/client": [*_CLIENT_ROOMS, *(room for room in USES if room.startswith("ui/"))],
}

# Pure C++: what they include must compile where there is no Qt.
QT_FREE = ["core/mls_public", "core/mls"]

# Libraries with one door: a header that matches is included there and nowhere else in core, ui and app.
DOORS = {
    r"sodium(\.h|/.*)": ["core/crypto"],
    r"sqlite3\.h": ["core/sql"],
    r"QSql\w*": ["core/sql"],
    r"QWebSocket\w*": ["core/link"],
    r"qt6keychain/.*": ["core/vault"],
    r"toml\+\+/.*": ["core/relay/admin"],
    r"prometheus/.*": ["core/relay"],
    r"openssl/.*": ["core/relay/front"],
    r"qrencode\.h": ["ui/pictures"],
    r"ZXing/.*": ["ui/pictures"],
}

# Qt modules a room may include from, beside QtCore; app and tests choose for themselves.
_WIDGETS = ["QtGui", "QtWidgets"]
MODULES = {
    "core/sql": ["QtSql"],
    "core/link": ["QtNetwork", "QtWebSockets"],
    "core/session": ["QtNetwork"],
    "core/media": ["QtGui"],
    "core/relay": ["QtNetwork"],
    "core/relay/admin": ["QtNetwork"],
    "core/relay/front": ["QtNetwork"],
    "core/relay/accounts": ["QtNetwork"],
    "ui/models": ["QtGui"],
    "ui/words": ["QtGui"],
    "ui/style": [*_WIDGETS, "QtDBus"],
    "ui/pictures": [*_WIDGETS, "QtMultimedia"],
    "ui/timeline": _WIDGETS,
    "ui/compose": _WIDGETS,
    "ui/sidebar": _WIDGETS,
    "ui/account": [*_WIDGETS, "QtPrintSupport"],
    "ui/window": [*_WIDGETS, "QtDBus", "QtNetwork"],
}


def room_of(path):
    """The row that a file or an include path belongs to: the longest one that it lies under, else None."""
    rows = [row for row in (*USES, *PROGRAMS) if path.startswith(row + "/")]
    return max(rows, key=len, default=None)


def allowed(room):
    return {room, *USES.get(room, []), *PROGRAMS.get(room, [])}
