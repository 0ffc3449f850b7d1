import type { Root } from 'mdast';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { cellsOfMdx } from '../../../tests/support/cells-of-mdx';
import { notebookOf, remarkCells } from './cells';

const chapter = `
Text with a formula $\\vin{W}_{i}$ and a brace {1 + 1}.

\`\`\`ts cell id="one" in="155"
const a = { b: 1 };

a.b;
\`\`\`

\`\`\`ts
// shown, not run
\`\`\`

<Aside title="x">

\`\`\`js cell id="two" slow
a;
\`\`\`

</Aside>
`;

async function transform(body: string): Promise<Root> {
  const processor = unified().use(remarkParse).use(remarkMdx).use(remarkMath).use(remarkCells);
  return (await processor.run(processor.parse(body))) as Root;
}

test('the cells of a chapter are its marked fences in order, inside components too', () => {
  expect(cellsOfMdx(chapter)).toEqual([
    {
      id: 'one',
      in: 155,
      slow: false,
      role: 'course',
      source: 'const a = { b: 1 };\n\na.b;',
    },
    { id: 'two', in: null, slow: true, role: 'course', source: 'a;' },
  ]);
});

test('two cells of one id are refused, with both places', () => {
  const cells = cellsOfMdx('```ts cell id="same"\n1\n```');
  const chapters = [
    { slug: 'first', cells },
    { slug: 'second', cells },
  ];
  expect(() => notebookOf(chapters)).toThrow(/"same".*"first" and "second"/);
});

test('a cell in another language is refused', () => {
  expect(() => cellsOfMdx('```py cell id="snake"\n1\n```')).toThrow(/"snake".*"py"/);
});

test('in the page a cell becomes <Cell id>, other fences stay code', async () => {
  const tree = await transform(chapter);
  const json = JSON.stringify(tree);
  expect(json.match(/"name":"Cell"/g)).toHaveLength(2);
  expect(json).toContain('"name":"id","value":"one"');
  expect(json).toContain('// shown, not run');
  expect(json).not.toContain('a.b;');
});

test('a faulty fence stops the build at its line', async () => {
  const fault = transform('\n\n```ts cell\n1\n```');
  await expect(fault).rejects.toMatchObject({ line: 3 });
  await expect(fault).rejects.toThrow(/needs an id/);
});

const exercise = `
\`\`\`ts cell id="wider" exercise
let width = 1;
\`\`\`

\`\`\`ts check for="wider"
if (width < 2) throw new Error();
\`\`\`

\`\`\`ts solution for="wider"
let width = 2;
\`\`\`
`;

test('an exercise has its check with it', () => {
  expect(cellsOfMdx(exercise)).toMatchObject([
    { id: 'wider', role: 'exercise', source: 'let width = 1;', check: 'if (width < 2) throw new Error();' },
  ]);
});

test('the page of an exercise has its cell and its solution, and not its check', async () => {
  const { children } = await transform(exercise);
  expect(children).toMatchObject([
    { name: 'Cell', attributes: [{ name: 'id', value: 'wider' }] },
    {
      name: 'Solution',
      attributes: [{ name: 'of', value: 'wider' }],
      children: [{ type: 'code', lang: 'ts', value: 'let width = 2;' }],
    },
  ]);
});

test.for([
  [
    'a check without its exercise',
    exercise.replace('check for="wider"', 'check for="other"'),
    /"other".*no exercise/,
  ],
  ['an exercise without its solution', exercise.replace(/```ts solution[^]*/, ''), /"wider".*no solution/],
  ['a check that names none', exercise.replace('check for="wider"', 'check'), /check for="wider"/],
] as const)('%s is refused', ([, body, message]) => {
  expect(() => cellsOfMdx(body)).toThrow(message);
});
