import type { Cell } from '../../notebook/cell';
import { siteUrl } from './site-url';

/** How the page names a cell within a sentence: In [156]. */
export function nameOf(cell: Cell): string {
  if (cell.role === 'scratch') return 'a cell of yours';
  if (cell.role === 'exercise') return `the exercise “${cell.id}”`;
  return cell.in === null ? cell.id : `In [${cell.in}]`;
}

/** Where the cell stands. */
export function addressOf(cell: Cell): string {
  return siteUrl(`${cell.chapter}/#cell-${cell.id}`);
}
