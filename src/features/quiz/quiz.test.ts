/** Every question, drawn many times: what is right is computed again from the text that a reader sees. */
import { describe, expect, test } from 'vitest';
import { chapters } from '../../../tests/content/chapters';
import { firstOracles } from '../../../tests/support/quiz/first-oracles';
import { fitting, numbersIn, type Oracles } from '../../../tests/support/quiz/from-the-text';
import { laterOracles } from '../../../tests/support/quiz/later-oracles';
import { Draw } from './draw';
import { isRight, type Question, type Questions } from './question';

const files = import.meta.glob<{ questions: Questions }>('./chapters/*.ts', { eager: true });
const quizzes = Object.entries(files).map(
  ([path, { questions }]) => [/([^/]+)\.ts$/.exec(path)?.[1] ?? '', questions] as const,
);
const oracles: Oracles = { ...firstOracles, ...laterOracles };
const SEEDS = Array.from({ length: 40 }, (_, i) => 7919 * i + 1);

const textsOf = (question: Question) => [
  question.ask,
  question.why,
  ...(question.kind === 'choice' ? question.choices : []),
];

/** Where a choice's texts have to be tried: which of them is right. */
const tried: Readonly<Record<string, (choices: readonly string[], ask: string) => readonly string[]>> = {
  'conv2/pair': (choices, ask) => {
    const [kernel = 0, output = 0, input = 0] = numbersIn(ask);
    return choices.filter((choice) => {
      const [stride = 0, padding = 0] = numbersIn(choice);
      return fitting(input + 2 * padding, kernel, stride) === output;
    });
  },
  'whole-network/most': (choices) => {
    const inOrder = ['FC6', 'FC7', 'dense_17', 'Conv4', 'Conv3', 'Conv5', 'Conv2', 'Conv1'];
    return [inOrder.map((name) => `\`${name}\``).find((name) => choices.includes(name)) ?? ''];
  },
  'what-it-learned/nearest': (choices, ask) => {
    const own = numbersIn(ask);
    const far = (choice: string) =>
      numbersIn(choice).reduce((total, value, i) => total + (value - (own[i] ?? NaN)) ** 2, 0);
    const least = Math.min(...choices.map(far));
    return choices.filter((choice) => far(choice) === least);
  },
};

test('every chapter has six questions', () => {
  const slugs = chapters.map(({ slug }) => slug);
  const made = quizzes.map(([slug]) => slug);
  expect(slugs.filter((slug) => !made.includes(slug))).toEqual([]);
  for (const [slug, questions] of quizzes) expect([slug, Object.keys(questions).length]).toEqual([slug, 6]);
});

describe.each(quizzes)('%s', (slug, questions) => {
  test.each(Object.entries(questions))('%s', (id, make) => {
    const asked = new Set<string>();
    for (const seed of SEEDS) {
      const question = make(new Draw(seed, 0));
      const { ask, why } = question;
      asked.add(ask);
      expect(make(new Draw(seed, 0))).toEqual(question);
      if (question.kind === 'choice') {
        const { choices, right } = question;
        expect(choices.length, ask).toBeGreaterThanOrEqual(3);
        expect(new Set(choices).size, choices.join(' | ')).toBe(choices.length);
        const told = tried[`${slug}/${id}`]?.(choices, ask) ?? [oracles[slug]?.[id]?.(numbersIn(ask), ask)];
        expect([ask, ...told]).toEqual([ask, choices[right]]);
        expect(choices.filter((choice) => isRight(question, choice))).toEqual([choices[right]]);
      } else {
        const value = oracles[slug]?.[id]?.(numbersIn(ask), ask);
        expect(value, ask).toBeCloseTo(question.value, 6);
        expect(isRight(question, String(value)), ask).toBe(true);
        expect(isRight(question, String(Number(value) + 2 * question.tolerance + 0.01))).toBe(false);
        if (Number.isInteger(value) && question.tolerance === 0) expect(question.value).toBe(value);
      }
      for (const text of textsOf(question)) {
        expect(text).not.toMatch(/NaN|undefined|null|Infinity|\d\.\d{10}|-\d|--/);
        expect(text.split('`').length % 2, text).toBe(1);
        // One of a thing, several of it.
        expect(text).not.toMatch(
          /(?<![\d.,×·] ?)\b1 (channel|number|neuron|pixel|picture|zero|place|group|kernel|step)s\b/,
        );
        expect(text).not.toMatch(
          /(?<!\.)\b([2-9]|\d{2,}) (channel|number|neuron|pixel|picture|zero|place|photograph|class)\b/,
        );
      }
      expect(ask).toMatch(/^[A-Z\d].*\?$/);
      expect(why).toMatch(/\.$/);
    }
    expect(asked.size).toBeGreaterThanOrEqual(id === 'most' ? 1 : 5);
  });
});
