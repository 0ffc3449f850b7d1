import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Data } from 'vfile';
import { notebookOf, remarkCells, type ChapterCell } from '../../src/build/markdown/cells';
import type { Cell } from '../../src/notebook/cell';

const processor = unified().use(remarkParse).use(remarkMdx).use(remarkMath).use(remarkCells);

/** What the site's plugin finds in a chapter's MDX. */
export function cellsOfMdx(mdx: string): readonly ChapterCell[] {
  const data: Data = {};
  processor.runSync(processor.parse(mdx.replace(/^---\n.*?\n---\n/s, '')), { data });
  return data.astro?.frontmatter?.cells as readonly ChapterCell[];
}

/** All cells of these chapters. */
export function cellsOfChapters(chapters: readonly { slug: string; mdx: string }[]): readonly Cell[] {
  return notebookOf(chapters.map(({ slug, mdx }) => ({ slug, cells: cellsOfMdx(mdx) })));
}
