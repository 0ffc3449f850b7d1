/** For so long the figures may take to wake; those that take longer are printed as they are. */
const patienceMilliseconds = 5000;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * Opens the browser's print dialog when all of the chapter is there: figures and pictures that are fetched only when
 * they are nearly seen are fetched first.
 */
export async function printPage(): Promise<void> {
  const { documentElement: root } = document;
  const latest = performance.now() + patienceMilliseconds;
  // styles/print.css then has them all in view.
  root.dataset['waking'] = '';
  const isUnhydrated = () => document.querySelector('article astro-island[client="visible"][ssr]') !== null;
  while (isUnhydrated() && performance.now() < latest) await frame();
  delete root.dataset['waking'];
  // Those that paper shows (styles/variants.css).
  const hidden = `.only-dark, .only-${root.dataset['scales'] === 'own' ? 'shared' : 'own'}`;
  const shown = document.querySelectorAll<HTMLImageElement>(`article img:not(${hidden})`);
  const pictures = [...shown].map((picture) => {
    picture.loading = 'eager';
    // One that cannot be had is no reason not to print.
    return picture.decode().catch((error: unknown) => {
      if (!(error instanceof DOMException)) throw error;
    });
  });
  await Promise.all(pictures);
  // What has just woken draws itself when it knows its width.
  await frame();
  await frame();
  print();
}
