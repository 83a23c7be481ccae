# SPDX-License-Identifier: GPL-3.0-or-later
"""A message as a relay sees it: a PrivateMessage of the conversation's first group, in epoch 0 (RFC 9420, section 6.3)."""
import base64
import secrets


def vector(value):
    size = len(value)
    return (bytes([size]) if size < 64 else (0x4000 | size).to_bytes(2, "big")) + value


def sealed(conversation):
    """What nobody opens, in base64url, for the conversation of these 16 bytes."""
    content = (b"\0\1\0\2" + vector(conversation + b"\0\0\0\0") + bytes(8) + b"\1" + vector(bytes(32)) + vector(bytes(28))
               + vector(secrets.token_bytes(150)))
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
