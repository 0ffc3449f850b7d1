import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NOTEBOOK_CELLS, notebookNetwork } from '../../src/model/networks';
import { parseCellMeta } from '../../src/notebook/cell-meta';
import { isOfNotebook } from '../support/notebook-chapters';
import { chapters } from './chapters';
import { exercisesOf } from './exercises';

const authorComponents = [
  'About',
  'Answer',
  'Aside',
  'Derivation',
  'Exercise',
  'Figure',
  'Hint',
  'InNumpy',
  'Sidenote',
  'TeachIt',
  ...readdirSync('src/widgets', { recursive: true, encoding: 'utf8' }).flatMap(
    (path) => /(\w+)\.astro$/.exec(path)?.[1] ?? [],
  ),
];
const layerNames = notebookNetwork().layers.map(({ name }) => name);
const ofNotebook = chapters.filter(isOfNotebook);
/** Tests by name, of these chapters. */
const each = (of: typeof chapters) => of.map((chapter) => [chapter.slug, chapter] as const);

test('the notebook’s chapters are numbered from 1', () => {
  expect(ofNotebook.map(({ folder }) => folder)).toEqual([
    '01-setup',
    '02-conv1',
    '03-relu-lrn-pooling',
    '04-conv2',
    '05-conv3',
    '06-conv4-conv5',
    '07-fc6-fc7',
    '08-softmax',
    '09-whole-network',
    '10-compile',
    '11-train',
  ]);
});

test('every chapter has a number and an address of its own', () => {
  for (const { folder } of chapters) expect(folder).toMatch(/^\d+-[a-z0-9]+(-[a-z0-9]+)*$/);
  const numbers = chapters.map(({ folder }) => Number.parseInt(folder, 10));
  expect([...new Set(numbers)]).toEqual(numbers);
  const slugs = chapters.map(({ slug }) => slug);
  expect([...new Set(slugs)]).toEqual(slugs);
});

test('the cells are those of the notebook, once each and in its order', () => {
  // What stands after a slow cell looks at what that one has made: the notebook has no such cells.
  const cells = ofNotebook.flatMap((chapter) => chapter.cells.map(({ meta }) => parseCellMeta(meta)));
  const numbered = cells.filter((cell) => cell?.in !== null);
  expect(numbered.map((cell) => cell?.id)).toEqual(NOTEBOOK_CELLS);
  expect(numbered.map((cell) => cell?.in)).toEqual(NOTEBOOK_CELLS.map((_, index) => 154 + index));
  expect(cells.filter((cell) => cell?.slow).map((cell) => cell?.id)).toEqual(['train', 'clothes']);
});

test('every cell has an id of its own', () => {
  const ids = chapters.flatMap(({ fences }) => fences.flatMap(({ meta }) => parseCellMeta(meta)?.id ?? []));
  expect([...new Set(ids)]).toEqual(ids);
});

describe.each(each(ofNotebook))('%s', (_slug, chapter) => {
  test('has a title and a description of one sentence', () => {
    expect(Object.keys(chapter.frontmatter)).toEqual(['title', 'description']);
    expect(chapter.frontmatter.title).toMatch(/\S/);
    expect(chapter.frontmatter.description).toMatch(/^[^.]+[^.]\.$/);
  });

  test('is neither a note nor a treatise', () => {
    const words = chapter.prose.trim().split(' ').length;
    expect(words).toBeGreaterThanOrEqual(500);
    // Answers behind a click are counted, too. One chapter trains twice.
    expect(words).toBeLessThanOrEqual(chapter.slug === 'train' ? 2000 : 1600);
  });

  test('has sections and says where its facts come from', () => {
    expect(chapter.headings.length).toBeGreaterThanOrEqual(4);
    expect(chapter.headings.every((depth) => depth === 2)).toBe(true);
    expect(chapter.prose).toMatch(/ Sources /);
    expect(chapter.components.map(({ name }) => name)).toContain('Sidenote');
  });

  test('ends with one to three exercises, each with a task, a hint and no more words than these need', () => {
    expect(chapter.exercises.length).toBeGreaterThanOrEqual(1);
    expect(chapter.exercises.length).toBeLessThanOrEqual(3);
    expect(chapter.prose).toMatch(/ Exercises Sources /);
    for (const { prose } of chapter.exercises) {
      const words = prose.split(' ').length;
      expect(words, prose).toBeGreaterThanOrEqual(20);
      expect(words, prose).toBeLessThanOrEqual(90);
    }
    const hints = chapter.components.filter(({ name }) => name === 'Hint');
    expect(hints.length).toBeGreaterThanOrEqual(chapter.exercises.length);
  });
});

describe.each(each(chapters))('%s', (_slug, chapter) => {
  test('has a title and a description', () => {
    expect(chapter.frontmatter.title).toMatch(/\S/);
    expect(chapter.frontmatter.description).toMatch(/\S/);
  });

  test('has each exercise’s cell in an exercise, with a title', () => {
    expect(chapter.exercises.map(({ cell }) => cell)).toEqual(exercisesOf(chapter).map(({ id }) => id));
    const titles = chapter.components.filter(({ name }) => name === 'Exercise');
    for (const { attributes } of titles) expect(attributes.title).toMatch(/\S/);
  });

  test('gives each aside about a departure a title', () => {
    const asides = chapter.components.filter(({ name }) => name === 'Aside');
    for (const { attributes } of asides) expect(attributes.title).toMatch(/\S/);
  });

  test('uses only the components that authors have, and layers that exist', () => {
    for (const { name, attributes } of chapter.components) {
      // Elements of HTML have small letters.
      if (isOfNotebook(chapter) || /^[A-Z]/.test(name)) expect(authorComponents).toContain(name);
      if (name === 'About')
        for (const layer of attributes.layers?.split(' ') ?? ['']) expect(layerNames).toContain(layer);
      if (name === 'Derivation') {
        expect(layerNames).toContain(attributes.layer);
        expect(['output', 'parameters', 'multiplyAdds']).toContain(attributes.of);
      }
    }
  });

  test('links to chapters that exist', () => {
    // A copy with one chapter more, as README.md adds it, has not all of them.
    const folders = [...chapters.map(({ folder }) => folder), ...readdirSync('content')];
    const pages = folders.map((folder) => `/${folder.replace(/^\d+-/, '')}/`);
    for (const link of chapter.links) {
      if (!link.startsWith('/')) expect(link).toMatch(/^(https:\/\/|#)/);
      else
        expect([
          ...pages,
          '/about/',
          '/photographs/',
          '/learned/',
          '/summary/',
          '/typescript/',
          '/errata/',
          '/family/',
        ]).toContain(link.replace(/#.*/, ''));
    }
  });
});

test('each layer of the network is spoken of somewhere', () => {
  const spokenOf = new Set(
    chapters
      .filter(({ slug }) => slug !== 'whole-network')
      .flatMap(({ components }) => components)
      .flatMap(({ attributes }) => attributes.layers?.split(' ') ?? []),
  );
  expect(layerNames.filter((name) => !spokenOf.has(name))).toEqual([]);
});
