import type { Cell } from './cell';

/** A cell that declares a name which another lacks, as a page links it. */
export interface Declaring {
  /** At the beginning of a sentence: 'In [156]'. */
  name: string;
  href: string;
  /** Why what it declares is not there, and what to do, after "declares it, ". */
  lack: string;
}

/**
 * The cells that declare a name at their top or import it, in order. Only for a hint: it reads lines that are not
 * indented and does not parse, so that a declaration after another on the same line is missed.
 */
export function cellsDeclaring(
  name: string,
  sources: readonly { cell: Cell; source: string }[],
): readonly Cell[] {
  const word = `(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`;
  const declaration = new RegExp(
    [
      `^(?:const|let|var|class|(?:async )?function\\*?) *${word}`,
      // const { a, b } = …, const [a, b] = …: not a default's name, nor what is taken apart
      `^(?:const|let|var) *[{[][^=]*${word}[^=]*[}\\]] *=`,
      `^import [^'"]*${word}[^'"]*from`,
    ].join('|'),
    'm',
  );
  return sources.filter(({ source }) => declaration.test(source)).map(({ cell }) => cell);
}
