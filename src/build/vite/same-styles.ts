import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { AstroIntegration } from 'astro';

/**
 * The build writes the shared styles twice, once for the pages and once for their scripts: the same rules in the order in
 * which each of the two came upon them, as two files that every page loads. Afterwards there is one. Each component's
 * rules are its own, so their order is of no account.
 */
export function sameStyles(): AstroIntegration {
  return {
    name: 'same-styles',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir);
        const files = (await readdir(site, { recursive: true })).sort();
        const kept = new Map<string, string>();
        const same = new Map<string, string>();
        for (const file of files.filter((path) => /styles\.[\w-]+\.css$/.test(path))) {
          const rules = (await readFile(join(site, file), 'utf8')).split('}').sort().join('}');
          const first = kept.get(rules);
          if (first === undefined) kept.set(rules, file);
          else same.set(nameOf(file), nameOf(first));
          if (first !== undefined) await rm(join(site, file));
        }
        if (same.size === 0)
          throw new Error('The shared styles are no longer written twice: same-styles.ts can go.');
        for (const file of files.filter((path) => /\.(html|js)$/.test(path))) {
          const path = join(site, file);
          const text = await readFile(path, 'utf8');
          let changed = text;
          for (const [name, first] of same) {
            changed = changed
              .replace(new RegExp(`<link rel="stylesheet" href="[^"]*${name}">`), (link) =>
                text.includes(`${first}">`) ? '' : link,
              )
              .replaceAll(name, first);
          }
          if (changed !== text) await writeFile(path, changed);
        }
      },
    },
  };
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
