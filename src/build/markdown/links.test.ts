import type { Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { remarkLinks } from './links';

async function addresses(markdown: string, base: string): Promise<string[]> {
  const processor = unified().use(remarkParse).use(remarkLinks, { base });
  const tree = (await processor.run(processor.parse(markdown))) as Root;
  const found: string[] = [];
  visit(tree, (node) => {
    if ('url' in node) found.push(node.url);
  });
  return found;
}

const text = '[a](/conv1/#x) ![b](/photos/cat.jpg) [c](https://a.org/) [d](//a.org/) [e](#here) [f](next/)';
const others = ['https://a.org/', '//a.org/', '#here', 'next/'];

test('links from the root get the base path, others stay', async () => {
  const expected = ['/course/conv1/#x', '/course/photos/cat.jpg', ...others];
  expect(await addresses(text, '/course/')).toEqual(expected);
  expect(await addresses(text, '/course')).toEqual(expected);
  expect(await addresses(text, '/')).toEqual(['/conv1/#x', '/photos/cat.jpg', ...others]);
});
