import type { Cell } from '../../notebook/cell';
import { siteUrl } from './site-url';

/** The address of a cell in the site: '/conv1/#cell-conv1', with the base path in front. */
export function addressOf(cell: Cell): string {
  return siteUrl(`${cell.chapter}/#cell-${cell.id}`);
}
