import { describe, expect, test } from 'vitest';
import { linkedOnce, repeatedStyles } from './one-styles-file';

const rules = ['a.x{color:red}', '@media print{a.x{color:black}}', 'b.y{margin:0}'];
const files = new Map([
  ['styles.1.css', rules.join('')],
  ['styles.2.css', rules.toReversed().join('')],
  ['styles.3.css', rules.slice(1).join('')],
]);

test('what says the same in another order is there once', () => {
  expect([...repeatedStyles(files, new Set())]).toEqual([['styles.2.css', 'styles.1.css']]);
});

test('what the scripts name stays, and the other goes', () => {
  expect([...repeatedStyles(files, new Set(['styles.2.css']))]).toEqual([['styles.1.css', 'styles.2.css']]);
  expect([...repeatedStyles(files, new Set(['styles.1.css', 'styles.2.css']))]).toEqual([]);
});

describe('a page', () => {
  const link = (number: number) => `<link rel="stylesheet" href="/base/_astro/styles.${number}.css">`;
  const twins = repeatedStyles(files, new Set());

  test('links one of two that say the same', () => {
    expect(linkedOnce(`${link(1)}${link(2)}`, twins)).toBe(link(1));
    expect(linkedOnce(`${link(2)}${link(1)}`, twins)).toBe(link(1));
    expect(linkedOnce(link(2), twins)).toBe(link(1));
  });

  test('keeps its styles where what else it links is not their twin', () => {
    expect(linkedOnce(`${link(2)}${link(3)}`, twins)).toBe(`${link(1)}${link(3)}`);
    expect(linkedOnce(link(3), twins)).toBe(link(3));
  });
});
