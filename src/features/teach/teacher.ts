/** What the tab has of the reader's classes: it outlasts a turn to another chapter. */
import { sight } from '../../client/learned/sight.svelte';
import { Collection } from './collection.svelte';
import { Lesson } from './lesson.svelte';
import { Scratch } from './scratch.svelte';

export const collection = new Collection();

const pixelsOf = (picture: string) => collection.pictures.pixelsOf(picture);

/** The features of a picture of 256 x 256. */
export const featuresOf = (pixels: Uint8ClampedArray<ArrayBuffer>) =>
  sight.ask('features', { id: 'own', title: 'Your picture', pixels });

export const lesson = new Lesson(async (picture) => featuresOf(await pixelsOf(picture)));
export const scratch = new Scratch(sight.ask, pixelsOf);
