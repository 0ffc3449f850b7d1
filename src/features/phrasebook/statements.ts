import type { PhraseGroup } from './phrase';

/** Names, numbers, texts, functions and the order in which things are done. */
export const statements: readonly PhraseGroup[] = [
  {
    title: 'Names and printing',
    phrases: [
      {
        id: 'names',
        title: 'A name for a value',
        python: `width = 227
step = 4
step = step + 1
print(width, step)`,
        prints: '227 5',
        typescript: `const width = 227;
let step = 4;
step = step + 1;
console.log(width, step);`,
        words:
          'A name is declared once: with `const` if it keeps its value, with `let` if it is given others later. The semicolon ends a statement; line breaks and indentation do not count, braces do.',
        trap: 'A list or an object behind a `const` can still change. Only the name cannot be given another one.',
      },
      {
        id: 'template',
        title: 'A text with values in it',
        python: `name = 'Conv1'
count = 34944
print(f'{name} has {count} parameters')`,
        prints: 'Conv1 has 34944 parameters',
        typescript: `const name = 'Conv1';
const count = 34944;
console.log(\`\${name} has \${count} parameters\`);`,
        words:
          'Between backticks, `${…}` holds any expression. The last line of a cell is shown without printing, as in a notebook.',
      },
      {
        id: 'texts',
        title: 'Work with texts',
        python: `name = 'Conv1'
print(name.startswith('Conv'), 'v1' in name, len(name))
print(', '.join(['a', 'b']))`,
        prints: 'True True 5\na, b',
        typescript: `const name = 'Conv1';
console.log(name.startsWith('Conv'), name.includes('v1'), name.length);
console.log(['a', 'b'].join(', '));`,
        words:
          'The truth values are `true` and `false`, in small letters. The list comes first in `join`. `length` is no function.',
      },
    ],
  },
  {
    title: 'Numbers',
    phrases: [
      {
        id: 'divide',
        title: 'Divide, round down, raise to a power',
        python: `print(7 / 2, 7 // 2, 2 ** 10)  # a comment`,
        prints: '3.5 3 1024',
        typescript: `console.log(7 / 2, Math.floor(7 / 2), 2 ** 10); // a comment`,
        words:
          'There is one kind of number, so `7 / 2` is 3.5 and `8 / 2` is 4. `Math.floor` rounds down, `Math.ceil` up. `Math` needs no import.',
        trap: '`//` does not divide: it begins a comment, and the rest of the line is gone.',
      },
      {
        id: 'remainder',
        title: 'The remainder of a negative number',
        python: `print(7 % 3, -7 % 3)`,
        prints: '1 2',
        typescript: `console.log(7 % 3, -7 % 3);
console.log(((-7 % 3) + 3) % 3);`,
        words: 'The second line gives what Python gives.',
        trap: 'In TypeScript the remainder has the sign of the first number; in Python, that of the second.',
      },
      {
        id: 'large',
        title: 'Very large numbers',
        python: `print(2 ** 53 + 1)`,
        prints: '9007199254740993',
        typescript: `console.log(2 ** 53 + 1);`,
        words:
          'Numbers are floating-point numbers of 64 bits: whole ones are exact up to 2 to the power of 53.',
        trap: 'Beyond that they are rounded, without an error.',
      },
    ],
  },
  {
    title: 'Functions',
    phrases: [
      {
        id: 'function',
        title: 'A function, and an argument with a default',
        python: `def output_size(width, kernel, stride=1):
    return (width - kernel) // stride + 1

print(output_size(27, 5), output_size(227, 11, 4))`,
        prints: '23 55',
        typescript: `function outputSize(width, kernel, stride = 1) {
  return Math.floor((width - kernel) / stride) + 1;
}

console.log(outputSize(27, 5), outputSize(227, 11, 4));`,
        words: 'Names of several words are written `outputSize`, and not `output_size`.',
        trap: 'An argument that you forget is `undefined`, without an error, and what is computed from it is `NaN`.',
      },
      {
        id: 'arrow',
        title: 'A small function without a name',
        python: `area = lambda side: side * side
print(area(5), list(map(area, [1, 2, 3])))`,
        prints: '25 [1, 4, 9]',
        typescript: `const area = (side) => side * side;
console.log(area(5), [1, 2, 3].map(area));`,
        words:
          'Left of the arrow are the arguments, right of it what is given back. If braces follow the arrow, they hold statements, and `return` is needed.',
      },
      {
        id: 'options',
        title: 'Keyword arguments',
        python: `def layer(filters, padding='valid'):
    print(filters, padding)

layer(filters=96, padding='same')
layer(filters=256)`,
        prints: '96 same\n256 valid',
        typescript: `function layer({ filters, padding = 'valid' }) {
  console.log(filters, padding);
}

layer({ filters: 96, padding: 'same' });
layer({ filters: 256 });`,
        words:
          'There are none. A function takes one object instead, and its braces in the first line take the object apart into names. So are layers made: `tf.layers.conv2d({ filters: 96, kernelSize: 11 })`.',
      },
      {
        id: 'shorthand',
        title: 'An option that has the name of a variable',
        python: `filters = 96
options = dict(filters=filters, kernel_size=11)
print(options['filters'], options['kernel_size'])`,
        prints: '96 11',
        typescript: `const filters = 96;
const options = { filters, kernelSize: 11 };
console.log(options.filters, options.kernelSize);`,
        words:
          '`{ filters }` is short for `{ filters: filters }`. That is why the cells can end in `dataFormat` with nothing behind it.',
      },
      {
        id: 'rest-arguments',
        title: 'As many arguments as you like',
        python: `def total(*parts):
    return sum(parts)

print(total(3, 4), total(1, 2, 3))`,
        prints: '7 6',
        typescript: `function total(...parts) {
  return parts.reduce((sum, part) => sum + part, 0);
}

console.log(total(3, 4), total(1, 2, 3));`,
        words: 'Three dots collect what is left, as the star does.',
      },
    ],
  },
  {
    title: 'What is done, and when',
    phrases: [
      {
        id: 'if',
        title: 'If, else, and, or, not',
        python: `n = 55
if n > 200:
    print('wide')
elif n > 50 and not n < 52:
    print('odd' if n % 2 == 1 else 'even')
else:
    print('narrow')`,
        prints: 'odd',
        typescript: `const n = 55;
if (n > 200) {
  console.log('wide');
} else if (n > 50 && !(n < 52)) {
  console.log(n % 2 === 1 ? 'odd' : 'even');
} else {
  console.log('narrow');
}`,
        words: '`&&` is and, `||` is or, `!` is not. `condition ? a : b` is `a if condition else b`.',
        trap: '`0 < n < 9` runs, and is wrong: the first comparison gives `true`, which then counts as 1.',
      },
      {
        id: 'range',
        title: 'Count',
        python: `for i in range(3):
    print(i)`,
        prints: '0\n1\n2',
        typescript: `for (let i = 0; i < 3; i++) {
  console.log(i);
}`,
        words:
          'Begin, go on while this is true, do this after each round. `i++` is `i += 1`. A list of the numbers is `[...Array(3).keys()]`.',
      },
      {
        id: 'of',
        title: 'Go through a list',
        python: `for name in ['Conv1', 'Conv2']:
    print(name)
for i, name in enumerate(['Conv1', 'Conv2']):
    print(i, name)`,
        prints: 'Conv1\nConv2\n0 Conv1\n1 Conv2',
        typescript: `for (const name of ['Conv1', 'Conv2']) {
  console.log(name);
}
for (const [i, name] of ['Conv1', 'Conv2'].entries()) {
  console.log(i, name);
}`,
        words: 'It is `of`. `entries()` is `enumerate`.',
        trap: '`for (… in …)` exists too, and goes through the places as texts: "0", "1".',
      },
      {
        id: 'exceptions',
        title: 'Errors',
        python: `try:
    raise ValueError('no such layer')
except ValueError as error:
    print(error)`,
        prints: 'no such layer',
        typescript: `try {
  throw new Error('no such layer');
} catch (error) {
  console.log((error as Error).message);
}`,
        words: '`catch` takes all errors, of whatever class.',
        trap: 'Much that fails in Python goes on here: a place beyond the end of a list is `undefined`, and 1 divided by 0 is `Infinity`.',
      },
      {
        id: 'await',
        title: 'Wait for what takes time',
        python: `import asyncio

async def read():
    return 7

print(asyncio.run(read()))`,
        prints: '7',
        typescript: `async function read() {
  return 7;
}

console.log(await read());`,
        words:
          'What takes time gives a promise at once, and `await` waits for what it promises: a training, `await model.fit(…)`, or numbers from the graphics processor, `await x.data()`. In a cell it may stand anywhere but inside a function that is not `async`.',
        trap: 'Without `await` you hold the promise, and not the number.',
      },
      {
        id: 'import',
        title: 'Take from a module',
        python: `import math as m
from math import prod

print(m.prod([3, 4]), prod([3, 4]))`,
        prints: '12 12',
        typescript: `import * as tf from '@tensorflow/tfjs';
import { util } from '@tensorflow/tfjs';

console.log(tf.util.sizeFromShape([3, 4]), util.sizeFromShape([3, 4]));`,
        words: 'The names that a cell has imported are there in the cells below.',
      },
    ],
  },
];
