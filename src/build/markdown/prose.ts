import type {} from '@astrojs/markdown-remark';
import type { Nodes, Root, RootContent } from 'mdast';
import type {} from 'mdast-util-math';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Prose } from '../../export/ipynb';
import { twoLines } from '../../model/formula/formula';
import { parseCellMeta } from '../../notebook/cell-meta';
import { derivationsOf } from './derivations';

/** Components whose own text is part of the chapter's. */
const PASSAGES = new Set(['About', 'Aside', 'Answer', 'Figure', 'Exercise']);
/** Those that say nothing outside of the page: what an exercise gives away, and other languages. */
const LEFT_OUT = new Set(['Hint', 'Solution', 'InNumpy']);
/** Stands in place of all others, the widgets. */
const FIGURE = '*(Here the page has a figure that answers.)*';

/**
 * Remark plugin: leaves the chapter's text in its frontmatter as `prose`, for the exported notebook. It has to stand
 * before all that changes formulas, fences and links, as it takes the text as its author wrote it.
 */
export function remarkProse() {
  return (tree: Root, file: VFile): void => {
    const prose: Prose[] = [];
    let texts: string[] = [];
    const source = String(file);
    const end = (above: string | null) => {
      const text = texts.filter((each) => each !== '').join('\n\n');
      if (text !== '') prose.push({ above, text });
      texts = [];
    };
    const read = (node: RootContent): void => {
      if (node.type === 'mdxJsxFlowElement') readComponent(node);
      else if (node.type === 'code' && node.meta) {
        const cell = parseCellMeta(node.meta);
        if (cell) end(cell.id);
      } else if (node.type !== 'yaml' && !node.type.startsWith('mdx')) texts.push(written(node, source));
    };
    const readComponent = (node: MdxJsxFlowElement): void => {
      const name = node.name ?? '';
      if (LEFT_OUT.has(name)) return;
      if (name === 'Derivation') {
        const found = derivationsOf(attributeOf(node, 'layer'), attributeOf(node, 'of'));
        texts.push(...found.map((each) => `$$${plain(twoLines(each))}$$`));
      } else if (PASSAGES.has(name)) {
        if (name === 'Exercise') texts.push(`### Exercise: ${attributeOf(node, 'title')}`);
        node.children.forEach(read);
      } else texts.push(FIGURE);
    };
    tree.children.forEach(read);
    end(null);
    file.data.astro = { ...file.data.astro, frontmatter: { ...file.data.astro?.frontmatter, prose } };
  };
}

function attributeOf({ attributes }: MdxJsxFlowElement, name: string): string {
  const found = attributes.find((each) => each.type === 'mdxJsxAttribute' && each.name === name);
  return typeof found?.value === 'string' ? found.value : '';
}

/** A passage as its author wrote it, but for the components in its lines: of a note the text stays, in brackets. */
function written(node: RootContent, source: string): string {
  const [from, to] = spanOf(node);
  const cuts: { from: number; to: number; text: string }[] = [];
  visit(node, 'mdxJsxTextElement', (element: MdxJsxTextElement) => {
    const [start, end] = spanOf(element);
    const [first, last] = [element.children.at(0), element.children.at(-1)];
    const [inner, outer] = first && last ? [spanOf(first)[0], spanOf(last)[1]] : [end, end];
    const isNote = element.name === 'Sidenote';
    cuts.push({ from: start, to: inner, text: isNote ? ' (' : '' });
    cuts.push({ from: outer, to: end, text: isNote ? ')' : '' });
  });
  let text = '';
  let at = from;
  for (const cut of cuts.sort((a, b) => a.from - b.from)) {
    text += source.slice(at, cut.from) + cut.text;
    at = cut.to;
  }
  return plain(text + source.slice(at, to));
}

function spanOf({ position }: Nodes): readonly [number, number] {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}

/** Jupyter's TeX does not know the course's macros for its hues. */
function plain(text: string): string {
  return text.replace(/\\v(?:in|ker|out|grad)(?=[{ ])/g, '');
}
