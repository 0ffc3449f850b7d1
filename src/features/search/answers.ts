/**
 * Whether a page has what was looked for. Of a word that stands nowhere, Pagefind shortens its end until something is
 * found, down to a single letter; half of each word has to be there.
 * @param content the page's text
 * @param locations of what Pagefind found: indices into the content's words
 */
export function answers(query: string, content: string, locations: readonly number[]): boolean {
  const words = content.split(/\s+/);
  const found = locations.map((location) => plain(words[location] ?? ''));
  return query
    .split(/\s+/)
    .map(plain)
    .filter((word) => word !== '')
    .every((word) => found.some((other) => other.includes(word.slice(0, Math.ceil(word.length / 2)))));
}

const plain = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
