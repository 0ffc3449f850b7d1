/** The cells of a notebook in Python, each with those above it that it builds on. */
import type { Stamped } from '../../notebook/stamp';
import { TARGETS, translate, type TargetName } from './translate';

/** By cell, and by what it is written for. */
export type PublishedPython = Readonly<Record<string, Readonly<Record<TargetName, string>>>>;

/** One cell in Python; empty if there is no such cell. */
export function pythonAmong(cells: readonly Stamped[], id: string, target: TargetName): string {
  const own = cells.find(({ cell }) => cell.id === id);
  if (!own) return '';
  const above = own.above.flatMap(({ cellId }) => {
    const found = cells.find(({ cell }) => cell.id === cellId);
    return found ? [{ source: found.source, slow: found.cell.slow }] : [];
  });
  return translate(above, own.source, target).python;
}

export function allInPython(cells: readonly Stamped[]): PublishedPython {
  return Object.fromEntries(
    cells.map(({ cell: { id } }) => {
      const texts = TARGETS.map((target) => [target, pythonAmong(cells, id, target)] as const);
      return [id, Object.fromEntries(texts) as Record<TargetName, string>];
    }),
  );
}
