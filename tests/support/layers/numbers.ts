/** Numbers in a block, in double precision, read and written one by one: what plain loops work on. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export function numbers(shape: readonly number[], at: (...index: number[]) => number): Numbers {
  const values = new Float64Array(sizeOf(shape));
  const index = shape.map(() => 0);
  for (let i = 0; i < values.length; i++) {
    values[i] = at(...index);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      if (index[axis]! < shape[axis]!) break;
      index[axis] = 0;
    }
  }
  return { shape, values };
}

/** The number at a place; 0 outside, as padding has it. */
export function at({ shape, values }: Numbers, ...index: number[]): number {
  let offset = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const i = index[axis]!;
    if (i < 0 || i >= shape[axis]!) return 0;
    offset = offset * shape[axis]! + i;
  }
  return values[offset]!;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, n) => size * n, 1);
}

export function map(a: Numbers, change: (value: number, i: number) => number): Numbers {
  return { shape: a.shape, values: a.values.map(change) };
}

export function transpose(a: Numbers, order: readonly number[]): Numbers {
  return numbers(
    order.map((axis) => a.shape[axis]!),
    (...index) => {
      const from: number[] = [];
      order.forEach((axis, i) => (from[axis] = index[i]!));
      return at(a, ...from);
    },
  );
}

/** The sum of `term` over every place in a block of this shape. */
export function sum(shape: readonly number[], term: (...index: number[]) => number): number {
  return numbers(shape, term).values.reduce((total, value) => total + value, 0);
}
