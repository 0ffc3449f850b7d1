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

/** Code between backticks, of links the words. */
function setInline(text: string): Node[] {
  const words = text.replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1');
  return words.split('`').map((piece, i) => {
    if (i % 2 === 0) return document.createTextNode(piece);
    const code = document.createElement('code');
    code.textContent = piece;
    return code;
  });
}

/** The text of some documentation without its markup, as a screen reader reads it. */
export function plainText(parts: readonly CodePart[]): string {
  return parts.map(({ text }) => text).join('');
}
