/** The files of the standalone project that say what the reader's notebook says: its cells. */
import type { Cell } from '../notebook/cell';

/** An entry of `cells.json`: the cell, but for its source and the check of an exercise, and the file in `cells/` that has it. */
export type ListedCell = Omit<Cell, 'source' | 'check'> & { file: string };

/**
 * The files of the exported project that hold the reader's cells.
 *
 * @returns text by path
 */
export function projectCells(
  cells: readonly { cell: Cell; source: string }[],
): Readonly<Record<string, string>> {
  const listed = cells.map(({ cell: { source: _source, check: _check, ...cell } }, index): ListedCell => {
    const number = String(index + 1).padStart(String(cells.length).length, '0');
    const name = cell.role === 'scratch' ? 'own' : cell.id.replaceAll(/[^\w-]/g, '-');
    return { file: `${number}-${name}.ts`, ...cell };
  });
  return {
    'cells.json': `${JSON.stringify(listed, null, 2)}\n`,
    ...Object.fromEntries(
      listed.map(({ file }, index) => [`cells/${file}`, `${cells[index]?.source ?? ''}\n`]),
    ),
  };
}
