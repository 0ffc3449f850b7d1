/** In WebAssembly's text format: the same arithmetic on four numbers at a time, and on what is left over one by one. */
import { whileLeft } from './text.ts';

export interface Lanes {
  /** How many numbers. */
  count: number;
  /** The type of a local that holds them. */
  type: 'v128' | 'f32';
  load(address: string): string;
  store(address: string, value: string): string;
  /** `add`, `sub`, `mul`, `div`, `sqrt` and their like. */
  op(name: string, ...values: string[]): string;
  /** A number, once for each. */
  all(value: string): string;
}

const FOUR: Lanes = {
  count: 4,
  type: 'v128',
  load: (address) => `(v128.load ${address})`,
  store: (address, value) => `(v128.store ${address} ${value})`,
  op: (name, ...values) => `(f32x4.${name} ${values.join(' ')})`,
  all: (value) => `(f32x4.splat ${value})`,
};

const ONE: Lanes = {
  count: 1,
  type: 'f32',
  load: (address) => `(f32.load ${address})`,
  store: (address, value) => `(f32.store ${address} ${value})`,
  op: (name, ...values) => `(f32.${name} ${values.join(' ')})`,
  all: (value) => value,
};

/** Goes over as many numbers as an i32 local says, which is 0 at the end. */
export function overNumbers(local: string, label: string, body: (lanes: Lanes) => string): string {
  return [FOUR, ONE]
    .map((lanes) => whileLeft(local, lanes.count, `${label}${lanes.count}`, body(lanes)))
    .join('');
}

/** Locals of both kinds: `$name4` and `$name1`. */
export function laneLocals(...names: string[]): string {
  return names.map((name) => `(local $${name}4 v128) (local $${name}1 f32)`).join(' ');
}

export function getLanes({ count }: Lanes, name: string): string {
  return `(local.get $${name}${count})`;
}

export function setLanes({ count }: Lanes, name: string, value: string): string {
  return `(local.set $${name}${count} ${value})`;
}
