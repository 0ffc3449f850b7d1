import { expect, test } from 'vitest';
import { piecesOf, withoutHeading } from './excerpt';

test('an excerpt falls into what was found and what stands around it', () => {
  expect(piecesOf('a <mark>stride</mark> of <mark>four</mark>')).toEqual([
    { text: 'a ', found: false },
    { text: 'stride', found: true },
    { text: ' of ', found: false },
    { text: 'four', found: true },
  ]);
  expect(piecesOf('')).toEqual([]);
});

test('the course’s own angle brackets are text again, and no markup', () => {
  expect(piecesOf('if (a &lt;mark&gt; b) <mark>x&lt;y</mark>')).toEqual([
    { text: 'if (a <mark> b) ', found: false },
    { text: 'x<y', found: true },
  ]);
});

test('the rules of a printed summary are left out, a name with underscores is not', () => {
  const line = '_'.repeat(65);
  expect(piecesOf(`model.summary(); ${line} Layer ${'='.repeat(65)} activation_77`)).toEqual([
    { text: 'model.summary(); Layer activation_77', found: false },
  ]);
});

test('the heading, or what the cut left of it, is not said twice', () => {
  expect(withoutHeading('How many steps fit. Say the input', 'How many steps fit')).toBe('Say the input');
  expect(withoutHeading('steps fit. Say the input', 'How many steps fit')).toBe('Say the input');
  expect(withoutHeading('fits. Say the input', 'How many steps fit')).toBe('fits. Say the input');
});
