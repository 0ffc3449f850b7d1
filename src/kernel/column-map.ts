import type MagicString from 'magic-string';

/** For an edited text: the original column of a column in the result, both 1-based, lines unmoved. Null in what was added. */
export function columnMap(text: MagicString): (line: number, column: number) => number | null {
  const { mappings } = text.generateDecodedMap({ hires: true });
  return (line, column) => {
    const segment = mappings[line - 1]?.findLast(([generated]) => generated <= column - 1);
    const original = segment?.[3];
    return original === undefined ? null : original + 1;
  };
}
