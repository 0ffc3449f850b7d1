/** The built site on localhost, as a public host would serve it. Asked without a client that mends addresses. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: ChildProcess;
let site: string;
let port: number;

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'site-'));
  await mkdir(join(site, 'dist/conv1'), { recursive: true });
  await writeFile(join(site, 'dist/conv1/index.html'), '<p>0123456789</p>');
  await writeFile(join(site, 'dist/404.html'), '<p>No such page</p>');
  const started = spawn(process.execPath, [resolve('src/setup/serve.mjs')], {
    cwd: site,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = started;
  const [said] = (await once(started.stdout, 'data')) as [Buffer];
  port = Number(/localhost:(\d+)/.exec(said.toString())?.[1]);
});
afterAll(async () => {
  server.kill();
  await rm(site, { recursive: true });
});

interface Answered {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

function ask(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answered> {
  return new Promise((answered, failed) => {
    const asked = request({ host: 'localhost', port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        answered({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    asked.on('error', failed);
    asked.end();
  });
}

test('a folder is redirected to its page, and no address to another host', async () => {
  const { status, headers } = await ask('/conv1?q=//x');
  expect([status, headers.location]).toEqual([308, '/conv1/?q=//x']);
  for (const path of ['//conv1', '//conv1/', '///conv1', '/conv1//', '//other.host/..']) {
    const answer = await ask(path);
    expect([path, answer.status, answer.headers.location]).toEqual([path, 404, undefined]);
    expect(answer.body).toBe('<p>No such page</p>');
  }
});

test('only GET and HEAD are answered', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
    const { status, headers } = await ask('/conv1/', {}, method);
    expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD']);
  }
  const { status, headers, body } = await ask('/conv1/', {}, 'HEAD');
  expect([status, headers['content-length'], body]).toEqual([200, '17', '']);
});

test('what a browser has is not sent again', async () => {
  const { headers } = await ask('/conv1/');
  const { etag = '' } = headers;
  const statuses = async (...asked: Record<string, string>[]) =>
    Promise.all(asked.map(async (each) => (await ask('/conv1/', each)).status));
  expect(
    await statuses(
      { 'if-none-match': etag },
      { 'if-none-match': `"other", ${etag}` },
      { 'if-none-match': '"other"' },
      // Compressed, it is another file.
      { 'if-none-match': etag, 'accept-encoding': 'br' },
    ),
  ).toEqual([304, 304, 200, 200]);
});

test('parts are sent as they are asked for', async () => {
  const part = async (range: string, more: Record<string, string> = {}) => {
    const { status, headers, body } = await ask('/conv1/', { range, 'accept-encoding': 'br', ...more });
    return [status, headers['content-range'], body];
  };
  expect(await part('bytes=3-5')).toEqual([206, 'bytes 3-5/17', '012']);
  expect(await part('bytes=-4')).toEqual([206, 'bytes 13-16/17', '</p>']);
  expect(await part('bytes=13-')).toEqual([206, 'bytes 13-16/17', '</p>']);
  expect(await part('bytes=13-99')).toEqual([206, 'bytes 13-16/17', '</p>']);
  expect(await part('bytes=17-')).toEqual([416, 'bytes */17', '']);
  expect(await part('lines=1-2')).toEqual([200, undefined, '<p>0123456789</p>']);
  expect(await part('bytes=3-5', { 'if-range': '"older"' })).toEqual([200, undefined, '<p>0123456789</p>']);
});
