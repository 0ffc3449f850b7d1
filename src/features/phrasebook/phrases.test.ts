/** Every row of the page for Python readers: what both languages print, and what the editor's TypeScript says. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { KernelUnderTest } from '../../../tests/support/kernel-under-test';
import { collectDeclarations } from '../../build/vite/declarations';
import { createLanguageService } from '../../language/service';
import { phraseGroups } from './phrases';

const phrases = phraseGroups.flatMap((group) => group.phrases);

/** What the TypeScript prints where that is not what the Python prints. */
const otherwise: Readonly<Record<string, string>> = {
  texts: 'true true 5\na, b',
  remainder: '1 -1\n2',
  large: '9007199254740992',
  sort: '[1, 10, 9]\n[1, 9, 10]',
  object: '96 false\nfilters 96\nkernel 5',
  missing: '1\nundefined',
  equal: 'false true true\ntrue',
  truth: 'false false true',
};

test('the TypeScript prints what the Python prints, but where the row is about a difference', async () => {
  const kernel = await KernelUnderTest.start();
  for (const { id, prints, typescript } of phrases) {
    const { outputs } = await kernel.run([{ cellId: id, source: typescript }]);
    const printed = (outputs.get(id) ?? []).map((output) => (output.kind === 'text' ? output.text : output));
    expect([id, ...printed]).toEqual([id, `${otherwise[id] ?? prints}\n`]);
  }
  await kernel.kernel.end();
});

test('what the words and the traps say of single expressions is true', async () => {
  const claims: Readonly<Record<string, string>> = {
    '8 / 2': '4',
    '[...Array(3).keys()]': '[0, 1, 2]',
    '((width) => width - 1)()': 'NaN',
    '0 < 20 < 9': 'true',
    'Object.keys([5, 6])': "['0', '1']",
    '[5][7]': 'undefined',
    '[5][-1]': 'undefined',
    '1 / 0': 'Infinity',
    '[1] + [2]': '12',
    "1 == '1'": 'true',
    'Boolean({})': 'true',
    "typeof ('5' as unknown as number)": 'string',
    "Number('5')": '5',
    'tf.tidy(() => tf.tensor1d([1, 2]) * 2)': 'NaN',
  };
  const kernel = await KernelUnderTest.start();
  const source = Object.keys(claims).map((claim) => `console.log(${claim});`);
  const { outputs } = await kernel.run([["import * as tf from '@tensorflow/tfjs';", ...source].join('\n')]);
  const printed = [...outputs.values()]
    .flat()
    .flatMap((output) => (output.kind === 'text' ? output.text : []));
  expect(printed.join('').trimEnd().split('\n')).toEqual(Object.values(claims));
  await kernel.kernel.end();
});

test('the Python prints what the page says', () => {
  const program = phrases
    .map(({ python }) => `print('--- ')\nexec(${JSON.stringify(python)}, {})`)
    .join('\n');
  const printed = execFileSync('python3', ['-c', program], { encoding: 'utf8' });
  const each = printed.split('--- \n').slice(1);
  expect(each).toEqual(phrases.map(({ prints }) => `${prints}\n`));
});

test('the editor has nothing against the TypeScript', { timeout: 60_000 }, () => {
  const service = createLanguageService(collectDeclarations());
  for (const { id, typescript } of phrases) {
    expect([id, ...service.problems([{ id, source: typescript }])]).toEqual([id]);
  }
});

test('ids, titles and words are as the page needs them', () => {
  const ids = phrases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(20);
  for (const { title, words, trap = 'None.' } of phrases) {
    expect(title).not.toMatch(/\.$/);
    for (const text of [words, trap]) {
      expect(text).toMatch(/\.$/);
      expect(text.split('`').length % 2).toBe(1);
    }
  }
});
