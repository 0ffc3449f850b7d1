/** +29,120 or −29,120; empty for none. */
export function writeDifference(difference: number, write: (count: number) => string): string {
  if (difference === 0) return '';
  return `${difference > 0 ? '+' : '−'}${write(Math.abs(difference))}`;
}
