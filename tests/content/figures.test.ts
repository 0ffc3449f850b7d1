import { describe, expect, test } from 'vitest';
import { isOfNotebook, NOTEBOOK_CHAPTERS } from '../support/notebook-chapters';
import { chapters, chapterOf } from './chapters';
import { computed } from './computed-figures';
import { exercisesOf } from './exercises';
import { figuresOf } from './figures-of';

/**
 * Figures that no computation here gives: from the paper, its released source, Caffe, the notebook, or chosen
 * for an example.
 */
const cited: Record<string, string> = {
  setup: '15.3 26.2 18.2 154 160 100 50',
  conv1: '11 96 224 227 122.68 116.67 104.01 48 156',
  'relu-lrn-pooling': '25 60 80 20 100 200 400 1.4 1.2 13 11 0.0001 0.4 0.3 0.75 48',
  conv2: '256 96 48',
  conv3: '256 384',
  'conv4-conv5': '256 384 227 192 580 1.5 1.7 1.2 512 128 0.5',
  'fc6-fc7': '0.5 0.4 50 40 4,096 256',
  softmax: '100 0.9 12 1,000',
  'whole-network': '180 60 64 650,000 65 48 100',
  compile: '0.9 0.5 128 0.0005 0.01 1,281,167 90 25 79 91 67 72 20 40.7 18.2 0.03 0.1',
  train:
    '0.229 0.224 0.225 0.27 255 1.2 60 256 224 227 128 90 12 18.2 16.4 15.3 26.2 0.4 70,000 60,000 10,000 0.891 11 0.01 0.0005 0.45 1.65 610 390 42 2.35 0.86 1.99 3.27',
};

/** Half of the last place shown. */
function halfStep(shown: string): number {
  return 0.5 * 10 ** -(shown.split('.')[1]?.length ?? 0);
}

describe.each(Object.entries(computed))('%s', (slug, figures) => {
  const shown = figuresOf(chapterOf(slug).prose);

  test.each(Object.entries(figures))('%s', (figure, value) => {
    expect(shown).toContain(figure);
    expect(Math.abs(Number(figure.replaceAll(',', '')) - value)).toBeLessThanOrEqual(
      halfStep(figure) * (1 + 1e-9),
    );
  });

  test('no other figure stands in the text', () => {
    const known = [...Object.keys(figures), ...(cited[slug] ?? '').split(' ')];
    expect(shown.filter((figure) => !known.includes(figure))).toEqual([]);
  });
});

test('every chapter of the notebook has its figures computed', () => {
  expect(Object.keys(computed)).toEqual(NOTEBOOK_CHAPTERS);
});

test('no cited figure is left over', () => {
  for (const { slug, prose } of chapters.filter(isOfNotebook)) {
    const shown = figuresOf(prose);
    expect((cited[slug] ?? '').split(' ').filter((figure) => !shown.includes(figure))).toEqual([]);
  }
});

test('exercises speak of no figure that neither their chapter nor their own code has', () => {
  for (const chapter of chapters.filter(isOfNotebook)) {
    const own = new Map(exercisesOf(chapter).map(({ id, start, check }) => [id, `${start} ${check}`]));
    for (const { cell, prose } of chapter.exercises) {
      const known = figuresOf(`${chapter.prose} ${chapter.formulas.join(' ')} ${own.get(cell) ?? ''}`);
      expect(figuresOf(prose).filter((figure) => !known.includes(figure))).toEqual([]);
    }
  }
});
