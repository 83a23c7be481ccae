// SPDX-License-Identifier: GPL-3.0-or-later
// npm's ws against the relay's front on 127.0.0.1. Run by peer_ws.py.
'use strict';

const assert = require('node:assert');
const http = require('node:http');
const { once } = require('node:events');
const { WebSocket } = require('ws');

const port = Number(process.argv[2]);
const url = `ws://127.0.0.1:${port}/v1/socket`;

async function open(protocols = [], options = {}) {
    const socket = new WebSocket(url, protocols, options);
    socket.inbox = [];
    socket.on('message', (data, isBinary) => {
        socket.inbox.push(isBinary ? data : data.toString());
        socket.emit('arrived');
    });
    await once(socket, 'open');
    return socket;
}

async function next(socket) {
    while (socket.inbox.length === 0)
        await once(socket, 'arrived');
    return socket.inbox.shift();
}

const cases = {
    async 'messages of every size come back'() {
        const socket = await open();
        for (const size of [0, 1, 125, 126, 65535, 65536, 1_000_000]) {
            socket.send('t'.repeat(size));
            assert.strictEqual(await next(socket), 't'.repeat(size));
            const bytes = Buffer.alloc(size, 0xf7);
            socket.send(bytes);
            assert.ok(bytes.equals(await next(socket)));
        }
        socket.close();
        await once(socket, 'close');
    },

    async 'compression is offered and not agreed to'() {
        const socket = await open([], { perMessageDeflate: true });
        assert.strictEqual(socket.extensions, '');
        socket.terminate();
    },

    async 'fragments are joined, with a ping in between'() {
        const socket = await open();
        socket.send('one ', { fin: false });
        socket.ping('here?');
        socket.send('two ', { fin: false });
        socket.send('three', { fin: true });
        const [payload] = await once(socket, 'pong');
        assert.strictEqual(payload.toString(), 'here?');
        assert.strictEqual(await next(socket), 'one two three');
        socket.terminate();
    },

    async 'the close comes back with its code'() {
        const socket = await open();
        socket.close(4321, 'reason');
        const [code] = await once(socket, 'close');
        assert.strictEqual(code, 4321);
    },

    async 'the first subprotocol is chosen'() {
        const socket = await open(['parentconnect.v1.json', 'parentconnect.v1.cbor']);
        assert.strictEqual(socket.protocol, 'parentconnect.v1.json');
        socket.terminate();
    },

    async 'more than two pings a second end with 1008'() {
        const socket = await open();
        for (let i = 0; i < 10; ++i)
            socket.ping();
        const [code] = await once(socket, 'close');
        assert.strictEqual(code, 1008);
    },

    async 'a message over the limit ends with 1009'() {
        const socket = await open();
        socket.send(Buffer.alloc(1024 * 1024 + 1));
        const [code] = await once(socket, 'close');
        assert.strictEqual(code, 1009);
    },

    async 'unmasked frames end with 1002'() {
        const socket = await open();
        socket.send('bare', { mask: false });
        const [code] = await once(socket, 'close');
        assert.strictEqual(code, 1002);
    },

    async 'an old version is told which one is spoken'() {
        const socket = new WebSocket(url, [], { protocolVersion: 8 });
        socket.on('error', () => {});
        const [, response] = await once(socket, 'unexpected-response');
        assert.strictEqual(response.statusCode, 426);
        assert.strictEqual(response.headers['sec-websocket-version'], '13');
        socket.terminate();
    },

    async 'a foreign origin gets 403 and a listed one a socket'() {
        const refused = new WebSocket(url, [], { origin: 'http://evil.example' });
        refused.on('error', () => {});
        const [, response] = await once(refused, 'unexpected-response');
        assert.strictEqual(response.statusCode, 403);
        refused.terminate();
        (await open([], { origin: 'http://good.example' })).terminate();
    },

    async 'three hundred sockets echo at once'() {
        const sockets = await Promise.all(Array.from({ length: 300 }, () => open()));
        await Promise.all(sockets.map(async (socket, i) => {
            socket.send(`mine ${i}`);
            assert.strictEqual(await next(socket), `mine ${i}`);
            socket.terminate();
        }));
    },

    async 'HTTP of node is understood: kept alive, chunked, expecting, in a row'() {
        const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
        const ask = (options, body) => new Promise((resolve, reject) => {
            const request = http.request({ port, host: '127.0.0.1', agent, ...options }, (response) => {
                let text = '';
                response.on('data', (part) => { text += part; });
                response.on('end', () => resolve({ status: response.statusCode, text }));
            });
            request.on('error', reject);
            if (options.headers && options.headers.expect)
                request.on('continue', () => request.end(body));
            else
                request.end(body);
        });
        assert.deepStrictEqual(await ask({ path: '/a' }), { status: 200, text: 'GET /a\n' });
        assert.deepStrictEqual(await ask({ path: '/b', method: 'POST', headers: { 'transfer-encoding': 'chunked' } }, 'body'),
            { status: 200, text: 'POST /b\nbody' });
        assert.deepStrictEqual(await ask({ path: '/c', method: 'PUT', headers: { expect: '100-continue' } }, 'late'),
            { status: 200, text: 'PUT /c\nlate' });
        assert.strictEqual((await ask({ path: '/d/../e' })).status, 400);
        agent.destroy();
    },
};

(async () => {
    for (const [name, run] of Object.entries(cases)) {
        await run();
        console.log(`ok: ${name}`);
    }
})().catch((error) => {
    console.error(error);
    process.exit(1);
});
