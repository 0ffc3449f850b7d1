/**
 * The wall around cells. Their worker has the rights of a page of this site, which WebGPU asks for: so what reaches the
 * network, the reader's kept work, other workers or the page is taken away before the first cell runs. What a browser
 * brings that is not named here goes too.
 */

/** Names that stay: of the language, and what computes, draws or waits and reaches nothing else. */
const kept = new RegExp(
  `^(${[
    ...['Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined'],
    ...[
      'Boolean',
      'String',
      'Symbol',
      'Date',
      'Promise',
      'RegExp',
      '\\w*Error',
      'DOMException',
      'globalThis',
    ],
    ...[
      'JSON',
      'Math',
      'Intl',
      'Atomics',
      '\\w*Array',
      '\\w*ArrayBuffer',
      'DataView',
      'Weak\\w+',
      'Map',
      'Set',
    ],
    ...[
      'BigInt',
      'Iterator',
      'AsyncIterator',
      'Proxy',
      'Reflect',
      'FinalizationRegistry',
      '\\w*DisposableStack',
    ],
    ...['Temporal', 'WebAssembly', '(de|en)codeURI(Component)?', '(un)?escape', 'eval', 'isFinite', 'isNaN'],
    ...['console', 'constructor', 'self', 'location', 'navigator', 'origin', 'name', 'isSecureContext'],
    ...['crossOriginIsolated', 'performance', 'Performance\\w*', 'crypto', 'Crypto\\w*', 'SubtleCrypto'],
    ...[
      '(set|clear)(Timeout|Interval)',
      '(request|cancel)AnimationFrame',
      'queueMicrotask',
      'structuredClone',
    ],
    ...[
      'scheduler',
      'Scheduler',
      'Task\\w+',
      'atob',
      'btoa',
      'reportError',
      'Abort\\w+',
      'Event',
      'EventTarget',
    ],
    ...['(Custom|Error|Message|Progress|PromiseRejection)Event', 'Message(Channel|Port)', 'Blob', 'File'],
    ...['FileReader(Sync)?', 'Headers', 'Response', 'URL\\w*', 'Text\\w+', '(Dec|C)ompressionStream'],
    ...['(Readable|Writable|Transform|ByteLength|Count)\\w+', 'createImageBitmap', 'Image(Bitmap\\w*|Data)'],
    ...['OffscreenCanvas\\w*', 'Canvas\\w+', 'Path2D', 'DOM\\w+', 'WebGL\\w+', 'GPU\\w*', 'WGSL\\w+'],
    ...['(Dedicated)?WorkerGlobalScope', 'Worker(Location|Navigator)', 'onerror', 'on\\w*rejection\\w*'],
    // TensorFlow.js keeps its registries and its engine here.
    ...['_tfGlobals', '_tfengine'],
  ].join('|')})$`,
);

/** Of `navigator` stays what this machine is. */
const keptOfNavigator =
  /^(constructor|gpu|hardwareConcurrency|deviceMemory|languages?|platform|product|vendor|onLine|user\w+|app\w+)$/;

const network =
  'cells have no access to the network. Compute what you need, or import it from the course’s modules.';
const storage =
  'cells have no access to what the browser keeps. What is to last a while goes into a variable.';
const workers = 'cells start no workers and load no scripts. Write the code into a cell.';
const page = 'cells have no access to the page. Print with console.log, or end with the value to show.';

/** Functions that people know from elsewhere and may call: why a cell has them not, and what to do. */
const refusedCalls: Readonly<Record<string, string>> = {
  ...{ fetch: network, XMLHttpRequest: network, WebSocket: network, EventSource: network },
  ...{ Worker: workers, importScripts: workers, BroadcastChannel: page, postMessage: page, close: page },
};

/** Objects of the kind: they say it as soon as they are read. */
const refusedReads: Readonly<Record<string, string>> = { indexedDB: storage, caches: storage };

/**
 * Takes away what cells must not reach, for good: nothing else in a worker gives it back.
 *
 * @param global the worker's global object
 */
export function buildWall(global: object): void {
  for (const holder of holders(global)) takeAway(holder, kept);
  takeAway(Object.getPrototypeOf(navigator) as object, keptOfNavigator);
  for (const [name, reason] of Object.entries(refusedCalls)) {
    Object.defineProperty(global, name, {
      value: function refuse() {
        throw refusal(name, reason);
      },
    });
  }
  for (const [name, reason] of Object.entries(refusedReads)) {
    Object.defineProperty(global, name, {
      get() {
        throw refusal(name, reason);
      },
    });
  }
}

/** The objects that give a worker its global names, without those that every event target has. */
function holders(global: object): object[] {
  const above = Object.getPrototypeOf(global) as object | null;
  return above === null || above === EventTarget.prototype ? [global] : [global, ...holders(above)];
}

function takeAway(holder: object, except: RegExp): void {
  for (const name of Object.getOwnPropertyNames(holder)) {
    if (!except.test(name)) Reflect.deleteProperty(holder, name);
  }
}

function refusal(name: string, reason: string): Error {
  return new Error(`“${name}” does not work here: ${reason}`);
}
