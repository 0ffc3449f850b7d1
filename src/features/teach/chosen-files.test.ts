import { expect, test } from 'vitest';
import { foldersOf } from './chosen-files';

const at = (path: string, type = 'image/jpeg') => ({
  path,
  file: new File([], path.split('/').at(-1) ?? '', { type }),
});

test('each folder with pictures is a class by its name, the pictures in the order of their numbers', () => {
  const chosen = ['pets/dog/2.jpg', 'pets/dog/10.jpg', 'pets/cat/b.jpg', 'pets/dog/1.jpg'].map((path) =>
    at(path),
  );
  expect(foldersOf(chosen).map(({ name, files }) => [name, files.map((file) => file.name)])).toEqual([
    ['cat', ['b.jpg']],
    ['dog', ['1.jpg', '2.jpg', '10.jpg']],
  ]);
});

test('what is no picture, or lies in no folder, is left out', () => {
  const chosen = [at('a/.DS_Store', ''), at('a/notes.txt', 'text/plain'), at('1.jpg'), at('a/x.heic', '')];
  expect(foldersOf(chosen).map(({ files }) => files.map(({ name }) => name))).toEqual([['x.heic']]);
});
