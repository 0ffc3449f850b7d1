import { getCollection, type CollectionEntry } from 'astro:content';
import type { Cell } from '../notebook/cell';
import { notebookOf } from './markdown/cells';

export interface Chapter {
  /** 1, 2, ...: its place in the course. */
  number: number;
  /** Its address: the folder's name without the number. */
  slug: string;
  title: string;
  description: string;
  cells: readonly Cell[];
  /** Ids of its exercises, in order. */
  exercises: readonly string[];
  entry: CollectionEntry<'chapters'>;
}

/** All chapters in order, each with its cells. */
export async function loadChapters(): Promise<readonly Chapter[]> {
  const entries = await getCollection('chapters');
  entries.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  const sources = entries.map((entry) => ({ slug: entry.id.replace(/^\d+-/, ''), body: entry.body ?? '' }));
  const cells = notebookOf(sources);
  return entries.map((entry, index) => {
    const slug = sources[index]?.slug ?? entry.id;
    const own = cells.filter((cell) => cell.chapter === slug);
    return {
      number: index + 1,
      slug,
      title: entry.data.title,
      description: entry.data.description,
      cells: own,
      exercises: own.filter(({ role }) => role === 'exercise').map(({ id }) => id),
      entry,
    };
  });
}

/** The number under which the course prints an exercise: 3.1 is the third chapter's first. Null for other cells. */
export function exerciseNumber(chapters: readonly Chapter[], cellId: string): string | null {
  const chapter = chapters.find(({ exercises }) => exercises.includes(cellId));
  return chapter ? `${chapter.number}.${chapter.exercises.indexOf(cellId) + 1}` : null;
}
