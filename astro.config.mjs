import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import remarkMath from 'remark-math';
import { remarkCells } from './src/build/markdown/cells';
import { declarations } from './src/build/vite/declarations';
import { contentPolicy } from './src/build/vite/content-policy';
import { keepServing } from './src/build/vite/keep-serving';
import { katexFonts } from './src/build/vite/katex-fonts';
import { oneStylesFile } from './src/build/vite/one-styles-file';
import { remarkLinks } from './src/build/markdown/links';
import { remarkMaths } from './src/build/markdown/maths';
import { remarkProse } from './src/build/markdown/prose';
import { searchIndex } from './src/build/vite/search-index';
import { siteMap } from './src/build/vite/site-map';
import { rehypeTables } from './src/build/markdown/tables';
import { remarkUnbroken } from './src/build/markdown/unbroken';
import { wholeLines } from './src/build/markdown/whole-lines';
import { basePath } from './src/setup/base-path.mjs';

// What happens to a chapter, in this order: formulas are recognised, its text is kept for the exported notebook, what is
// short is kept in one line, formulas are set, fenced cells become <Cell>, links from the root get the base path.
const remarkPlugins = [
  remarkMath,
  remarkProse,
  remarkUnbroken,
  remarkMaths,
  remarkCells,
  [remarkLinks, { base: basePath }],
];

/**
 * What every page's header and cells import. The schema of cells comes with their list, when that is wanted, and what
 * finds the network that the sources describe with the first edit.
 */
const onEveryPage = [
  /src[\\/]client[\\/](document|network|run|addresses)[\\/](?!cells-schema|typed-networks|description-cache)/,
  /src[\\/]client[\\/]page[\\/](cells-in-page|first-sign|export-dialog|page-state|shown-language)/,
  /src[\\/]features[\\/](share[\\/]offered|rail[\\/]lively|photo[\\/](PhotoPicker|WeightsSwitch))/,
  /src[\\/]ui[\\/](controls[\\/]Menu|strip[\\/]VolumeDrawing)/,
  /src[\\/]drawing[\\/]writing[\\/](counts|values|measures)/,
  /disclose-version/,
  /src[\\/]ui[\\/]theme/,
];

/** Styles of a few lines that most pages link: as files of their own their headers would weigh as much. */
const smallStyles =
  /src[\\/](ui[\\/]((plane|strip|outputs)[\\/]\w+|Scroller|FoldedTable|ColourBar|Widget)|features[\\/]photo[\\/]\w+)\.svelte.*type=style/;

const styles = { name: 'styles', test: (id) => smallStyles.test(id), priority: 1 };

export default defineConfig({
  ...(process.env.SITE_URL ? { site: process.env.SITE_URL } : {}),
  base: basePath,
  trailingSlash: 'always',
  integrations: [mdx(), svelte(), oneStylesFile(), contentPolicy(), searchIndex(), siteMap(), keepServing()],
  markdown: {
    processor: unified({ remarkPlugins, rehypePlugins: [rehypeTables] }),
    shikiConfig: { theme: 'css-variables', transformers: [wholeLines] },
  },
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  vite: {
    // A script within a page would have the router put another there when the reader turns to it, from a data: address
    // that the pages' policy forbids. A small font would weigh on every page, which few have a letter of.
    build: {
      assetsInlineLimit: (file) => (/\.(js|woff2)$/.test(file) ? false : undefined),
      // On a busy machine it would say which of our plugins took longest.
      rolldownOptions: { checks: { bundlerTimings: false } },
    },
    environments: {
      prerender: {
        build: { rolldownOptions: { output: { codeSplitting: { groups: [styles] } } } },
      },
      client: {
        build: {
          rolldownOptions: {
            output: {
              // Every page's header and cells import the reader's tab: one script instead of fifteen, which
              // compresses better and spares each page the headers of the others.
              codeSplitting: {
                groups: [styles, { name: 'tab', test: (id) => onEveryPage.some((part) => part.test(id)) }],
              },
            },
          },
        },
      },
    },
    plugins: [katexFonts(), declarations()],
    // The kernel is one classic script: it must start from a Blob in an opaque origin too.
    worker: { format: 'iife', plugins: () => [declarations()] },
  },
});
