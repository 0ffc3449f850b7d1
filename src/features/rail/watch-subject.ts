/** What the passage in the middle of the window is about: layers by name, or what a cell added. */
export type Subject = { layers: readonly string[] } | { cell: string };

/** Only what crosses this band of the window counts as being read. */
const readingBand = '-30% 0px -45% 0px';

/**
 * Watches the page's passages about layers (`data-about="LRN1 MaxPool"`) and its cells (`data-cell`), and tells
 * whenever another one is being read. Gives the function that ends it.
 */
export function watchSubject(notify: (subject: Subject) => void): () => void {
  const passages = [...document.querySelectorAll<HTMLElement>('[data-about], [data-cell]')];
  const inBand = new Set<Element>();
  let notified: HTMLElement | null = null;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inBand.add(target);
        else inBand.delete(target);
      }
      // The last in the page's order is the innermost, and the one just reached.
      const reading = passages.findLast((passage) => inBand.has(passage));
      if (reading === undefined || reading === notified) return;
      notified = reading;
      const { about, cell } = reading.dataset;
      if (about !== undefined) notify({ layers: about.split(/\s+/).filter(Boolean) });
      else if (cell !== undefined) notify({ cell });
    },
    { rootMargin: readingBand },
  );
  for (const passage of passages) observer.observe(passage);
  return () => observer.disconnect();
}
