import type { Code, Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Cell } from '../../notebook/cell';
import { parseCellMeta } from '../../notebook/cell-meta';
import { messageOf } from '../../model/message-of';

const languages = new Set(['ts', 'js']);

function metaOf(node: Code): ReturnType<typeof parseCellMeta> {
  const meta = parseCellMeta(node.meta);
  if (meta !== null && !languages.has(node.lang ?? '')) {
    throw new Error(`Cell "${meta.id}" is written in "${node.lang}"; cells are ts or js.`);
  }
  return meta;
}

/** What an author writes for an exercise beside its cell. */
interface Companion {
  kind: 'check' | 'solution';
  /** The id of the exercise's cell. */
  exercise: string;
}

/**
 * Reads a fence ` ```ts check for="wider" ` or ` ```ts solution for="wider" `.
 * @returns null for any other
 */
function companionOf({ meta }: Code): Companion | null {
  const [, kind, rest] = /^(check|solution)(?:\s+(.*))?$/.exec(meta ?? '') ?? [];
  if (kind !== 'check' && kind !== 'solution') return null;
  const [, exercise] = /^for="([^"]+)"$/.exec(rest ?? '') ?? [];
  if (exercise === undefined) {
    throw new Error(`A ${kind} needs the id of its exercise: ${kind} for="wider", not "${meta}".`);
  }
  return { kind, exercise };
}

/**
 * Remark plugin: a fence ` ```ts cell id="conv1" in="156" ` becomes `<Cell id="conv1" />`. Of an exercise, the
 * solution is wrapped in `<Solution of="..."`>, and the check is not part of the page.
 */
export function remarkCells() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'code', (node, index, parent) => {
      if (parent === undefined || index === undefined) return;
      let meta: ReturnType<typeof parseCellMeta>;
      let companion: Companion | null;
      try {
        meta = metaOf(node);
        companion = companionOf(node);
      } catch (error) {
        file.fail(messageOf(error), node.position);
      }
      if (meta !== null) {
        parent.children[index] = component('Cell', { id: meta.id }, []);
      } else if (companion?.kind === 'solution') {
        const code: Code = { type: 'code', lang: node.lang ?? null, value: node.value };
        parent.children[index] = component('Solution', { of: companion.exercise }, [code]);
        return SKIP;
      } else if (companion) {
        parent.children.splice(index, 1);
        return index;
      }
      return CONTINUE;
    });
  };
}

function component(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: MdxJsxFlowElement['children'],
): MdxJsxFlowElement {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([attribute, value]) => ({
      type: 'mdxJsxAttribute',
      name: attribute,
      value,
    })),
    children,
  };
}

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkMath);

/**
 * The cells of one chapter, in order, exercises with their checks.
 * @param chapter its slug
 * @param body its MDX without the frontmatter
 * @throws {Error} for a fence that begins like a cell, a check or a solution and is none; for an exercise without
 *   its check or solution, and for these without their exercise
 */
export function cellsOf(chapter: string, body: string): Cell[] {
  const cells: Cell[] = [];
  const companions = { check: new Map<string, string>(), solution: new Map<string, string>() };
  visit(parser.parse(body), 'code', (node) => {
    const meta = metaOf(node);
    if (meta !== null) cells.push({ ...meta, chapter, source: node.value });
    const companion = companionOf(node);
    if (companion) companions[companion.kind].set(companion.exercise, node.value);
  });
  const exercises = new Set(cells.filter(({ role }) => role === 'exercise').map(({ id }) => id));
  for (const [kind, written] of Object.entries(companions)) {
    for (const id of written.keys()) {
      if (!exercises.has(id))
        throw new Error(`A ${kind} is for "${id}", which is no exercise of "${chapter}".`);
    }
    for (const id of exercises) {
      if (!written.has(id)) throw new Error(`The exercise "${id}" in "${chapter}" has no ${kind}.`);
    }
  }
  return cells.map((cell) => {
    const check = companions.check.get(cell.id);
    return check === undefined ? cell : { ...cell, check };
  });
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
