/** What a route comes to, in words. */
import { follow, type Route } from './window-paths';
import { knownRoutes, published, sameRoute, slipWritten } from './known-routes';

/** The widths on the way: 27 → 23 → 11 → 13 */
export function writeWidths(input: number, route: Route): string {
  const widths = follow(input, route);
  if (!widths) return `${input} → nothing`;
  const stations = [input, widths.convolved];
  if (route.pooling) stations.push(widths.pooled);
  if (route.ring > 0) stations.push(widths.final);
  return stations.join(' → ');
}

/** Whether the route reaches the target, and at what cost. */
export function describeRoute(input: number, target: number, route: Route): string {
  const widths = follow(input, route);
  if (!widths) return 'A window is wider than what it gets: this way ends before its goal.';
  const { final, pooled, even } = widths;
  const reached =
    final === target
      ? `it reaches ${target}`
      : `${Math.abs(final - target)} too ${final < target ? 'few' : 'many'} for ${target}`;
  const empty = final ** 2 - pooled ** 2;
  return [
    `${writeWidths(input, route)}: ${reached}.`,
    ...(route.ring > 0
      ? [`Of the ${final ** 2} places of each channel ${empty} are zeros for every photograph.`]
      : []),
    ...(even ? [] : ['A remainder is dropped on the way.']),
  ].join(' ');
}

/** What the notebook gets wrong about this route; null if it says nothing of it. */
export function describeSlip(input: number, route: Route): string | null {
  const widths = follow(input, route);
  if (!widths || input !== published.input || !sameRoute(route, knownRoutes.slip)) return null;
  const sum = `(27 − 5 + 2 · 1)/2 + 1 = ${widths.convolved}`.replaceAll(' ', '\u00a0');
  return `After the convolution the notebook writes ${slipWritten}, but ${sum}.`;
}
