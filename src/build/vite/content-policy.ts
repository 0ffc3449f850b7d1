import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * What pages may load: files of the site itself. Formulas and code carry their styles in attributes, the search is
 * WebAssembly, and the browser may make pictures out of a reader's files.
 */
const policy = (inlineScripts: readonly string[]) =>
  [
    `default-src 'self'`,
    `script-src 'self' 'wasm-unsafe-eval' ${inlineScripts.join(' ')}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' blob: data:`,
    `font-src 'self' data:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs;

function hashes(html: string): string[] {
  return [...html.matchAll(inlineScript)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}

/**
 * Astro integration: every built page gets the site's Content-Security-Policy. It is the same on all of them: a page
 * that the reader turns to comes into the document of the one before, and what that forbids stays forbidden. What
 * brings a policy of its own keeps it.
 */
export function contentPolicy(): AstroIntegration {
  return {
    name: 'content-policy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir);
        const paths = (await readdir(site, { recursive: true })).filter((path) => path.endsWith('.html'));
        const files = await Promise.all(
          paths.map(async (path) => ({ path, html: await readFile(join(site, path), 'utf8') })),
        );
        const pages = files.filter(({ html }) => !html.includes('Content-Security-Policy'));
        const known = new Set(pages.flatMap(({ html }) => hashes(html)));
        const meta = `<meta http-equiv="Content-Security-Policy" content="${policy([...known].sort())}">`;
        for (const { path, html } of pages)
          await writeFile(join(site, path), html.replace('<meta charset="utf-8">', `$&${meta}`));
      },
    },
  };
}
