/** An error whose message is written for the reader: what happened, and what to do. Any other is a fault of the page. */
export class ReaderError extends Error {
  override name = 'ReaderError';
}
