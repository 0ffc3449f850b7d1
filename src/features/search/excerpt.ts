export interface Piece {
  text: string;
  /** Whether the piece is a match of the search, and is marked. */
  found: boolean;
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>' };

/**
 * The pieces of an excerpt, in order.
 * @param excerpt as Pagefind gives it: text with its angle brackets escaped, what was found between `<mark>` and `</mark>`
 */
export function piecesOf(excerpt: string): readonly Piece[] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/)
    .map((piece) => ({
      // The rules of a printed table are no words.
      text: piece
        .replace(/<\/?mark>/g, '')
        .replace(/[_=]{4,}\s*/g, '')
        .replace(/&[lg]t;/g, (entity) => entities[entity] ?? entity),
      found: piece.startsWith('<mark>'),
    }))
    .filter(({ text }) => text !== '');
}

/**
 * An excerpt without the heading that it stands below: it begins with the heading's words, or the last of them.
 * @param excerpt as Pagefind gives it
 */
export function withoutHeading(excerpt: string, heading: string): string {
  const words = heading.split(' ');
  const ends = words.map((_, index) => `${words.slice(index).join(' ')}. `);
  const said = ends.find((end) => excerpt.startsWith(end)) ?? '';
  return excerpt.slice(said.length);
}
