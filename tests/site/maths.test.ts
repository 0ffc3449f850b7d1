/** Every formula of the sources is set on its page: none is left as dollar signs, none in KaTeX's red. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { all, named, ofClass, one, pageAt, textOf } from './html';

test.for(readdirSync('content'))('every formula of %s is set', (folder) => {
  const mdx = readFileSync(`content/${folder}/index.mdx`, 'utf8')
    .replace(/^---[\s\S]*?^---/m, '')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '');
  const written = mdx.match(/\$\$[\s\S]+?\$\$|\$[^$]+\$/g) ?? [];
  const derived = mdx.match(/<Derivation\b/g) ?? [];
  const page = pageAt(`/${folder.replace(/^\d+-/, '')}/`);
  const formulas = all(page, ofClass('katex'));
  expect(formulas).toHaveLength(written.length + derived.length);
  for (const formula of formulas) expect(all(formula, named('math'))).toHaveLength(1);
  expect(all(page, ofClass('katex-error'))).toEqual([]);
  const article = one(page, named('article'));
  // Each formula brings its source as an annotation, which nobody sees.
  expect(textOf(article, named('annotation'))).not.toMatch(/\$[^$\n]*\\/);
});
