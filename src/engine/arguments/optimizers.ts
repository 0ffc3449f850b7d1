import * as tf from '@tensorflow/tfjs';
import { strict } from './strict';
import { described } from './check-options';
import { OPTIMIZER_ARGUMENTS, type OptimizerArgument } from './known-options';

type Maker = (...args: unknown[]) => tf.Optimizer;

/** tf.train, whose functions take numbers and, given something else, would train to NaN without a word. */
export function checkedOptimizers(): typeof tf.train {
  const makers = Object.entries(OPTIMIZER_ARGUMENTS).map(([name, known]) => {
    const make = Reflect.get(tf.train, name) as Maker;
    return [
      name,
      (...args: unknown[]) => {
        checkArguments(`tf.train.${name}`, args, known);
        return make(...args);
      },
    ] as const;
  });
  return strict('tf.train', Object.fromEntries(makers)) as unknown as typeof tf.train;
}

function checkArguments(call: string, args: readonly unknown[], known: readonly OptimizerArgument[]): void {
  const [first] = args;
  if (typeof first === 'object' && first !== null) {
    throw new Error(
      `${call} takes a number, the ${known[0]?.name}, and no object: write ${call}(${inOrder(first, known)}).`,
    );
  }
  if (args.length > known.length) {
    const all = known.map(({ name }) => name).join(', ');
    throw new Error(`${call} takes ${all}, and was given ${args.length} arguments.`);
  }
  known.forEach(({ name, type, optional }, index) => {
    const value = args[index];
    if (optional ? value === undefined || value === null : false) return;
    if (typeof value === type && !Number.isNaN(value)) return;
    const example = known.filter((each) => !each.optional || each.name === name).map(exampleOf);
    throw new Error(
      value === undefined
        ? `${call} cannot do without ${name}: write ${call}(${example.join(', ')}).`
        : `${call} takes a ${type} as ${name}, and was given ${described(value)}.`,
    );
  });
}

/** The values of an object in the order of the arguments; an example of what is not there but needed. */
function inOrder(given: object, known: readonly OptimizerArgument[]): string {
  const values = known.map((argument) => {
    const value: unknown = Reflect.get(given, argument.name);
    return typeof value === argument.type ? String(value) : null;
  });
  const last = Math.max(
    values.findLastIndex((value) => value !== null),
    known.findLastIndex(({ optional }) => !optional),
    0,
  );
  return known
    .slice(0, last + 1)
    .map((argument, i) => values[i] ?? (argument.optional && i > 0 ? 'undefined' : exampleOf(argument)))
    .join(', ');
}

function exampleOf({ name, type }: OptimizerArgument): string {
  if (type === 'boolean') return 'true';
  return name === 'momentum' ? '0.9' : '0.01';
}
