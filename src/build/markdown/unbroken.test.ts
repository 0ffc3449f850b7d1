import type { Nodes, Root } from 'mdast';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { remarkUnbroken } from './unbroken';

function transform(body: string): string {
  const processor = unified().use(remarkParse).use(remarkMdx).use(remarkMath).use(remarkUnbroken);
  return written(processor.runSync(processor.parse(body)) as Root);
}

/** What stays in one line between brackets. */
function written(node: Nodes): string {
  const text = 'children' in node ? node.children.map(written).join('') : 'value' in node ? node.value : '';
  return node.type === 'mdxJsxTextElement' ? `[${text}]` : text;
}

test.for([
  ['So $5 \\cdot 5$, which is', 'So [5 \\cdot 5,] which is'],
  ['with `width: 1 / 8`.', 'with [width: 1 / 8.]'],
  ['(the $\\vin{W}$) of', '(the [\\vin{W})] of'],
  ['$a$ and `b` and $c$', '[a] and [b] and [c]'],
  // Too long for a line of a phone: it breaks where it has to.
  [
    'is $1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 = 66$, so',
    'is 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 = 66, so',
  ],
  // Displayed.
  ['$$x = 1$$', 'x = 1'],
])('%s', ([body = '', expected]) => {
  expect(transform(body)).toBe(expected);
});
