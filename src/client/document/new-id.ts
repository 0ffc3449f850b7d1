/** An id that no other cell or tab has, on this device or another. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return `own-${Array.from(bytes, (byte) => byte.toString(36).padStart(2, '0')).join('')}`;
}
