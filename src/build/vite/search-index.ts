import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/** What a page shows beside its text: controls, drawings, and what stands in another place already. */
const left = [
  'button, input, svg, style, script, template, noscript',
  // A formula stands in the page twice; of one in the line its MathML is kept, and without its source.
  '.maths-display, .katex-html, annotation',
  '.chapter-number, .chapter-turn, .stepper-place, .landing table',
  '.cell .margin, .cell .bar, .picker, [data-output="model"], .unscripted',
  // What cells print is the same in chapter after chapter, and once more in the stepper.
  '[data-output="text"], [role="grid"]',
];

/** Of what Pagefind writes, the search itself: its interfaces and what another language needs are left. */
const wanted =
  /^(pagefind(-worker)?\.js|pagefind-entry\.json|wasm\.en\.pagefind|[^/]+\.pf_meta|(fragment|index)\/.*)$/;

/**
 * The built page has no space between the cells of a table and the parts of a heading: their words would run together.
 * The mark of an exercise that is done is not shown to who has not done it.
 */
const spaced = (html: string) =>
  html
    .replace(/<\/t[dh]>/g, '$& ')
    .replace(/<h[1-6][ >].*?<\/h[1-6]>/gs, (heading) =>
      heading.replace(/<(\w+)[^>]* hidden>[^<]*<\/\1>/g, '').replaceAll('</span>', '</span> '),
    );

/** The address below the site's root of a built page, by its path in the built site. */
const urlOf = (path: string) => `/${path.split(sep).slice(0, -1).join('/')}/`.replace('//', '/');

/**
 * Astro integration: after the build every page's text is indexed for the search, into `pagefind/` beside the pages.
 * The build fails if that cannot be done.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        const orFail = (errors: readonly string[]) => {
          if (errors.length > 0) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
        };
        try {
          const { index, errors } = await createIndex({
            rootSelector: 'main',
            excludeSelectors: left.flatMap((selectors) => selectors.split(', ')),
          });
          orFail(errors);
          if (!index) throw new Error('The search index cannot be made: Pagefind did not start.');
          const pages = (await readdir(site, { recursive: true })).filter((path) =>
            path.endsWith('index.html'),
          );
          for (const path of pages) {
            const content = spaced(await readFile(join(site, path), 'utf8'));
            orFail((await index.addHTMLFile({ url: urlOf(path), content })).errors);
          }
          const built = await index.getFiles();
          orFail(built.errors);
          for (const { path, content } of built.files) {
            if (!wanted.test(path)) continue;
            const file = join(site, 'pagefind', path);
            await mkdir(dirname(file), { recursive: true });
            await writeFile(file, content);
          }
          logger.info(`${pages.length} pages indexed for the search`);
        } finally {
          await close();
        }
      },
    },
  };
}
