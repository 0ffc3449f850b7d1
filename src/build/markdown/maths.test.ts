import { readdirSync, readFileSync } from 'node:fs';
import type { Root } from 'mdast';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { katexFaces } from '../vite/katex-faces';
import { remarkMaths, renderMaths } from './maths';

async function transform(body: string): Promise<string> {
  const processor = unified().use(remarkParse).use(remarkMdx).use(remarkMath).use(remarkMaths);
  const tree = (await processor.run(processor.parse(body))) as Root;
  return JSON.stringify(tree);
}

/** Formulas by the dollar signs of the text, without a Markdown parser. */
function formulas(mdx: string): string[] {
  const text = mdx.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return text.match(/\$\$[\s\S]+?\$\$|\$[^$]+\$/g) ?? [];
}

describe('renderMaths', () => {
  test('the macros of meaning become classes, and nothing else of HTML passes', () => {
    expect(renderMaths('\\vker{F}', false)).toMatch(/class="[^"]*\bvker\b/);
    for (const name of ['vin', 'vout', 'vgrad']) expect(renderMaths(`\\${name}{x}`, false)).toContain(name);
    expect(() => renderMaths('\\htmlClass{other}{x}', false)).toThrow();
    expect(() => renderMaths('\\href{https://example.org}{x}', false)).toThrow();
  });

  test('the formula is there for screen readers too', () => {
    expect(renderMaths('\\vout{O} = 55', true)).toMatch(/<math[^>]*display="block"/);
  });

  test('a formula that cannot be set is named', () => {
    expect(() => renderMaths('\\frac{1}{', false)).toThrow(/cannot be set: \\frac\{1\}\{/);
    expect(() => renderMaths('\\unknown{1}', false)).toThrow(/\\unknown/);
  });
});

describe('remarkMaths', () => {
  test('a formula within a sentence is set in line, one alone in its paragraph is displayed', async () => {
    const html = await transform('The width $W$ is\n\n$$W = 1$$\n\n$x$\n\n$$\ny\n$$\n');
    expect(html.match(/"maths"/g)).toHaveLength(1);
    expect(html.match(/"maths maths-display"/g)).toHaveLength(3);
  });

  test('a faulty formula stops the build at its line', async () => {
    await expect(transform('\n\nA $\\frac{1}$ too few.')).rejects.toMatchObject({ line: 3 });
  });

  test.for(readdirSync('content'))('every formula of %s is set', async (folder) => {
    const mdx = readFileSync(`content/${folder}/index.mdx`, 'utf8').replace(/^---[\s\S]*?^---/m, '');
    const html = await transform(mdx);
    expect(html.match(/class=\\"katex\\"/g) ?? []).toHaveLength(formulas(mdx).length);
    expect(html).not.toContain('katex-error');
    // Fractions of two rows would touch; `lines` of model/formula has the gap.
    expect(html).not.toContain('mtable');
    // In the letters that the cut face has, and no alphabet whose face is left out.
    const letters = [...html.matchAll(/mathnormal[^>]*>([^<]+)/g)].flatMap(([, text = '']) => [...text]);
    expect(letters.filter((letter) => !katexFaces['KaTeX_Math-Italic']?.includes(letter))).toEqual([]);
    expect(html).not.toMatch(/\b(mathcal|mathfrak|mathscr|mathsf|mathtt)\b/);
  });
});

test('a formula in another size is refused: the page has no styles for it', () => {
  expect(() => renderMaths('\\large x', false)).toThrow(/changes its size/);
  expect(renderMaths('x_{i_j}', false)).toContain('katex');
});
