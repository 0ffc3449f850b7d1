/** Every formula of the sources is set on its page: none is left as dollar signs, none in KaTeX's red. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isKatexSize } from '../../src/build/vite/katex-fonts';
import { all, named, ofClass, one, pageAt, textOf, type Element } from './html';

const sizes = /reset-size(\d+) size(\d+)/;
const classOf = ({ attrs }: Element) => attrs.find(({ name }) => name === 'class')?.value ?? '';
const hasSize = (element: Element) => sizes.test(classOf(element));

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
  // The stylesheet has no others.
  for (const sized of formulas.flatMap((formula) => all(formula, hasSize))) {
    const [, from = '', to = ''] = sizes.exec(classOf(sized)) ?? [];
    expect(isKatexSize(from, to), `${from} to ${to}`).toBe(true);
  }
  const article = one(page, named('article'));
  // Each formula brings its source as an annotation, which nobody sees.
  expect(textOf(article, named('annotation'))).not.toMatch(/\$[^$\n]*\\/);
});
