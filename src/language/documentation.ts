/** TypeScript's own pieces of a documentation as blocks that a page can set. */
import type ts from 'typescript';
import type { Block, CodePart } from './answers';

const NEWLINE = '\n';

/** Takes off what only says that a name came by an import. */
export function declarationOf(parts: readonly ts.SymbolDisplayPart[]): readonly CodePart[] {
  const own = isAlias(parts) ? parts.slice(4) : parts;
  const end = own.findIndex(
    ({ text, kind }, i) => kind === 'keyword' && text === 'import' && own[i - 1]?.text === NEWLINE,
  );
  return end < 1 ? own.map(partOf) : own.slice(0, end - 1).map(partOf);
}

/** The text of a comment, its fenced or indented examples apart, and what it says of parameters and the result. */
export function documentationOf(
  comment: readonly ts.SymbolDisplayPart[] | undefined,
  tags: readonly ts.JSDocTagInfo[] = [],
): readonly Block[] {
  const described = tags.flatMap(({ name, text = [] }): Block[] => {
    const words = plain(text);
    if (name === 'param') return [{ kind: 'text', text: words.replace(/^(\S+)\s+(?:-\s*)?/, '`$1`: ') }];
    if (name === 'returns') return [{ kind: 'text', text: `Gives ${words}` }];
    if (name === 'deprecated') return [{ kind: 'text', text: `Deprecated. ${words}` }];
    return [];
  });
  return [...blocksOf(plain(comment ?? [])), ...described].filter(({ text }) => text.trim() !== '');
}

export function partOf({ text, kind }: ts.SymbolDisplayPart): CodePart {
  return { text, kind };
}

/** `(alias)` and the space after it. */
function isAlias([open, word, close, space]: readonly ts.SymbolDisplayPart[]): boolean {
  return open?.text === '(' && word?.text === 'alias' && close?.text === ')' && space?.text === ' ';
}

function blocksOf(text: string): Block[] {
  return text.split(/^```\w*$/m).flatMap((piece, i): Block[] => {
    if (i % 2 === 1) return [{ kind: 'code', text: flushLeft(piece.replace(/^\n+|\s+$/g, '')) }];
    return piece
      .split(/\n\s*\n/)
      .map((paragraph) => ({ kind: 'text', text: paragraph.replace(/\s+/g, ' ').trim() }));
  });
}

function flushLeft(code: string): string {
  const indents = code.split('\n').flatMap((line) => (line.trim() === '' ? [] : line.search(/\S/)));
  const least = Math.min(...indents);
  return code
    .split('\n')
    .map((line) => line.slice(least))
    .join('\n');
}

function plain(parts: readonly ts.SymbolDisplayPart[]): string {
  return parts.map(({ text }) => text).join('');
}
