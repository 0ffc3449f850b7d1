/**
 * Where a kernel's worker lives: in a frame whose Content-Security-Policy lets nothing out, so that what runs in it
 * cannot reach the network, whatever it finds. A worker of the page itself would have the page's policy.
 */
import kernelScript from '../../kernel/kernel.worker.ts?worker&url';
import { siteUrl } from '../addresses/site-url';
import { FetchError, fetchFile } from '../errors/connection';

/**
 * Begins a worker.
 *
 * @param control tells that the worker has failed, and hears that it is to end
 * @param events goes to the kernel, which tells and hears everything there
 * @throws {FetchError} if its script, or the frame, does not come
 */
export async function begin(control: MessagePort, events: MessagePort): Promise<void> {
  if (import.meta.env.DEV) {
    // The development server gives the kernel in modules, which the frame's policy would refuse.
    const worker = new Worker(kernelScript, { type: 'module', name: 'AlexNet kernel' });
    worker.onerror = () => control.postMessage('failed');
    control.onmessage = () => worker.terminate();
    worker.postMessage(null, [events]);
    return;
  }
  const [frame, script] = await Promise.all([openFrame(), fetchScript()]);
  frame.postMessage(script, location.origin, [control, events]);
}

const openFrame = kept(async (): Promise<Window> => {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Cells run here';
  frame.src = siteUrl('kernel.html');
  await new Promise((resolve) => {
    frame.onload = resolve;
    // Not in the body, which goes when the reader turns the page.
    document.documentElement.append(frame);
  });
  // In place of a page that did not come stands one of the browser, which is of another origin.
  if (frame.contentWindow !== null && frame.contentDocument !== null) return frame.contentWindow;
  frame.remove();
  throw new FetchError('The frame in which cells run did not come.');
});

const fetchScript = kept(() =>
  fetchFile(kernelScript, (response) => response.blob(), 'The script of the kernel did not come.'),
);

/** What is fetched once, and again after it did not come. */
function kept<T>(fetch: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () =>
    (found ??= fetch().catch((error: unknown) => {
      found = null;
      throw error;
    }));
}
