/** What the service tells about a cell. Positions count characters of the cell's source, from 0. */

/** A piece of a declaration, with what kind of word it is: 'keyword', 'functionName', 'text', ... */
export interface CodePart {
  text: string;
  kind: string;
}

/** A paragraph of a documentation, or an example in it. */
export interface Block {
  kind: 'text' | 'code';
  text: string;
}

export interface Documented {
  declaration: readonly CodePart[];
  documentation: readonly Block[];
}

export interface CompletionOption {
  label: string;
  /** TypeScript's word for what it is: 'function', 'const', 'property', ... */
  kind: string;
  /**
   * Its place: what the course uses of tf, in the order of the options, comes before what is declared in the notebook or
   * expected here, that before what is there everywhere; names of TensorFlow.js's own kernels come last.
   */
  rank: 'course' | 'near' | 'global' | 'keyword' | 'last';
  deprecated: boolean;
}

export interface Completions {
  /** Where the text begins that an option replaces. */
  from: number;
  options: readonly CompletionOption[];
}

export interface Hover extends Documented {
  from: number;
  to: number;
}

export interface Signature {
  prefix: readonly CodePart[];
  /** Each with its own documentation. */
  parameters: readonly Documented[];
  suffix: readonly CodePart[];
  documentation: readonly Block[];
  /** The parameter at the position; none where it is beyond the last. */
  active: number;
  /** How many signatures there are, this one among them. */
  of: number;
}

export interface Problem {
  from: number;
  to: number;
  message: string;
}

export interface TextEdit {
  from: number;
  to: number;
  insert: string;
}
