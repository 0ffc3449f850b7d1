import type { Variable } from '../../../notebook/variables';

export type SortKey = 'name' | 'type' | 'bytes';
export type Direction = 'ascending' | 'descending';

export interface Order {
  by: SortKey;
  direction: Direction;
}

/** By name, as a dictionary has them: conv2 before conv10. */
const names = new Intl.Collator('en', { numeric: true });

/** The variables in this order; those alike in it by name. */
export function sortVariables(variables: readonly Variable[], { by, direction }: Order): Variable[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return variables.toSorted((a, b) => sign * compareBy(a, b, by) || names.compare(a.name, b.name));
}

/** What a press on a column's head makes of the order: that column, and the other way round the second time. */
export function nextOrder(order: Order, pressed: SortKey): Order {
  const first: Direction = pressed === 'bytes' ? 'descending' : 'ascending';
  if (order.by !== pressed) return { by: pressed, direction: first };
  return { by: pressed, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
}

function compareBy(a: Variable, b: Variable, by: SortKey): number {
  if (by === 'bytes') return (a.bytes ?? -1) - (b.bytes ?? -1);
  return names.compare(a[by], b[by]);
}
