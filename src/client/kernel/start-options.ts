/** What a kernel is started with. */
import { courseSeed, type BackendReport, type StartOptions } from '../../notebook/messages';
import { keepText, readText } from '../keeping/kept-text';

/** Of the device, for all of the reader's tabs: it is found out once, and again when browser or graphics card change. */
const name = 'device';
/** Where the browser keeps nothing: else each of the page's kernels would measure anew. */
let inMemory: string | null = null;

export function startOptions(backend: StartOptions['backend']): StartOptions {
  const finding = readText(name) ?? inMemory;
  return { backend, seed: courseSeed, ...(finding !== null && { finding }) };
}

/** Keeps what a kernel has found out about the device, for the next. */
export function keepFinding({ finding }: BackendReport): void {
  if (finding !== undefined && !keepText(name, finding)) inMemory = finding;
}
