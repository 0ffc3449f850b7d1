/**
 * A 64-bit hash of a text, as 16 hexadecimal digits: two FNV-1a walks (offset basis and prime of the
 * FNV specification for 32 bits), the second over the text backwards so that they fail on different pairs.
 * It tells sources apart; it is no protection against forgery.
 */
export function hash(text: string): string {
  let forward = 0x811c9dc5;
  let backward = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    forward = Math.imul(forward ^ text.charCodeAt(i), 0x01000193);
    backward = Math.imul(backward ^ text.charCodeAt(text.length - 1 - i), 0x01000193);
  }
  return hex(forward) + hex(backward);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
