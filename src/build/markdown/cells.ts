import type {} from '@astrojs/markdown-remark';
import type { Code, Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { messageOf } from '../../model/message-of';
import type { Cell } from '../../notebook/cell';
import { parseCellMeta } from '../../notebook/cell-meta';

/** A cell as its chapter gives it, which does not know its own address. */
export type ChapterCell = Omit<Cell, 'chapter'>;

/** What `remarkCells` adds to a chapter's frontmatter. */
export interface CellsOfChapter {
  cells: readonly ChapterCell[];
  /** By the exercise's id. */
  solutions: Readonly<Record<string, string>>;
}

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
  /** The id of the exercise's cell, which the fence belongs to. */
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
 * solution is wrapped in `<Solution of="..."`>, and the check is not part of the page. The cells themselves, in order,
 * exercises with their checks, are added to the chapter's frontmatter as `cells`, the solutions as `solutions`. Refused are a fence that begins like
 * one of the three and is none, an exercise without its check or solution, and these without their exercise.
 */
export function remarkCells() {
  return (tree: Root, file: VFile): void => {
    const cells: ChapterCell[] = [];
    const exercises = new Map<string, Code>();
    const companions = { check: new Map<string, Code>(), solution: new Map<string, Code>() };
    visit(tree, 'code', (node, index, parent) => {
      if (parent === undefined || index === undefined) return;
      const { meta, companion } = fenceOf(node, file);
      if (meta !== null) {
        cells.push({ ...meta, source: node.value });
        if (meta.role === 'exercise') exercises.set(meta.id, node);
        parent.children[index] = component('Cell', { id: meta.id }, []);
        return CONTINUE;
      }
      if (companion === null) return CONTINUE;
      companions[companion.kind].set(companion.exercise, node);
      if (companion.kind === 'check') {
        parent.children.splice(index, 1);
        return index;
      }
      const code: Code = { type: 'code', lang: node.lang ?? null, value: node.value };
      parent.children[index] = component('Solution', { of: companion.exercise }, [code]);
      return SKIP;
    });

    for (const [kind, written] of Object.entries(companions)) {
      for (const [id, { position }] of written) {
        if (exercises.has(id)) continue;
        file.fail(`A ${kind} is for "${id}", which is no exercise of this chapter.`, position);
      }
      for (const [id, { position }] of exercises) {
        if (!written.has(id)) file.fail(`The exercise "${id}" has no ${kind}.`, position);
      }
    }
    const withChecks = cells.map((cell) => {
      const check = companions.check.get(cell.id);
      return check ? { ...cell, check: check.value } : cell;
    });
    const solutions = Object.fromEntries([...companions.solution].map(([id, { value }]) => [id, value]));
    file.data.astro = {
      ...file.data.astro,
      frontmatter: {
        ...file.data.astro?.frontmatter,
        ...({ cells: withChecks, solutions } satisfies CellsOfChapter),
      },
    };
  };
}

function fenceOf(node: Code, file: VFile): { meta: ReturnType<typeof metaOf>; companion: Companion | null } {
  try {
    return { meta: metaOf(node), companion: companionOf(node) };
  } catch (error) {
    file.fail(messageOf(error), node.position);
  }
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

/**
 * All cells of the course, in the notebook's order.
 * @param chapters in order
 * @throws {Error} if two cells have one id, for ids are the keys of edits and links
 */
export function notebookOf(
  chapters: readonly { slug: string; cells: readonly ChapterCell[] }[],
): readonly Cell[] {
  const seen = new Map<string, Cell>();
  for (const { slug, cells } of chapters) {
    for (const cell of cells) {
      const other = seen.get(cell.id);
      if (other) {
        throw new Error(
          `Two cells have the id "${cell.id}", in "${other.chapter}" and "${slug}": give one of them another.`,
        );
      }
      seen.set(cell.id, { ...cell, chapter: slug });
    }
  }
  return [...seen.values()];
}
