/** Sets declarations and documentation into the page: as text, whatever stands in them. */
import type { Block, CodePart, Documented } from '../../../language/answers';

/** A declaration with the documentation beneath it. */
export function setDocumented({ declaration, documentation }: Documented): HTMLElement {
  const element = document.createElement('div');
  element.className = 'cm-documented';
  if (declaration.length > 0) element.append(setCode(declaration));
  element.append(...documentation.map(setBlock));
  return element;
}

/** A declaration in the colours of code. */
function setCode(parts: readonly CodePart[]): HTMLElement {
  const code = document.createElement('code');
  code.className = 'cm-declaration';
  code.append(...parts.map(setPart));
  return code;
}

export function setPart({ text, kind }: CodePart): Node {
  const tone = TONES[kind];
  if (tone === undefined) return document.createTextNode(text);
  const span = document.createElement('span');
  span.style.color = `var(--astro-code-token-${tone})`;
  span.textContent = text;
  return span;
}

const TONES: Readonly<Record<string, string>> = {
  keyword: 'keyword',
  stringLiteral: 'string-expression',
};

export function setBlock({ kind, text }: Block): HTMLElement {
  if (kind === 'code') {
    const example = document.createElement('pre');
    example.textContent = text;
    return example;
  }
  const paragraph = document.createElement('p');
  paragraph.append(...setInline(text));
  return paragraph;
}

/** Code between backticks, what is strong or stressed in Markdown, of links the words. */
function setInline(text: string): Node[] {
  return inlineOf(text).map(({ element, text }) => {
    if (element === null) return document.createTextNode(text);
    const set = document.createElement(element);
    set.append(...(element === 'code' ? [text] : setInline(text)));
    return set;
  });
}

interface Inline {
  element: 'code' | 'strong' | 'em' | null;
  text: string;
}

const MARKED = /`([^`]+)`|\*\*(\S(?:[^*]*\S)?)\*\*|(?<![\w*])[*_](\S(?:[^*_]*\S)?)[*_](?![\w*])/g;

/** The pieces of a line of Markdown. A star that marks nothing, as in 2 * 3, is a star. */
export function inlineOf(text: string): readonly Inline[] {
  const words = text
    .replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1')
    .replace(/\{@link(?:code|plain)?\s+([^}\s|]+)[^}]*\}/g, '$1');
  const pieces: Inline[] = [];
  let end = 0;
  for (const found of words.matchAll(MARKED)) {
    const [whole, code, strong, stressed] = found;
    if (found.index > end) pieces.push({ element: null, text: words.slice(end, found.index) });
    if (code !== undefined) pieces.push({ element: 'code', text: code });
    else if (strong !== undefined) pieces.push({ element: 'strong', text: strong });
    else if (stressed !== undefined) pieces.push({ element: 'em', text: stressed });
    end = found.index + whole.length;
  }
  if (end < words.length) pieces.push({ element: null, text: words.slice(end) });
  return pieces;
}

/** The text of some documentation without its markup, as a screen reader reads it. */
export function plainText(parts: readonly CodePart[]): string {
  return parts.map(({ text }) => text).join('');
}
