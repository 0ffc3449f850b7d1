import type { Cell } from '../../notebook/cell';
import { siteUrl } from './site-url';

/** Where the cell stands. */
export function addressOf(cell: Cell): string {
  return siteUrl(`${cell.chapter}/#cell-${cell.id}`);
}
