/** A cell that is no program: where (1-based, in the cell's source) and, in plain words, why. */
export class CellSyntaxError extends Error {
  override readonly name = 'SyntaxError';
  constructor(
    message: string,
    readonly line: number | null,
    readonly column: number | null,
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}
