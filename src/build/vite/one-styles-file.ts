import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const link = /<link rel="stylesheet" href="[^"]*\/_astro\/(styles\.[\w-]+\.css)">/g;

/** Rules of styles, in an order of their own: which component's comes first makes no difference, as each knows its own elements. */
function rulesOf(css: string): string {
  return css.split('}').sort().join('}');
}

/**
 * Which of some style files say what another says already.
 *
 * @param files their texts by name
 * @param kept names that are referred to from elsewhere, and have to stay
 * @returns for each of them the one that says the same and stays
 */
export function repeatedStyles(
  files: ReadonlyMap<string, string>,
  kept: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const names = [...files.keys()].sort((one, other) => Number(kept.has(other)) - Number(kept.has(one)));
  const saidBy = new Map<string, string>();
  const twins = new Map<string, string>();
  for (const name of names) {
    const rules = rulesOf(files.get(name) ?? '');
    const first = saidBy.get(rules);
    if (first === undefined) saidBy.set(rules, name);
    else if (!kept.has(name)) twins.set(name, first);
  }
  return twins;
}

/** A page that links, instead of each file that is repeated, the one that stays, and none of them twice. */
export function linkedOnce(html: string, twins: ReadonlyMap<string, string>): string {
  const linked = new Set<string>();
  return html.replace(link, (whole, name: string) => {
    const stays = twins.get(name) ?? name;
    if (linked.has(stays)) return '';
    linked.add(stays);
    return whole.replace(name, () => stays);
  });
}

/**
 * Astro integration: pages and their islands are built one after the other, and their small styles come out twice, in
 * another order and so by another name. Pages link one of the two: that which the scripts name, if they do.
 */
export function oneStylesFile(): AstroIntegration {
  return {
    name: 'one-styles-file',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir);
        const paths = await readdir(site, { recursive: true });
        const read = (path: string) => readFile(join(site, path), 'utf8');
        const styles = paths.filter((path) => /_astro[\\/]styles\.[\w-]+\.css$/.test(path));
        const files = new Map(
          await Promise.all(
            styles.map(async (path) => [path.slice('_astro/'.length), await read(path)] as const),
          ),
        );
        const scripts = await Promise.all(
          paths.filter((path) => /_astro[\\/].*\.js$/.test(path)).map((path) => read(path)),
        );
        const kept = new Set(
          [...files.keys()].filter((name) => scripts.some((script) => script.includes(name))),
        );
        const twins = repeatedStyles(files, kept);
        for (const path of paths.filter((each) => each.endsWith('.html'))) {
          const html = await read(path);
          const once = linkedOnce(html, twins);
          if (once !== html) await writeFile(join(site, path), once);
        }
      },
    },
  };
}
