// SPDX-License-Identifier: GPL-3.0-or-later
// One JSON object a line on standard input, one answer a line on standard output: what both JavaScript adapters share.
// README.md beside this file says what the operations are.

import { createInterface } from "node:readline";
import { webcrypto } from "node:crypto";

// Debian 12's node has the object, but not yet under its global name.
globalThis.crypto ??= webcrypto;

export class Unsupported extends Error {}

/** For what the library behind an adapter has no way to do. */
export function unsupported() {
    throw new Unsupported("unsupported");
}

export function hex(bytes) {
    return Buffer.from(bytes).toString("hex");
}

export function bytes(text) {
    if (typeof text !== "string" || !/^([0-9a-f]{2})*$/.test(text)) throw new Error("not in hex");
    return new Uint8Array(Buffer.from(text, "hex"));
}

/** A length of RFC 9420, section 2.1.2, in front of the bytes. */
export function withLength(content) {
    const length = content.length;
    const prefix =
        length < 0x40 ? [length]
        : length < 0x4000 ? [0x40 | (length >> 8), length & 0xff]
        : [0x80 | (length >>> 24), (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
    return new Uint8Array([...prefix, ...content]);
}

/** The content of the vector at a place, and the place behind it. */
export function vectorAt(encoded, at) {
    const size = 1 << (encoded[at] >> 6);
    let length = encoded[at] & 0x3f;
    for (let i = 1; i < size; ++i) length = length * 256 + encoded[at + i];
    const end = at + size + length;
    if (size > 4 || !(end <= encoded.length)) throw new Error("not a vector");
    return [encoded.slice(at + size, end), end];
}

/** The content of a vector that fills the bytes to their end. */
export function withoutLength(encoded) {
    const [content, end] = vectorAt(encoded, 0);
    if (end !== encoded.length) throw new Error("bytes behind a vector");
    return content;
}

/** Answers each line in its order; an operation that fails says so, and the next one is read. */
export async function serve(operations, describe = (error) => String(error?.message ?? error)) {
    for await (const line of createInterface({ input: process.stdin })) {
        let answer;
        try {
            const request = JSON.parse(line);
            const operation = operations[request.op] ?? unsupported;
            answer = { ok: true, ...(await operation(request)) };
        } catch (error) {
            answer = { ok: false, error: describe(error) };
        }
        process.stdout.write(JSON.stringify(answer) + "\n");
    }
}
