import { expect, test } from 'vitest';
import { ReaderError } from '../../notebook/reader-error';
import { Lesson } from './lesson.svelte';

const classes = ['a', 'b'].map((id) => ({
  id,
  name: id,
  pictures: Array.from({ length: 5 }, (_, place) => `${id}${place}`),
}));

/** The letter of a class, and the number of a picture. */
const features = (picture: string) =>
  Float32Array.of(Number(picture.startsWith('a')), Number(picture.startsWith('b')), Number(picture[1]));

test('each picture is seen once, also by the next lesson', async () => {
  const seen: string[] = [];
  const lesson = new Lesson(async (picture) => {
    seen.push(picture);
    return features(picture);
  });
  await lesson.teach(classes);
  expect(lesson.taught).toMatchObject({ learned: 8, heldOut: { right: 2, all: 2 } });
  expect(lesson.progress).toBeNull();
  expect(lesson.isStale(classes)).toBe(false);
  const more = classes.map((each) => ({ ...each, pictures: [...each.pictures, `${each.id}5`] }));
  expect(lesson.isStale(more)).toBe(true);
  await lesson.teach(more);
  expect(seen).toHaveLength(12);
  expect(lesson.taught?.learned).toBe(10);
});

test('what is cancelled leaves what was taught before', async () => {
  const lesson = new Lesson(async (picture) => {
    if (picture === 'b2') lesson.cancel();
    return features(picture);
  });
  await lesson.teach(classes);
  expect(lesson).toMatchObject({ taught: null, failure: null, progress: null });
});

test('why it failed is told, and the next lesson begins anew', async () => {
  let isConnected = false;
  const lesson = new Lesson(async (picture) => {
    if (!isConnected) throw new ReaderError('The download broke off.');
    return features(picture);
  });
  await lesson.teach(classes);
  expect(lesson.failure).toBe('The download broke off.');
  isConnected = true;
  await lesson.teach(classes);
  expect(lesson.failure).toBeNull();
  expect(lesson.taught?.heldOut.right).toBe(2);
});
