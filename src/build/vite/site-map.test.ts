import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteMap } from './site-map';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function build(config: { site?: string; base: string }): Promise<void> {
  const { hooks } = siteMap();
  await hooks['astro:config:done']?.({ config } as never);
  await hooks['astro:build:done']?.({
    dir: pathToFileURL(`${folder}/`),
    pages: ['', 'setup/', 'conv1/', '404/'].map((pathname) => ({ pathname })),
    logger: { info: () => undefined },
  } as never);
}

test.each([
  ['https://example.org', '/', 'https://example.org/'],
  ['https://example.org', '/alexnet', 'https://example.org/alexnet/'],
  ['https://example.org', '/alexnet/', 'https://example.org/alexnet/'],
])('at %s with the base path %s every page is listed by its whole address', async (site, base, home) => {
  await build({ site, base });
  const map = await readFile(join(folder, 'sitemap.xml'), 'utf8');
  expect([...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual([
    home,
    `${home}conv1/`,
    `${home}setup/`,
  ]);
  expect(await readFile(join(folder, 'robots.txt'), 'utf8')).toContain(`\nSitemap: ${home}sitemap.xml\n`);
});

test('without an address there is neither', async () => {
  await build({ base: '/' });
  expect(await readdir(folder)).toEqual([]);
});
