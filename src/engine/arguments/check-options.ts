import { didYouMean } from './suggest';
import { KNOWN_OPTIONS } from './known-options';

export type Options = Readonly<Record<string, unknown>>;

/** A function of TensorFlow.js that takes an object of options. */
export type Call = keyof typeof KNOWN_OPTIONS;

/**
 * Refuses options that a function of TensorFlow.js does not know: it ignores them.
 *
 * @throws if they are no object, or one is none of this function's
 */
export function checkOptions(call: Call, options: unknown): void {
  refuseUnknown(call, options, KNOWN_OPTIONS[call]);
}

/**
 * @param known the names of the options there are
 * @param more what the message adds about them
 * @throws if the options are no object, or one of them is not known
 */
export function refuseUnknown(
  call: string,
  options: unknown,
  known: readonly string[],
  more = known.length > 0 ? `It knows ${known.join(', ')}.` : 'It takes none.',
): asserts options is Options | null | undefined {
  if (options === undefined || options === null) return;
  if (!isOptions(options)) {
    const example = known[0] === undefined ? 'nothing' : `an object of options, such as { ${known[0]}: … }`;
    throw new Error(`${call} takes ${example}, and was given ${described(options)}.`);
  }
  const [first, ...others] = Object.keys(options).filter((name) => !known.includes(name));
  if (first === undefined) return;
  const sentences = [
    `${call} has no option ${first}${didYouMean(first, known)}`,
    ...others.map((name) => `Nor has it ${name}${didYouMean(name, known)}`),
    more,
  ];
  throw new Error(sentences.join(' '));
}

function isOptions(value: unknown): value is Options {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** A value in the words of a message. */
export function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) {
    return isOptions(value) ? 'an object' : `a ${value.constructor.name}`;
  }
  return typeof value === 'string' ? `'${value}'` : String(value);
}
