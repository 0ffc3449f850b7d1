export interface PhotoCredit {
  /** Name of the file in public/photos: 'cat.jpg'. */
  file: string;
  subject: string;
  author: string;
  licence: string;
  source: string;
  /** Where the source can be seen, if it has an address. */
  address: string | null;
}

const columns = ['file', 'subject', 'author', 'licence', 'came from'];

/**
 * Reads the table of `public/photos/LICENSES.md`, the one place where photographs are credited.
 * @throws {Error} if its columns are no longer the known ones, or a photograph has no entry in one of them
 */
export function parsePhotoCredits(markdown: string): PhotoCredit[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  const [head, , ...body] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  if (head?.join() !== columns.join()) {
    throw new Error(
      `The photographs' table should have the columns ${columns.join(', ')}; it has ${head?.join(', ') ?? 'none'}.`,
    );
  }
  return body.map((cells) => {
    const [file, subject, author, licence, source] = cells;
    if (!file || !subject || !author || !licence || !source) {
      throw new Error(`The photographs' table lacks an entry in the row of ${file}.`);
    }
    const linked = /^\[(.+?)\]\((.+)\)(.*)$/.exec(source);
    const words = linked ? `${linked[1]}${linked[3]}` : source.replaceAll('`', '');
    return { file, subject, author, licence, source: words, address: linked?.[2] ?? null };
  });
}
