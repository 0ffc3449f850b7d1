/**
 * Whether a press on a cell's frame may be a command. Known before the commands are fetched, so that the page does
 * not scroll or search meanwhile.
 */
export function isCommandKey({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  if (key === 'Enter') return true;
  return !ctrlKey && !metaKey && !altKey && /^([abdijkz0?]|Arrow(Up|Down))$/i.test(key);
}
