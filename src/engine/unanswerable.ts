/** What is asked of a model that it has no answer to, such as weights of a layer without any: in words for the reader. */
export class UnanswerableError extends RangeError {
  override readonly name = 'UnanswerableError';
}
