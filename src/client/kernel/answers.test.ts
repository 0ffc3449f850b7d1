import { describe, expect, test } from 'vitest';
import { Answers } from './answers';

describe('answers', () => {
  function setUp() {
    const answers = new Answers<string>();
    const asked: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
    const get = (key: string) =>
      answers.get(key, () => new Promise((resolve, reject) => asked.push({ resolve, reject })));
    return { answers, asked, get };
  }

  test('one question is asked once, and its answer kept', async () => {
    const { asked, get } = setUp();
    const twice = [get('Conv1 3'), get('Conv1 3')];
    asked[0]?.resolve('weights');
    expect(await Promise.all([...twice, get('Conv1 3')])).toEqual(['weights', 'weights', 'weights']);
    expect(asked).toHaveLength(1);
  });

  test('another question has an answer of its own', async () => {
    const { asked, get } = setUp();
    const both = [get('a'), get('b')];
    asked[1]?.resolve('of b');
    asked[0]?.resolve('of a');
    expect(await Promise.all(both)).toEqual(['of a', 'of b']);
  });

  test('what could not be answered is asked again', async () => {
    const { asked, get } = setUp();
    const first = get('a');
    asked[0]?.reject(new Error('There is no such layer.'));
    await expect(first).rejects.toThrow('There is no such layer.');
    void get('a');
    expect(asked).toHaveLength(2);
  });

  test('what is forgotten is asked again, and what was on its way still arrives', async () => {
    const { answers, asked, get } = setUp();
    const first = get('a');
    answers.forget();
    const second = get('a');
    asked[0]?.resolve('old');
    asked[1]?.resolve('new');
    expect(await Promise.all([first, second, get('a')])).toEqual(['old', 'new', 'new']);
  });

  test('an old one that fails late leaves the new one kept', async () => {
    const { answers, asked, get } = setUp();
    const first = get('a');
    answers.forget();
    void get('a');
    asked[0]?.reject(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    void get('a');
    expect(asked).toHaveLength(2);
  });
});
