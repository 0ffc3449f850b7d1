/** Errors that nobody foresaw: each is logged with its stack, and the reader learns of it. */
import { messageOf } from '../../model/message-of';
import { ReaderError } from '../../notebook/reader-error';
import { isConnectionError } from './connection';
import { notifyLasting } from './notices.svelte';

/** Logs a fault of the page, and tells it in the banner. */
export function unexpected(error: unknown): void {
  console.error(error);
  notifyLasting(describeFault(error));
}

/**
 * What to tell the reader of an error, where a part of the page has a place for it. What is no words for the reader
 * is logged.
 *
 * @param offline what to tell if a file did not come; null if the error says it itself, as `fetchFile` makes it do
 */
export function explain(error: unknown, offline: string | null = null): string {
  if (offline !== null && isConnectionError(error)) return offline;
  if (error instanceof ReaderError) return error.message;
  console.error(error);
  return describeFault(error);
}

/** Tells, from now on, of errors that no part of the page has caught. The browser logs those itself. */
export function watchForFaults(): void {
  addEventListener('unhandledrejection', ({ reason }) => {
    notifyLasting(
      isConnectionError(reason)
        ? 'A part of the page could not be fetched. Check the connection, then load the page again.'
        : describeFault(reason),
    );
  });
  addEventListener('error', ({ error }) => {
    // What browsers say of layout, or hide of another site's script, comes without an error.
    if (error instanceof Error) notifyLasting(describeFault(error));
  });
}

function describeFault(error: unknown): string {
  return `Something in this page has failed, through no fault of your code: “${messageOf(error)}” If the page does not answer any more, reload it.`;
}
