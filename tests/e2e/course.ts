/** The course as the tests know it: chapters from the content, pages as built, what the notebook printed from its files. */
import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { NOTEBOOK_CHAPTERS } from '../support/notebook-chapters.ts';

export const chapters: readonly string[] = readdirSync('content', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()
  .map((folder) => folder.replace(/^\d+-/, ''));

/** Pages of chapters that the notebook does not have. */
export const addedPages: readonly string[] = chapters
  .filter((slug) => !NOTEBOOK_CHAPTERS.includes(slug))
  .map((slug) => `/${slug}/`);

/** Every page of the built site. */
export const pages: readonly string[] = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .map((file) => `/${file.split(sep).join('/')}`)
  .filter((path) => path.endsWith('/index.html'))
  .map((path) => path.replace(/index\.html$/, ''))
  .sort();

export interface RecordedCell {
  /** Number in the original notebook. */
  number: number;
  id: string;
  /** Path of the chapter it stands in. */
  page: string;
  /** What the original notebook printed. */
  summary: string;
}

const recorded = (number: number, id: string, slug: string): RecordedCell => ({
  number,
  id,
  page: `/${slug}/`,
  summary: readFileSync(`tests/conformance/in-${number}.summary.txt`, 'utf8'),
});

/** The seven cells whose printed output is on record. */
export const recordedCells: readonly RecordedCell[] = [
  recorded(156, 'conv1', 'conv1'),
  recorded(157, 'lrn1', 'relu-lrn-pooling'),
  recorded(158, 'conv2', 'conv2'),
  recorded(159, 'conv3', 'conv3'),
  recorded(160, 'pad3', 'conv3'),
  recorded(161, 'conv4-conv5', 'conv4-conv5'),
  recorded(166, 'summary', 'whole-network'),
];
