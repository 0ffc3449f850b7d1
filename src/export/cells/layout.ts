/** Lines of Python no longer than need be. */

const WIDTH = 76;

/** A call on one line, or with a line for each argument. */
export function callText(name: string, args: readonly string[]): string {
  return bracketed(`${name}(`, args, ')');
}

export function bracketed(open: string, items: readonly string[], close: string): string {
  const line = `${open}${items.join(', ')}${close}`;
  if (line.length <= WIDTH && !line.includes('\n')) return line;
  return [open, ...items.map((item) => `${indent(item)},`), close].join('\n');
}

/** What a list of Python spells, as a tuple. */
export function tupled(list: string): string {
  const inner = list.slice(1, -1).replace(/,\s*$/, '');
  let [depth, commas] = [0, 0];
  for (const letter of inner) {
    if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) depth--;
    else if (letter === ',' && depth === 0) commas++;
    // Two lists, one behind the other.
    if (depth < 0) return `tuple(${list})`;
  }
  return / for /.test(inner) ? `tuple(${list})` : `(${inner}${commas === 0 ? ',' : ''})`;
}

/** Four spaces further to the right. */
export function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}

/** Words of comment, in lines. */
export function comment(text: string): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length > WIDTH - 2) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => `# ${line}`);
}
