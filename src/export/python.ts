/** Writing Python: values, calls, and sections that make a script or a notebook. */
import type { Pair } from '../model/layer';
import { greyOf } from '../model/photograph';
import type { Trainable } from './trainable';

/** A piece of a program that stands on its own: a cell of a notebook. */
export interface Section {
  /** What it does, for the notebook. */
  title: string;
  code: string;
}

/** A string literal: JSON's escapes are Python's too. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

export function truth(value: boolean): string {
  return value ? 'True' : 'False';
}

/** One number where both are the same, else a tuple. */
export function pairOf([vertical, horizontal]: Pair): string {
  return vertical === horizontal ? String(vertical) : `(${vertical}, ${horizontal})`;
}

/** A call with its arguments; those that are null are left out. */
export function call(name: string, args: readonly (string | null)[]): string {
  return `${name}(${args.filter((argument) => argument !== null).join(', ')})`;
}

/** `name=value`, or null to leave it out where it is the default. */
export function option(name: string, value: string, isDefault = false): string | null {
  return isDefault ? null : `${name}=${value}`;
}

/** Lines moved to the right by so many steps of four spaces. */
export function indented(lines: readonly string[], steps: number): string {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(4 * steps) + line)).join('\n');
}

/** What the photographs are, for both scripts. */
export function photographConstants({ classes, image, meanColour, scale }: Trainable): string {
  const grey = greyOf(meanColour).toFixed(2);
  const mean = image.channels === 1 ? `(${grey},)  # grey` : `(${meanColour.join(', ')})  # red, green, blue`;
  const factor =
    scale === null
      ? '1  # the notebook trained on data of its own: write what it multiplied them with'
      : `${scale}  # of the values less the mean`;
  return `CLASSES = ${classes}
HEIGHT, WIDTH = ${image.height}, ${image.width}
MEAN_COLOUR = ${mean}
SCALE = ${factor}`;
}

/** @param doc the module's docstring, without its quotes */
export function scriptOf(doc: string, sections: readonly Section[]): string {
  return [`"""${doc.trim()}\n"""`, ...sections.map(({ code }) => code.trim())]
    .map((part, index) => (index < 2 ? part : `\n${part}`))
    .join('\n\n')
    .concat('\n');
}
