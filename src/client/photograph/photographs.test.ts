import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePhotoCredits } from '../../build/photo-credits';
import { photographs, trainingPhotographs } from './photographs';

const credits = parsePhotoCredits(readFileSync('public/photos/LICENSES.md', 'utf8'));

describe('the photographs carry the credit their licences ask for', () => {
  test('the list is that of LICENSES.md', () => {
    expect(photographs.map(({ id }) => `${id}.jpg`)).toEqual(credits.map(({ file }) => file));
    expect(photographs).toHaveLength(30);
  });

  test('a training counts the first twelve', () => {
    expect(trainingPhotographs).toHaveLength(12);
    expect(photographs.slice(0, 12)).toEqual(trainingPhotographs);
  });

  test.each(photographs.map((photograph, index) => [photograph.id, photograph, index] as const))(
    '%s',
    (_, { author, licence }, index) => {
      expect(author.replace(/[“”]/g, '"')).toBe(credits[index]?.author);
      expect(licence).toBe(credits[index]?.licence);
    },
  );
});
