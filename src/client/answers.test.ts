import { describe, expect, test } from 'vitest';
import { Answers } from './answers';
import { liveOf } from '../notebook/activations';
import { notebookNetwork } from '../model/networks';
import { rows } from '../model/rows';

describe('answers', () => {
  function setUp() {
    const posted: number[] = [];
    const answers = new Answers<string>();
    return { answers, posted, ask: (key: string) => answers.ask(key, (id) => posted.push(id)) };
  }

  test('one question is posted once, and its answer kept', async () => {
    const { answers, posted, ask } = setUp();
    const twice = [ask('Conv1 3'), ask('Conv1 3')];
    answers.resolve(posted[0] ?? NaN, 'weights');
    expect(await Promise.all([...twice, ask('Conv1 3')])).toEqual(['weights', 'weights', 'weights']);
    expect(posted).toHaveLength(1);
  });

  test('answers find their questions in any order', async () => {
    const { answers, posted, ask } = setUp();
    const both = [ask('a'), ask('b')];
    answers.resolve(posted[1] ?? NaN, 'of b');
    answers.resolve(posted[0] ?? NaN, 'of a');
    expect(await Promise.all(both)).toEqual(['of a', 'of b']);
  });

  test('what could not be answered is asked again', async () => {
    const { answers, posted, ask } = setUp();
    const first = ask('a');
    answers.reject(posted[0] ?? NaN, 'There is no such layer.');
    await expect(first).rejects.toThrow('There is no such layer.');
    void ask('a');
    expect(posted).toHaveLength(2);
  });

  test('what is forgotten is asked again, and what was on its way still arrives', async () => {
    const { answers, posted, ask } = setUp();
    const first = ask('a');
    answers.forget();
    const second = ask('a');
    answers.resolve(posted[0] ?? NaN, 'old');
    answers.resolve(posted[1] ?? NaN, 'new');
    expect(await Promise.all([first, second, ask('a')])).toEqual(['old', 'new', 'new']);
  });

  test('with the kernel gone, all that wait are told', async () => {
    const { answers, ask } = setUp();
    const waiting = [ask('a'), ask('b')];
    answers.rejectAll('The kernel was started again.');
    for (const each of waiting) await expect(each).rejects.toThrow('The kernel was started again.');
  });
});

describe('liveOf(row, activations)', () => {
  const [conv1] = rows(notebookNetwork());
  const live = (shape: readonly number[]) => ({
    Conv1: {
      layer: 'Conv1',
      shape,
      minimum: 0,
      maximum: 1,
      values: new Float32Array(),
      photograph: 'A cat',
      traceId: 1,
    },
  });
  if (!conv1) throw new Error('No rows.');

  test('is what the layer of this name and shape gave', () => {
    expect(liveOf(conv1, live([96, 55, 55]))?.photograph).toBe('A cat');
    expect(
      liveOf({ ...conv1, output: [55, 55, 96], dataFormat: 'channelsLast' }, live([96, 55, 55])),
    ).not.toBeNull();
  });

  test('is null for a layer of another time', () => {
    expect(liveOf(conv1, live([96, 27, 27]))).toBeNull();
    expect(liveOf(conv1, {})).toBeNull();
  });
});
