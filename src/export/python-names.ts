/** Names as Python writes them. */

const TAKEN = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield abs bool dict enumerate float int len list
  map max min print range reversed round set sorted str sum tuple zip keras layers ops torch nn np math random
  functools`.split(/\s+/),
);

/** Whether Python, or the code around, has the name for something else. */
export function isTaken(name: string): boolean {
  return TAKEN.has(name);
}

/** nClasses becomes n_classes, FC6 stays; a name that Python or the code has already gets a line after it. */
export function pythonName(name: string): string {
  const snake = /^[a-z_]/.test(name) ? name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase() : name;
  const plain = snake.replaceAll('$', '_');
  return TAKEN.has(plain) ? `${plain}_` : plain;
}

/** Words of TensorFlow.js that Keras writes in its own way. */
const WORDS = new Set(
  `channelsFirst channelsLast categoricalCrossentropy sparseCategoricalCrossentropy binaryCrossentropy meanSquaredError
  meanAbsoluteError glorotUniform glorotNormal heUniform heNormal randomNormal randomUniform truncatedNormal
  hardSigmoid`.split(/\s+/),
);

export function kerasWord(word: string): string {
  if (word === 'leCunNormal' || word === 'leCunUniform') return word.toLowerCase().replace('cun', 'cun_');
  return WORDS.has(word) ? word.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase() : word;
}

/** A variable for each of these, no two the same. */
export function variablesFor(names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of names) {
    const plain = pythonName(name.replaceAll(/\W/g, '_').replace(/^(?=\d)/, '_'));
    let variable = plain;
    for (let number = 2; [...found.values()].includes(variable); number++) variable = `${plain}_${number}`;
    found.set(name, variable);
  }
  return found;
}
