import type { InlineCode, PhrasingContent, Root } from 'mdast';
import type { InlineMath } from 'mdast-util-math';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';

/** Letters that fit the line of a phone, beside a word. */
const SHORT = 24;

/**
 * Remark plugin: a short formula or piece of code stays in one line, together with the sign behind it. Stands before the
 * formulas are set.
 */
export function remarkUnbroken() {
  return (tree: Root): void => {
    visit(tree, (node, index, parent) => {
      if ((node.type !== 'inlineMath' && node.type !== 'inlineCode') || !parent || index === undefined)
        return;
      // Alone in its paragraph a formula is displayed.
      if (parent.children.length === 1 || lettersOf(node) > SHORT) return;
      const [next, rest] = cut(parent.children[index + 1]);
      const children: PhrasingContent[] = next === null ? [node] : [node, { type: 'text', value: next }];
      const unbroken: MdxJsxTextElement = {
        type: 'mdxJsxTextElement',
        name: 'span',
        attributes: [{ type: 'mdxJsxAttribute', name: 'class', value: 'unbroken' }],
        children,
      };
      const behind = next === null ? [] : [{ type: 'text' as const, value: rest }];
      parent.children.splice(index, 1 + behind.length, unbroken, ...behind);
      return [SKIP, index + 1];
    });
  };
}

/** How many letters a reader sees, about: a command of TeX is one. */
function lettersOf({ type, value }: InlineMath | InlineCode): number {
  if (type === 'inlineCode') return value.length;
  return value.replace(/\\v(in|ker|out|grad)(?=\W)|[{}\s]/g, '').replace(/\\([a-zA-Z]+|.)/g, '-').length;
}

/** A text's sign at its beginning, null if it has none, and what follows. */
function cut(node: Root['children'][number] | undefined): [string, string] | [null, ''] {
  const [, sign, rest] = (node?.type === 'text' && /^([,.;:!?)]+)(.*)$/s.exec(node.value)) || [];
  return sign === undefined ? [null, ''] : [sign, rest ?? ''];
}
