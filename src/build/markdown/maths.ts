import katex from 'katex';
import type { Root } from 'mdast';
import type {} from 'mdast-util-math';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { messageOf } from '../../model/message-of';
import { breakable } from '../../model/formula/breakable';
import { isKatexSize } from '../vite/katex-fonts';
import { formulaClasses, formulaLiberties, formulaMacros } from '../../model/formula/formula';

/** KaTeX would set what it may not use in red and go on; a course with such a formula is not built. */
function trust(context: { command: string; class?: string }): boolean {
  if (context.command === '\\htmlClass' && formulaClasses.has(context.class ?? '')) return true;
  throw new Error(`${context.command} is not used here, but through \\vin, \\vker, \\vout and \\vgrad`);
}

/**
 * Sets a formula as HTML with MathML beside it.
 * @param tex LaTeX, with `\vin`, `\vker`, `\vout` and `\vgrad` for the four hues
 * @throws {Error} naming the formula, if KaTeX cannot set it
 */
export function renderMaths(tex: string, displayMode: boolean): string {
  try {
    const html = katex.renderToString(displayMode ? breakable(tex) : tex, {
      displayMode,
      macros: { ...formulaMacros },
      strict: (code: string) => (formulaLiberties.has(code) ? 'ignore' : 'error'),
      trust,
    });
    const changes = html.matchAll(/reset-size(\d+) size(\d+)/g);
    if (![...changes].every(([, from = '', to = '']) => isKatexSize(from, to))) {
      throw new Error('It changes its size, which the page has no styles for.');
    }
    return html;
  } catch (error) {
    throw new Error(
      `This formula cannot be set: ${tex}
${String(error)}`,
      { cause: error },
    );
  }
}

/**
 * Remark plugin: the formulas that remark-math found become their HTML. A formula alone in its paragraph is
 * displayed, so that `$$...$$` may stand on one line. An error stops the build at its line.
 */
export function remarkMaths() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'paragraph', (paragraph, index, parent) => {
      const [only, ...others] = paragraph.children;
      if (only?.type !== 'inlineMath' || others.length > 0 || !parent || index === undefined) return;
      parent.children[index] = { ...only, type: 'math' };
    });
    visit(tree, (node, index, parent) => {
      if ((node.type !== 'math' && node.type !== 'inlineMath') || !parent || index === undefined) return;
      const display = node.type === 'math';
      let html: string;
      try {
        html = renderMaths(node.value, display);
      } catch (error) {
        file.fail(messageOf(error), node.position);
      }
      const element: MdxJsxFlowElement | MdxJsxTextElement = {
        type: display ? 'mdxJsxFlowElement' : 'mdxJsxTextElement',
        name: display ? 'div' : 'span',
        attributes: [
          { type: 'mdxJsxAttribute', name: 'class', value: display ? 'maths maths-display' : 'maths' },
          { type: 'mdxJsxAttribute', name: 'set:html', value: html },
        ],
        children: [],
      };
      parent.children[index] = element;
      return SKIP;
    });
  };
}
