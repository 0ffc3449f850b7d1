import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/** Rehype plugin: Markdown makes the corner of a table a heading of nothing; it becomes a plain cell. */
export function rehypeTables() {
  return (tree: Root): void => {
    visit(tree, 'element', (element) => {
      if (element.tagName === 'th' && element.children.length === 0) element.tagName = 'td';
    });
  };
}
