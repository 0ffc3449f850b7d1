import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsePhotoCredits } from './photo-credits';

const licences = readFileSync('public/photos/LICENSES.md', 'utf8');

test('every photograph that is served is credited, and no other', () => {
  const served = readdirSync('public/photos').filter((file) => file.endsWith('.jpg'));
  expect(
    parsePhotoCredits(licences)
      .map(({ file }) => file)
      .sort(),
  ).toEqual(served.sort());
});

test('each has its subject, author, licence and source', () => {
  expect(parsePhotoCredits(licences)[0]).toEqual({
    file: 'cat.jpg',
    subject: "a tabby cat's face",
    author: 'Stefan van der Walt',
    licence: 'CC0 1.0',
    source: 'scikit-image sample data (chelsea)',
    address: null,
  });
});

test('a source with an address is text and link, parentheses and all', () => {
  const sheep = parsePhotoCredits(licences).find(({ file }) => file === 'sheep.jpg');
  expect(sheep?.source).toBe('Wikimedia Commons, Debian package gcompris-qt-data 3.1-2');
  expect(sheep?.address).toBe('https://commons.wikimedia.org/wiki/File:Sheep_(33625876592).jpg');
});

test('a table of other columns, or with an empty entry, is refused', () => {
  expect(() => parsePhotoCredits('| a | b |\n|---|---|\n| 1 | 2 |')).toThrow(/columns file, subject/);
  expect(() => parsePhotoCredits(licences.replace('CC0 1.0', ''))).toThrow(/row of cat\.jpg/);
});
