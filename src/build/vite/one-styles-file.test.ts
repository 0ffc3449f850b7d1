import { expect, test } from 'vitest';
import { repeatedStyles } from './one-styles-file';

const rules = ['a.x{color:red}', '@media print{a.x{color:black}}', 'b.y{margin:0}'];
const files = new Map([
  ['styles.1.css', rules.join('')],
  ['styles.2.css', rules.toReversed().join('')],
  ['styles.3.css', rules.slice(1).join('')],
]);

test('what says the same in another order is there once', () => {
  expect([...repeatedStyles(files, new Set())]).toEqual(['styles.2.css']);
});

test('what the scripts name stays, and the other goes', () => {
  expect([...repeatedStyles(files, new Set(['styles.2.css']))]).toEqual(['styles.1.css']);
  expect([...repeatedStyles(files, new Set(['styles.1.css', 'styles.2.css']))]).toEqual([]);
});
