import type { Code, Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Cell } from '../notebook/cell';
import { parseCellMeta } from '../notebook/cell-meta';

const languages = new Set(['ts', 'js']);

function metaOf(node: Code): ReturnType<typeof parseCellMeta> {
  const meta = parseCellMeta(node.meta);
  if (meta !== null && !languages.has(node.lang ?? '')) {
    throw new Error(`Cell "${meta.id}" is written in "${node.lang}"; cells are ts or js.`);
  }
  return meta;
}

/** Remark plugin: a fence ` ```ts cell id="conv1" in="156" ` becomes `<Cell id="conv1" />`. */
export function remarkCells() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'code', (node, index, parent) => {
      let meta: ReturnType<typeof parseCellMeta>;
      try {
        meta = metaOf(node);
      } catch (error) {
        file.fail(error instanceof Error ? error.message : String(error), node.position);
      }
      if (meta === null || parent === undefined || index === undefined) return;
      const element: MdxJsxFlowElement = {
        type: 'mdxJsxFlowElement',
        name: 'Cell',
        attributes: [{ type: 'mdxJsxAttribute', name: 'id', value: meta.id }],
        children: [],
      };
      parent.children[index] = element;
    });
  };
}

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkMath);

/**
 * The cells of one chapter, in order.
 * @param chapter its slug
 * @param body its MDX without the frontmatter
 * @throws {Error} for a fence that begins like a cell and is none
 */
export function cellsOf(chapter: string, body: string): Cell[] {
  const cells: Cell[] = [];
  visit(parser.parse(body), 'code', (node) => {
    const meta = metaOf(node);
    if (meta !== null) cells.push({ ...meta, chapter, source: node.value });
  });
  return cells;
}

/**
 * All cells of the course, in the notebook's order.
 * @throws {Error} if two cells have one id, for ids are the keys of edits and links
 */
export function notebookOf(chapters: readonly { slug: string; body: string }[]): Cell[] {
  const cells = chapters.flatMap(({ slug, body }) => cellsOf(slug, body));
  const seen = new Map<string, Cell>();
  for (const cell of cells) {
    const other = seen.get(cell.id);
    if (other) {
      throw new Error(
        `Two cells have the id "${cell.id}", in "${other.chapter}" and "${cell.chapter}": give one of them another.`,
      );
    }
    seen.set(cell.id, cell);
  }
  return cells;
}
