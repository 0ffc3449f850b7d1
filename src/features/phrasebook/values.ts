import type { PhraseGroup } from './phrase';

/** Lists, dictionaries, comparisons, types and tensors. */
export const values: readonly PhraseGroup[] = [
  {
    title: 'Lists',
    phrases: [
      {
        id: 'list',
        title: 'A list',
        python: `sizes = [227, 55]
sizes.append(27)
print(sizes, len(sizes), sizes[0], sizes[-1])`,
        prints: '[227, 55, 27] 3 227 27',
        typescript: `const sizes = [227, 55];
sizes.push(27);
console.log(sizes, sizes.length, sizes[0], sizes.at(-1));`,
        words: 'A list is called an array. `push` is `append`.',
        trap: '`sizes[-1]` is `undefined`, and no error. From the end one counts with `at`.',
      },
      {
        id: 'slice',
        title: 'A part of a list',
        python: `shape = [None, 96, 55, 55]
print(shape[1:], shape[1:3])`,
        prints: '[96, 55, 55] [96, 55]',
        typescript: `const shape = [null, 96, 55, 55];
console.log(shape.slice(1), shape.slice(1, 3));`,
        words: '`slice` gives a copy. `None` is `null`.',
      },
      {
        id: 'unpack',
        title: 'Take a list apart',
        python: `batch, channels, *sides = [128, 96, 55, 56]
print(channels, sides)
_, *sizes = [128, 96, 55]
print(sizes)`,
        prints: '96 [55, 56]\n[96, 55]',
        typescript: `const [batch, channels, ...sides] = [128, 96, 55, 56];
console.log(channels, sides);
const [, ...sizes] = [128, 96, 55];
console.log(sizes);`,
        words: 'A place that is left empty before a comma is skipped.',
      },
      {
        id: 'spread',
        title: 'Put lists into a list, or into a call',
        python: `kept = [3, 9]
print([1, *kept, 4], max(*kept))`,
        prints: '[1, 3, 9, 4] 9',
        typescript: `const kept = [3, 9];
console.log([1, ...kept, 4], Math.max(...kept));`,
        words:
          'Three dots spread a list, as the star does. They also spread an object into another: `{ ...options, filters: 96 }`.',
        trap: '`[1] + [2]` does not join lists: it makes the text "12" of them.',
      },
      {
        id: 'map',
        title: 'A list from a list',
        python: `sides = [1, 3, 5, 11]
print([side * side for side in sides if side > 1])`,
        prints: '[9, 25, 121]',
        typescript: `const sides = [1, 3, 5, 11];
console.log(sides.filter((side) => side > 1).map((side) => side * side));`,
        words: '`filter` keeps those for which the function says true; `map` makes one new item of each.',
      },
      {
        id: 'reduce',
        title: 'One number from a list',
        python: `import math

counts = [96, 55, 55]
print(sum(counts), math.prod(counts), max(counts))`,
        prints: '206 290400 96',
        typescript: `const counts = [96, 55, 55];
const sum = counts.reduce((a, b) => a + b, 0);
const product = counts.reduce((a, b) => a * b, 1);
console.log(sum, product, Math.max(...counts));`,
        words:
          '`reduce` begins with its second argument and takes in one item after the other: `a` is what it has so far, `b` the next item.',
      },
      {
        id: 'sort',
        title: 'Sort',
        python: `print(sorted([10, 9, 1]))`,
        prints: '[1, 9, 10]',
        typescript: `console.log([10, 9, 1].toSorted());
console.log([10, 9, 1].toSorted((a, b) => a - b));`,
        words:
          '`toSorted` gives a sorted copy, `sort` changes the list itself. The function says by its sign which of two comes first.',
        trap: 'Without a function, numbers are sorted as texts: 10 before 9.',
      },
    ],
  },
  {
    title: 'Dictionaries',
    phrases: [
      {
        id: 'object',
        title: 'Values by their names',
        python: `layer = {'filters': 96, 'kernel': 11}
layer['kernel'] = 5
print(layer['filters'], 'stride' in layer)
for name, value in layer.items():
    print(name, value)`,
        prints: '96 False\nfilters 96\nkernel 5',
        typescript: `const layer = { filters: 96, kernel: 11 };
layer.kernel = 5;
console.log(layer.filters, 'stride' in layer);
for (const [name, value] of Object.entries(layer)) {
  console.log(name, value);
}`,
        words:
          'An object is written like a dictionary, mostly without quotes around the names, and read with a dot. Where the name is in a variable, it is `layer[name]`.',
      },
      {
        id: 'missing',
        title: 'What may be missing',
        python: `layer = {'filters': 96}
print(layer.get('stride', 1))
border = layer.get('border')
print(border['width'] if border is not None else None)`,
        prints: '1\nNone',
        typescript: `interface Layer { filters: number; stride?: number; border?: { width: number } }
const layer: Layer = { filters: 96 };
console.log(layer.stride ?? 1);
console.log(layer.border?.width);`,
        words:
          '`a ?? b` is b where a is `null` or `undefined`. `a?.name` is `undefined` where a is missing, instead of an error.',
        trap: 'There are two kinds of nothing: `undefined` is what is not there, `null` is put there by someone.',
      },
      {
        id: 'take-apart',
        title: 'Take an object apart',
        python: `result = {'loss': 0.25, 'steps': 96}
loss, steps = result['loss'], result['steps']
print(loss, steps)`,
        prints: '0.25 96',
        typescript: `const result = { loss: 0.25, steps: 96 };
const { loss, steps } = result;
console.log(loss, steps);`,
        words: 'Braces left of `=` take the values of these names out of an object.',
      },
    ],
  },
  {
    title: 'Compare',
    phrases: [
      {
        id: 'equal',
        title: 'The same?',
        python: `a = [1, 2]
b = [1, 2]
print(a == b, a[0] == b[0], a[0] != 3)`,
        prints: 'True True True',
        typescript: `const a = [1, 2];
const b = [1, 2];
console.log(a === b, a[0] === b[0], a[0] !== 3);
console.log(a.join() === b.join());`,
        words:
          'Three signs, `===` and `!==`. For lists and objects they ask whether it is the very same one, as `is` does; their texts can be compared instead.',
        trap: '`==` exists too, and converts first: `1 == "1"` is true.',
      },
      {
        id: 'truth',
        title: 'What counts as false',
        python: `print(bool(0), bool(''), bool([]))`,
        prints: 'False False False',
        typescript: `console.log(Boolean(0), Boolean(''), Boolean([]));`,
        words: 'Ask `list.length > 0` instead.',
        trap: 'An empty list, and an empty object, count as true.',
      },
    ],
  },
  {
    title: 'Types and tensors',
    phrases: [
      {
        id: 'types',
        title: 'Say what kind of value it is',
        python: `def area(side: float) -> float:
    return side * side

sides: list[float] = [1, 2.5]
print([area(side) for side in sides])`,
        prints: '[1, 6.25]',
        typescript: `function area(side: number): number {
  return side * side;
}

const sides: number[] = [1, 2.5];
console.log(sides.map((side) => area(side)));`,
        words:
          'Types are hints, as in Python: the editor warns by them, and they are gone when the code runs. Leave them out where they do not help you.',
      },
      {
        id: 'interface',
        title: 'Say what an object holds',
        python: `from typing import TypedDict

class Place(TypedDict):
    row: int
    column: int

def number_of(place: Place, width: int):
    return place['row'] * width + place['column']

print(number_of({'row': 2, 'column': 3}, 10))`,
        prints: '23',
        typescript: `interface Place { row: number; column: number }

function numberOf(place: Place, width: number) {
  return place.row * width + place.column;
}

console.log(numberOf({ row: 2, column: 3 }, 10));`,
        words:
          'No class is needed: whatever has these names fits. A question mark, as in `stride?: number`, means that it may be missing.',
      },
      {
        id: 'tuples',
        title: 'Pairs whose places have names',
        python: `pairs: list[tuple[int, int]] = [(1, 2), (3, 0)]
for stride, padding in pairs:
    print(stride, padding)`,
        prints: '1 2\n3 0',
        typescript: `const pairs: [stride: number, padding: number][] = [[1, 2], [3, 0]];
for (const [stride, padding] of pairs) {
  console.log(stride, padding);
}`,
        words: 'A pair is a list of two. The names in its type are there for the reader alone.',
      },
      {
        id: 'as',
        title: 'Know better than the editor',
        python: `from typing import cast

shape = [None, 96, 55]
sizes = cast(list[int], shape[1:])
print(sum(sizes))`,
        prints: '151',
        typescript: `const shape = [null, 96, 55];
const sizes = shape.slice(1) as number[];
console.log(sizes.reduce((a, b) => a + b, 0));`,
        words: '`as` tells the editor what you know and it cannot see, here that the empty place is cut off.',
        trap: 'It converts nothing: `"5" as unknown as number` is still a text. `Number("5")` is 5.',
      },
      {
        id: 'tensors',
        title: 'Compute with tensors',
        python: `x = [1, 2, 3]
y = [2 * value + 1 for value in x]
print(y)`,
        prints: '[3, 5, 7]',
        typescript: `import * as tf from '@tensorflow/tfjs';

const x = tf.tensor1d([1, 2, 3]);
const y = tf.tidy(() => x.mul(2).add(1));
console.log(await y.array());`,
        words:
          'With NumPy it would be `2 * x + 1`. Operators work on numbers alone, so a tensor has methods instead: `mul`, `add`, `div`, `pow`. `tf.tidy` calls a function and frees every tensor made in it but the one that is given back.',
        trap: '`x * 2` is no error: it is `NaN`.',
      },
    ],
  },
];
