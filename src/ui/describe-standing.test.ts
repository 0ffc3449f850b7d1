import { describe, expect, test } from 'vitest';
import type { MissingCell } from '../notebook/network-standing';
import { describeStanding, fatesOf, standingInBrief } from './describe-standing';

const cell = (name: string, because: MissingCell['because']): MissingCell => ({
  id: name,
  name,
  href: '',
  because,
});

describe('which network is on show', () => {
  test('needs no word while nothing of the reader’s is missing', () => {
    for (const standing of ['published', 'built'] as const) {
      expect([describeStanding(standing, []), standingInBrief(standing, [])]).toEqual(['', '']);
    }
  });

  test('is told wherever it is not what the cells say', () => {
    const missing = [cell('In [156]', 'never')];
    const told = (['published', 'built', 'kept', 'typed'] as const).map((standing) =>
      describeStanding(standing, missing),
    );
    expect(new Set(told).size).toBe(4);
    expect(told.join(' ')).toMatch(/published network.*your network.*earlier.*as you typed it/i);
    expect(standingInBrief('kept', [])).toBe('built earlier');
    expect(standingInBrief('typed', [])).toBe('as typed, not run');
  });

  test('the cells that are missing stand together by what became of them', () => {
    const missing = [cell('In [156]', 'never'), cell('In [157]', 'error'), cell('Your cell', 'never')];
    expect(fatesOf(missing).map(({ cells, fate }) => [cells.map(({ name }) => name), fate])).toEqual([
      [['In [156]', 'Your cell'], 'are changed and have not run'],
      [['In [157]'], 'ended in an error'],
    ]);
  });
});
