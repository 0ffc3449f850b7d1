import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

/** Chapters link from the root (`/conv1/`); a site that lives under a base path gets it put in front. */
export function remarkLinks({ base }: { base: string }) {
  const prefix = base.replace(/\/$/, '');
  return (tree: Root): void => {
    visit(tree, ['link', 'image', 'definition'], (node) => {
      if (!('url' in node) || !/^\/(?!\/)/.test(node.url)) return;
      node.url = prefix + node.url;
    });
  };
}
