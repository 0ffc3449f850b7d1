import type { Code, Root, RootContent } from 'mdast';
import type {} from 'mdast-util-math';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { chapterFiles, type ChapterFile } from '../support/chapters';

/** A chapter as its source says it, read without the site's own plugins. */
export interface Chapter {
  folder: string;
  slug: string;
  frontmatter: Record<string, string>;
  /** Its fences that mean something to the site: cells, and what belongs to exercises. */
  fences: readonly Code[];
  /** Those of the notebook. */
  cells: readonly Code[];
  formulas: readonly string[];
  components: readonly Component[];
  headings: readonly number[];
  /** Addresses of its links. */
  links: readonly string[];
  /** Of each exercise, its cell's id, and its task and hints as text. */
  exercises: readonly { cell: string; prose: string }[];
  /** All that is read as text, tables and notes included, exercises not; a blank for each formula and piece of code. */
  prose: string;
}

export interface Component {
  name: string;
  attributes: Record<string, string>;
}

const blocks = new Set(['paragraph', 'heading', 'tableCell', 'listItem']);
const parser = unified().use(remarkParse).use(remarkMdx).use(remarkMath);

/** The chapters of the course in reading order. */
export const chapters: readonly Chapter[] = chapterFiles.map(readChapter);

/** @throws {Error} if there is no such chapter */
export function chapterOf(slug: string): Chapter {
  const chapter = chapters.find((candidate) => candidate.slug === slug);
  if (!chapter) throw new Error(`There is no chapter "${slug}".`);
  return chapter;
}

function readChapter({ folder, slug, mdx }: ChapterFile): Chapter {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(mdx) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${folder} has no frontmatter.`);
  const tree: Root = parser.parse(body);
  const fences: Code[] = [];
  const exercises: { cell: string; prose: string }[] = [];
  const formulas: string[] = [];
  const components: Component[] = [];
  const headings: number[] = [];
  const links: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'code' && node.meta) fences.push(node);
    else if (node.type === 'math' || node.type === 'inlineMath') formulas.push(node.value);
    else if (node.type === 'heading') headings.push(node.depth);
    else if (node.type === 'link') links.push(node.url);
    else if (isComponent(node)) {
      const component = readComponent(node);
      components.push(component);
      if (component.name === 'Exercise') {
        const prose = node.children.map(textOf).join(' ').replace(/\s+/g, ' ').trim();
        exercises.push({ cell: component.attributes.cell ?? '', prose });
      }
    }
  });
  return {
    folder,
    slug,
    frontmatter: readFrontmatter(head),
    fences,
    cells: fences.filter(({ meta }) => /^cell (?!.*\bexercise\b)/.test(meta ?? '')),
    exercises,
    formulas,
    components,
    headings,
    links,
    prose: textOf(tree).replace(/\s+/g, ' '),
  };
}

function readFrontmatter(head: string): Record<string, string> {
  return Object.fromEntries(
    head.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [
        line.slice(0, colon),
        line
          .slice(colon + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ];
    }),
  );
}

function isComponent(node: Root | RootContent): node is MdxJsxFlowElement | MdxJsxTextElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

function readComponent(node: MdxJsxFlowElement | MdxJsxTextElement): Component {
  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') {
      throw new Error(`<${node.name}> has an attribute that is no plain text.`);
    }
    attributes[attribute.name] = attribute.value;
  }
  return { name: node.name ?? '', attributes };
}

function textOf(node: Root | RootContent): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return ' ';
  const text = node.children.map(textOf).join('');
  if (isComponent(node)) {
    const { name, attributes } = readComponent(node);
    if (name === 'Exercise') return ' ';
    const { title = '', caption = '' } = attributes;
    return ` ${title} ${caption} ${text} `;
  }
  return blocks.has(node.type) ? `${text}\n` : text;
}
