/**
 * Serves the built site from `dist`, compressed as a public host would: `node src/setup/serve.mjs [PORT [FOLDER]]`
 * on the port named and no other, else on the first free one from 4321. It stands below BASE_PATH, as it was built.
 */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { basePath } from './base-path.mjs';

const root = resolve(process.argv[3] ?? 'dist');
const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const compressed = new Set([
  '.html',
  '.css',
  '.js',
  '.json',
  '.txt',
  '.md',
  '.xml',
  '.webmanifest',
  '.svg',
  '.wasm',
]);
const encoders = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** What has been compressed, by encoding and file. */
const packed = new Map();

/** The file's bytes in the encoding. One of `_astro` never changes under its name: it is compressed once. */
async function pack(encoding, file, bytes) {
  const key = `${encoding} ${file}`;
  const body = packed.get(key) ?? (await encoders[encoding](bytes));
  if (file.startsWith(join(root, '_astro') + sep)) packed.set(key, body);
  return body;
}

/** The file a path asks for; '' asks for a redirect to the folder; null if there is none. */
async function fileFor(pathname) {
  if (`${pathname}/` === basePath) return '';
  if (!pathname.startsWith(basePath)) return null;
  const path = join(root, pathname.slice(basePath.length));
  if (path !== root && !path.startsWith(root + sep)) return null;
  const entry = await stat(path).catch(() => null);
  if (entry?.isFile()) return path;
  if (!entry?.isDirectory()) return null;
  if (!pathname.endsWith('/')) return '';
  const index = join(path, 'index.html');
  return existsSync(index) ? index : null;
}

/** Whether the browser has what it would get. */
function isKnown({ 'if-none-match': tags }, tag) {
  return tags !== undefined && (tags === '*' || tags.split(/\s*,\s*/).includes(tag));
}

/** The part of the bytes that is asked for, [first, last]; null for all of them; undefined if there is no such part. */
function partOf({ range, 'if-range': condition }, size, tag) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return null;
  if (condition !== undefined && condition !== tag) return null;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first <= last ? [first, last] : undefined;
}

async function answer(request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const [pathname, search] = request.url.split(/(?=\?)(.*)/s);
  // As an address, what begins with two slashes would be on another host.
  let file = pathname.includes('//') ? null : await fileFor(decodeURIComponent(pathname));
  if (file === '') {
    response.writeHead(308, { location: `${pathname}/${search ?? ''}` }).end();
    return;
  }
  const found = file !== null;
  file ??= join(root, '404.html');
  const extension = extname(file);
  const entry = await stat(file).catch(() => null);
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding =
    compressed.has(extension) && request.headers.range === undefined
      ? Object.keys(encoders).find((name) => accepted.includes(name))
      : undefined;
  // Astro puts a hash of the content into these names: such a file is never asked for again.
  const isImmutable = pathname.startsWith(`${basePath}_astro/`);
  const tag = `"${[entry?.size, entry?.mtimeMs, encoding].join('-')}"`;
  const headers = {
    'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(compressed.has(extension) && { vary: 'accept-encoding' }),
    ...(found && !isImmutable && { etag: tag }),
  };
  if (found && isKnown(request.headers, tag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const bytes = entry ? await readFile(file) : Buffer.from('Not found.');
  const part = found ? partOf(request.headers, bytes.length, tag) : null;
  if (part === undefined) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const whole = encoding ? await pack(encoding, file, bytes) : bytes;
  const body = part ? whole.subarray(part[0], part[1] + 1) : whole;
  response.writeHead(part ? 206 : found ? 200 : 404, {
    ...headers,
    'content-type': types[extension] ?? 'application/octet-stream',
    'content-length': body.length,
    ...(part && { 'content-range': `bytes ${part.join('-')}/${bytes.length}` }),
    ...(encoding && { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    response.writeHead(400).end();
  });
});
const wanted = Number(process.argv[2] ?? 0);
let port = wanted || 4321;
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || wanted || port >= 4420) {
    console.error(`The site cannot be served on port ${port}: ${error.message}`);
    process.exit(1);
  }
  port += 1;
  server.listen(port, 'localhost');
});
server.on('listening', () => console.log(`\n  AlexNet, cell by cell: http://localhost:${port}${basePath}\n`));
if (!existsSync(root)) {
  console.error('There is no built site yet: run `npm start`, or `npm run build` first.');
  process.exit(1);
}
server.listen(port, 'localhost');
