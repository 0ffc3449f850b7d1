/** A page of the built site as it is written, before any script: what can be read there needs no browser. */
import { readFileSync } from 'node:fs';
import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

function isElement(node: Node): node is Element {
  return tree.isElementNode(node);
}

/** The page at an address of the site, `/conv1/`. */
export function pageAt(path: string): Element {
  const document = parse(readFileSync(`dist${path}index.html`, 'utf8'));
  const html = document.childNodes.find(isElement);
  if (!html) throw new Error(`There is no page in ${path}.`);
  return html;
}

function childrenOf(node: Node): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}

/** The elements within this one for which it holds, in their order. */
export function all(root: Element, holds: (element: Element) => boolean): Element[] {
  return childrenOf(root)
    .filter(isElement)
    .flatMap((element) => [...(holds(element) ? [element] : []), ...all(element, holds)]);
}

/** The only element within this one for which it holds. */
export function one(root: Element, holds: (element: Element) => boolean): Element {
  const [found, ...others] = all(root, holds);
  if (!found || others.length > 0)
    throw new Error(`One element is wanted: there are ${found ? others.length + 1 : 0}.`);
  return found;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

/** Holds for elements that have the attribute, and the value if one is given. */
export function having(name: string, value?: string) {
  return (element: Element): boolean => {
    const found = attribute(element, name);
    return found !== undefined && (value === undefined || found === value);
  };
}

export function ofClass(name: string) {
  return (element: Element): boolean => (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
}

export function named(name: string) {
  return ({ tagName }: Element): boolean => tagName === name;
}

/** All of its text, without that of the elements left out. */
export function textOf(root: Element, leftOut: (element: Element) => boolean = () => false): string {
  return childrenOf(root)
    .map((node) => {
      if (tree.isTextNode(node)) return node.value;
      return isElement(node) && !leftOut(node) ? textOf(node, leftOut) : '';
    })
    .join('');
}
