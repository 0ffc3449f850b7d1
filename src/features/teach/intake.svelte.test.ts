import { beforeEach, expect, test, vi } from 'vitest';
import { MOST_CLASSES, START } from './classes';
import type { TaughtStep } from '../../client/keeping/taught';
import type { Collection } from './collection.svelte';
import { Intake } from './intake.svelte';

vi.mock('./take-pictures', () => ({
  takeFiles: (files: readonly File[]) => {
    const bad = files.find(({ name }) => name === 'bad.txt');
    const pictures = files.filter((file) => file !== bad).map(() => new Blob());
    return Promise.resolve({ pictures, trouble: bad ? '“bad.txt” left out.' : null });
  },
}));

/** As much of a collection as files need. */
function collectionOf(): Collection {
  let taken = 0;
  const collection = {
    classes: START,
    pictures: { take: (pictures: readonly Blob[]) => pictures.map(() => `picture ${++taken}`) },
    change: (step: TaughtStep) => (collection.classes = step(collection.classes)),
  };
  return collection as unknown as Collection;
}

const folder = (name: string, ...files: string[]) =>
  files.map((file) => ({ path: `${name}/${file}`, file: new File([], file, { type: 'image/png' }) }));

let collection: Collection;
let intake: Intake;
beforeEach(() => {
  collection = collectionOf();
  intake = new Intake(collection);
});

test('all that was left out is told, and not of the last folder alone', async () => {
  const names = Array.from({ length: MOST_CLASSES + 1 }, (_, index) => `thing ${index}`);
  await intake.takeFolders([
    ...folder('first ', 'a.png', 'bad.txt'),
    ...names.flatMap((name) => folder(name, 'a.png')),
  ]);
  expect(intake.said).toContain('“bad.txt” left out.');
  expect(intake.said).toContain(`“thing ${MOST_CLASSES}” was left out`);
  expect(intake.said).not.toContain('“first');
  expect(collection.classes).toHaveLength(MOST_CLASSES);
});

test('files beyond what a class takes are told', async () => {
  const many = Array.from({ length: 70 }, (_, index) => new File([], `${index}.png`));
  await intake.take(many, collection.classes[0]?.id ?? '');
  expect(intake.said).toBe('Of 70 files the first 60 were read.');
});
