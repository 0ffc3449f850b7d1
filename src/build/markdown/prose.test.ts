import { readdirSync, readFileSync } from 'node:fs';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import type { Data } from 'vfile';
import type { Prose } from '../../export/ipynb';
import { remarkProse } from './prose';

function proseOf(mdx: string): readonly Prose[] {
  const processor = unified().use(remarkParse).use(remarkMdx).use(remarkMath).use(remarkProse);
  const data: Data = {};
  const text = mdx.replace(/^---\n.*?\n---\n/s, '');
  processor.runSync(processor.parse(text), { data, value: text });
  return data.astro?.frontmatter?.prose as readonly Prose[];
}

const chapter = `
A *map* of $\\vin{W}$ pixels.<Sidenote>In [the paper](/about/).</Sidenote> It goes on.

<About layers="Conv1">

| a | b |
| - | - |
| 1 | 2 |

$$\\vout{O} = \\vin{W}$$

</About>

<Pooling />

\`\`\`ts cell id="one" in="155"
const a = 1;
\`\`\`

\`\`\`ts
// shown, not run
\`\`\`

<Derivation layer="Conv1" of="parameters" />

<Exercise cell="wider" title="Wider">

Make it wider.

\`\`\`ts cell id="wider" exercise
b;
\`\`\`

\`\`\`ts check for="wider"
c;
\`\`\`

<Hint>

Secret.

</Hint>

</Exercise>
`;

test('is the text above each cell and at the end, without what is the page’s alone', () => {
  const [first, second, ...more] = proseOf(chapter);
  expect(more).toEqual([]);
  expect(first).toEqual({
    above: 'one',
    text: [
      'A *map* of ${W}$ pixels. (In [the paper](/about/).) It goes on.',
      '| a | b |\n| - | - |\n| 1 | 2 |',
      '$${O} = {W}$$',
      '*(Here the page has a figure that answers.)*',
    ].join('\n\n'),
  });
  expect(second?.above).toBe('wider');
  expect(second?.text).toContain('// shown, not run');
  expect(second?.text).toContain('34{,}944');
  expect(second?.text).toContain('### Exercise: Wider\n\nMake it wider.');
});

test.for(readdirSync('content'))('%s has text, and nothing of the page’s language in it', (folder) => {
  const prose = proseOf(readFileSync(`content/${folder}/index.mdx`, 'utf8'));
  expect(prose.length).toBeGreaterThan(0);
  for (const { text } of prose) {
    expect(text).not.toMatch(/<\/?[A-Z]\w*|\\v(in|ker|out|grad)\b|^import /m);
    // Of each formula both signs are there.
    expect(text.split('$$').length % 2).toBe(1);
  }
});
