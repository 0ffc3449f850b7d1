import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { photographs } from './photographs';

const credits = readFileSync('public/photos/LICENSES.md', 'utf8')
  .split('\n')
  .filter((line) => line.includes('.jpg'))
  .map((line) => line.split('|').map((field) => field.trim()));

describe('the twelve photographs carry the credit their licences ask for', () => {
  test('the list is that of LICENSES.md', () => {
    expect(photographs.map(({ id }) => `${id}.jpg`)).toEqual(credits.map((fields) => fields[1]));
    expect(photographs).toHaveLength(12);
  });

  test.each(photographs.map((photograph, index) => [photograph.id, photograph, index] as const))(
    '%s',
    (_, { author, licence }, index) => {
      const fields = credits[index] ?? [];
      expect(author.replace(/[“”]/g, '"')).toBe(fields[3]);
      expect(licence).toBe(fields[4]);
    },
  );
});
