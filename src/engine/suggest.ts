/** The one of `known` that was probably meant, or null: two typing errors away, or else spelt with other letters' case or separators. */
export function suggest(name: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = 3;
  for (const candidate of known) {
    const distance = editDistance(plain(name), plain(candidate));
    if (distance < least && distance < plain(name).length) [best, least] = [candidate, distance];
  }
  return best;
}

/** ' did you mean conv2d?' or nothing, to end a sentence with. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const suggestion = suggest(name, known);
  return suggestion === null ? '.' : `; did you mean ${suggestion}?`;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '');
}

/** How many letters to put in, take out or change (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
