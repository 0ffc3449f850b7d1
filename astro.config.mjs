import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import remarkMath from 'remark-math';
import { remarkCells } from './src/plugins/cells';
import { declarations } from './src/plugins/declarations';
import { katexFonts } from './src/plugins/katex-fonts';
import { remarkLinks } from './src/plugins/links';
import { remarkMaths } from './src/plugins/maths';
import { searchIndex } from './src/plugins/search-index';
import { rehypeTables } from './src/plugins/tables';

const base = process.env.BASE_PATH ?? '/';

// What happens to a chapter, in this order: formulas are recognised and set, fenced cells become <Cell>,
// links from the root get the base path.
const remarkPlugins = [remarkMath, remarkMaths, remarkCells, [remarkLinks, { base }]];

/** What stepper, widgets and dialogs draw only in the browser brings its styles along: no page links them. */
const isDrawnLate = (filename) =>
  /\/islands\/(stepper\/(view|trace|Ledger|Formulas|LookInside|VolumeStrip|Walk)|widgets\/[^/]+\/|controls|maths|share\/(ChangesPanel|OfferDialog)|keeping|palette|variables)\b/.test(
    filename,
  );
const svelteOptions = {
  dynamicCompileOptions: ({ filename }) => (isDrawnLate(filename) ? { css: 'injected' } : undefined),
};

export default defineConfig({
  ...(process.env.SITE_URL ? { site: process.env.SITE_URL } : {}),
  base,
  trailingSlash: 'always',
  integrations: [mdx(), svelte(svelteOptions), searchIndex()],
  markdown: {
    processor: unified({ remarkPlugins, rehypePlugins: [rehypeTables] }),
    shikiConfig: { theme: 'css-variables' },
  },
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  vite: {
    plugins: [katexFonts(), declarations()],
    // The kernel is one classic script: it must start from a Blob in an opaque origin too.
    worker: { format: 'iife', plugins: () => [declarations()] },
  },
});
