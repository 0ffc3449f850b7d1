/** What tells of a reader: a scroll that is none of theirs, to an address's cell, does too. */
const signs = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'touchstart'] as const;

let came: Promise<void> | null = null;

/**
 * When a reader has first moved, pressed or scrolled in this tab. What nobody has asked for and is not small waits for
 * it: a page by itself loads little.
 */
export function firstSign(): Promise<void> {
  came ??= new Promise((resolve) => {
    const watch = new AbortController();
    const notice = () => {
      watch.abort();
      resolve();
    };
    for (const sign of signs) {
      addEventListener(sign, notice, { capture: true, passive: true, signal: watch.signal });
    }
  });
  return came;
}
