import type { Cell } from '../../../src/notebook/cell';

/** Cells whose sources are their ids, the ones in `slow` marked so. */
export function cellsOf(ids: string, slow = ''): Cell[] {
  return [...ids].map((id, i) => ({
    id,
    in: 154 + i,
    chapter: 'chapter',
    source: id,
    slow: slow.includes(id),
    role: 'course',
  }));
}
