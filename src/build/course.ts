import type { MDXInstance } from 'astro';
import type { Cell } from '../notebook/cell';
import type { Prose } from '../export/ipynb';
import { notebookOf, type CellsOfChapter } from './markdown/cells';

export interface Chapter {
  /** What its folder's name begins with: 0 for the opening chapter, before the notebook's own. */
  number: number;
  /** Its address: the folder's name without the number. */
  slug: string;
  title: string;
  description: string;
  cells: readonly Cell[];
  /** Ids of its exercises, in order. */
  exercises: readonly string[];
  /** Its text, for the exported notebook. */
  prose: readonly Prose[];
  /** Its text as a component. */
  Content: MDXInstance<Frontmatter>['Content'];
  headings: ReturnType<MDXInstance<Frontmatter>['getHeadings']>;
}

/** What stands between a chapter's two lines of `---`, and what `remarkCells` and `remarkProse` have added. */
interface Frontmatter extends CellsOfChapter {
  title?: unknown;
  description?: unknown;
  prose: readonly Prose[];
}

/**
 * Every chapter, `content/NN-slug/index.mdx`, compiled once. In `astro dev` Vite compiles a changed one again and
 * evaluates this module anew.
 */
const files = import.meta.glob<MDXInstance<Frontmatter>>('../../content/*/index.mdx', { eager: true });

/** All chapters in order. */
export const chapters: readonly Chapter[] = chaptersOf(files);

/** All cells of the course in order. */
export const courseCells: readonly Cell[] = chapters.flatMap(({ cells }) => cells);

/** The solutions of all exercises, by the exercise's id. */
export const solutions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(files).flatMap(({ frontmatter }) => Object.entries(frontmatter.solutions)),
);

function chaptersOf(compiled: Readonly<Record<string, MDXInstance<Frontmatter>>>): Chapter[] {
  const inOrder = Object.entries(compiled)
    .map(([path, file]) => ({ folder: path.split('/').at(-2) ?? path, file }))
    .sort((a, b) => a.folder.localeCompare(b.folder, 'en', { numeric: true }))
    .map(({ folder, file }) => ({ ...placeOf(folder), file }));
  const cells = notebookOf(inOrder.map(({ slug, file }) => ({ slug, cells: file.frontmatter.cells })));
  return inOrder.map(({ number, slug, file: { frontmatter, Content, getHeadings } }) => {
    const own = cells.filter((cell) => cell.chapter === slug);
    return {
      number,
      slug,
      title: written('title', frontmatter.title, slug),
      description: written('description', frontmatter.description, slug),
      cells: own,
      exercises: own.filter(({ role }) => role === 'exercise').map(({ id }) => id),
      prose: frontmatter.prose,
      Content,
      headings: getHeadings(),
    };
  });
}

/** @throws {Error} if the folder's name does not say which chapter it is */
function placeOf(folder: string): { number: number; slug: string } {
  const [, number, slug] = /^(\d+)-(.+)$/.exec(folder) ?? [];
  if (slug === undefined) throw new Error(`content/${folder} has no number: its name is NN-slug.`);
  return { number: Number(number), slug };
}

/** This chapter's neighbours, and the cells of all that stand before its end. */
export function around(chapter: Chapter): { before?: Chapter; after?: Chapter; soFar: readonly Cell[] } {
  const place = chapters.indexOf(chapter);
  const [before, after] = [chapters[place - 1], chapters[place + 1]];
  return {
    ...(before && { before }),
    ...(after && { after }),
    soFar: chapters.slice(0, place + 1).flatMap(({ cells }) => cells),
  };
}

function written(key: string, value: unknown, slug: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`The chapter "${slug}" needs a ${key} between the two lines of --- at its beginning.`);
}

/** The number under which the course prints an exercise: 3.1 is chapter 3's first. Null for other cells. */
export function exerciseNumber(cellId: string): string | null {
  const chapter = chapters.find(({ exercises }) => exercises.includes(cellId));
  return chapter ? `${chapter.number}.${chapter.exercises.indexOf(cellId) + 1}` : null;
}
