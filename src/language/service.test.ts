/** TypeScript on the declarations that the site ships, against what TensorFlow.js's documentation and the cells say. */
import { describe, expect, test } from 'vitest';
import type { CodePart } from './answers';
import { createLanguageService } from './service';
import { isPublished } from '../notebook/cell';
import { stampCells } from '../notebook/stamp';
import { collectDeclarations } from '../build/vite/declarations';
import { cellsOfChapters } from '../../tests/support/cells-of-mdx';
import { chapterFiles } from '../../tests/support/chapters';

/** Where the slow cells have run: what stands after them uses what they made. */
const published = stampCells(cellsOfChapters(chapterFiles), {}, () => true);
const service = createLanguageService(collectDeclarations());

/** A cell after the course's first two. The bar in its source is the position that is asked about. */
function after(source: string, ...more: readonly string[]) {
  const firstTwo = published.filter(({ cell }) => isPublished(cell)).slice(0, 2);
  const cells = firstTwo.map(({ cell }) => ({ id: cell.id, source: cell.source }));
  const others = more.map((text, i) => ({ id: `own-${i}`, source: text }));
  const program = [...cells, ...others, { id: 'own', source: source.replace('|', '') }];
  return [program, source.indexOf('|')] as const;
}

const text = (parts: readonly CodePart[] | undefined) => parts?.map((part) => part.text).join('');
const messages = (source: string, ...more: readonly string[]) =>
  service.problems(after(source, ...more)[0]).map(({ message }) => message);
const typeAt = (source: string, ...more: readonly string[]) =>
  text(service.hover(...after(source, ...more))?.declaration);

test('the service finds nothing wrong with any published cell', { timeout: 60_000 }, () => {
  const sources = new Map(published.map(({ cell, source }) => [cell.id, source]));
  expect(published.length).toBeGreaterThanOrEqual(15);
  for (const { cell, source, above } of published) {
    const program = above.map(({ cellId }) => ({ id: cellId, source: sources.get(cellId) ?? '' }));
    expect(service.problems([...program, { id: cell.id, source }]), cell.id).toEqual([]);
  }
});

describe('completion', () => {
  test('after tf.layers. there is conv2d, with its documentation', () => {
    const [program, position] = after('model.add(tf.layers.|)');
    const found = service.complete(program, position);
    expect(found?.from).toBe(position);
    const labels = found?.options.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['conv2d', 'maxPooling2d', 'zeroPadding2d', 'dense']));
    expect(labels).not.toContain('window');
    const conv2d = service.describeOption(program, position, 'conv2d');
    expect(text(conv2d?.declaration)).toBe('function conv2d(args: Conv2DLayerArgs): Conv2D');
    expect(conv2d?.documentation[0]).toEqual({
      kind: 'text',
      text: '2D convolution layer (e.g. spatial convolution over images).',
    });
  });

  test('after tf. comes what the course uses, and names of kernels come last', () => {
    const options = service.complete(...after('tf.|'))?.options ?? [];
    expect(options.slice(0, 4).map(({ label }) => label)).toEqual(['layers', 'sequential', 'model', 'train']);
    expect(options.filter(({ rank }) => rank === 'course').length).toBe(10);
    const rankOf = (name: string) => options.find(({ label }) => label === name)?.rank;
    expect(['_FusedMatMul', 'Abs', 'Acos'].map(rankOf)).toEqual(['last', 'last', 'last']);
    expect(rankOf('abs')).toBe('near');
    expect(service.complete(...after('const Abs = 1;\n|'))?.options).toContainEqual({
      label: 'Abs',
      kind: 'const',
      rank: 'near',
      deprecated: false,
    });
  });

  test('in the options of a layer there are those that are not given yet', () => {
    const found = service.complete(...after('tf.layers.conv2d({ filters: 96, ke| })'));
    const labels = found?.options.filter(({ rank }) => rank === 'near').map(({ label }) => label);
    expect(found?.from).toBe('tf.layers.conv2d({ filters: 96, '.length);
    expect(labels).toEqual(expect.arrayContaining(['kernelSize', 'strides', 'dataFormat']));
    expect(labels).not.toContain('filters');
    const open = service.complete(...after('model.add(tf.layers.conv2d({ k|'))?.options;
    expect(open?.find(({ label }) => label === 'kernelSize')?.kind).toBe('property');
  });

  test.each([
    ['tf.layers.conv2d({ filters: 96, | })', ['groups', 'ceilMode']],
    ['tf.layers.maxPooling2d({ | })', ['ceilMode']],
    ['tf.layers.averagePooling2d({ | })', ['ceilMode']],
    [
      "import { localResponseNormalization } from './utils'; localResponseNormalization({ | })",
      ['divideAlpha', 'groups', 'window'],
    ],
    ["import { sliceChannels } from './utils'; sliceChannels({ | })", ['begin', 'size', 'dataFormat']],
  ])('in %s there is what the course computes beyond TensorFlow.js', (source, options) => {
    const labels = service.complete(...after(source))?.options.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(options));
  });

  test('there are no groups where they are refused', () => {
    const labels = service
      .complete(...after('tf.layers.conv1d({ filters: 96, | })'))
      ?.options.map(({ label }) => label);
    expect(labels).not.toContain('groups');
  });

  test('between quotes there are the texts that fit', () => {
    const found = service.complete(...after("tf.layers.conv2d({ dataFormat: 'ch|' })"));
    expect(found?.from).toBe("tf.layers.conv2d({ dataFormat: '".length);
    expect(found?.options.map(({ label }) => label)).toEqual(['channelsFirst', 'channelsLast']);
  });

  test('names of the cells above come before those that are everywhere', () => {
    const found = service.complete(...after('|'));
    const rank = (label: string) => found?.options.find((option) => option.label === label)?.rank;
    expect(rank('model')).toBe('near');
    expect(rank('sgd')).toBe('near');
    expect(rank('structuredClone')).toBe('global');
    expect(rank('const')).toBe('keyword');
  });

  test('there is no page in a worker, and no file of a cell to import', () => {
    const labels = service.complete(...after('|'))?.options.map(({ label }) => label);
    expect(labels).not.toContain('document');
    const files = service.complete(...after("import { x } from './|'"))?.options.map(({ label }) => label);
    expect(files?.toSorted()).toEqual(['keras', 'utils']);
  });

  test('in a comment there is nothing', () => {
    expect(service.complete(...after('// tf.|'))).toBeNull();
  });
});

describe('types', () => {
  test.for([
    ['mod|el.summary()', 'const model: tf.Sequential'],
    ['dataFor|mat', 'const dataFormat: "channelsFirst"'],
    ['sg|d()', 'sgd(options?: SGDOptions): SGD'],
    ['const n = model.layers.len|gth', '(property) Array<Layer>.length: number'],
  ] as const)('%s', ([source, expected]) => {
    expect(typeAt(source)?.replace(/Array<.*Layer>/, 'Array<Layer>')).toBe(expected);
  });

  test('the place of what is described is that in the cell', () => {
    const [program, position] = after('\n\nawait photo|graphCrops({ perPhotograph: 1, heldOut: 0 })');
    expect(service.hover(program, position)).toMatchObject({ from: 8, to: 8 + 'photographCrops'.length });
  });

  test('a variable of an earlier cell has the type it has there, also from an await', () => {
    const earlier = 'const { data, labels: [first] } = await (async () => ({ data: 1, labels: ["a"] }))();';
    expect(typeAt('da|ta', earlier)).toBe('const data: number');
    expect(typeAt('fir|st', earlier)).toBe('const first: string');
  });

  test('functions, classes and types of an earlier cell are known too', () => {
    const earlier = 'function twice(x: number) { return 2 * x; }\nclass A { b = 1 }\ntype C = A["b"];';
    expect(typeAt('twi|ce(1)', earlier)).toBe('twice(x: number): number');
    expect(typeAt('const d: C| = new A().b;', earlier)).toBe('type C = number');
    expect(messages('const d: C = new A().b; twice(d);', earlier)).toEqual([]);
  });

  test('a name may be declared again further down: each cell sees the one last above it', () => {
    const first = 'let size = 227;';
    const second = 'const size = "large";';
    expect(typeAt('si|ze', first)).toBe('let size: number');
    expect(typeAt('si|ze', first, second)).toBe('const size: "large"');
    expect(messages('const size = 1; size;', first, second)).toEqual([]);
    expect(typeAt('si|ze', first)).toBe('let size: number');
  });

  test('var in a block and a loop is known below; let is not', () => {
    const earlier = 'for (var i = 0; i < 3; i++) { let inner = i; var last = inner; }';
    expect(messages('i + last;', earlier)).toEqual([]);
    expect(messages('inner;', earlier)).toEqual(["Cannot find name 'inner'."]);
  });

  test('a cell above that cannot be read leaves what is around it known', () => {
    expect(typeAt('a|', 'const a = 1;\nconst = ;\nfunction (')).toBe('const a: 1');
  });
});

describe('signatures', () => {
  test('what a call takes, and which parameter the cursor is in', () => {
    const found = service.signature(...after('tf.tensor([1, 2], |)'));
    expect(text(found?.prefix)).toContain('tensor');
    expect(found?.active).toBe(1);
    expect(text(found?.parameters[1]?.declaration)).toMatch(/^shape\?: /);
  });

  test('outside of calls there is none', () => {
    expect(service.signature(...after('const a = 1;|'))).toBeNull();
  });
});

describe('problems', () => {
  test('an option that does not exist is one, where it stands', () => {
    const source = '\ntf.layers.dense({ units: 1, activatoin: "relu" });';
    const problems = service.problems(after(source)[0]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain("'activatoin' does not exist");
    expect(source.slice(problems[0]?.from, problems[0]?.to)).toBe('activatoin');
  });

  test('a bracket that is missing is told at the end', () => {
    const source = 'model.add(tf.layers.flatten()';
    expect(service.problems(after(source)[0])).toEqual([
      { from: source.length, to: source.length, message: "')' expected." },
    ]);
  });

  test('a name of a slow cell or of one below is not known; assigning to a const is told', () => {
    expect(messages('small.summary();')).toEqual(["Cannot find name 'small'."]);
    expect(messages('model = 1;')).toEqual(["Cannot assign to 'model' because it is a constant."]);
    expect(messages('nClasses = 12;', 'let nClasses = 1000;')).toEqual([]);
  });

  test('nobody has to write types', () => {
    expect(messages('function f(x) { return x; }\nlet a;\na = [];\nf(a);')).toEqual([]);
  });

  test('of the cells above nothing is told here', () => {
    expect(messages('model.summary();', 'const = 1;')).toEqual([]);
  });
});

test('formatting moves spaces, indents and ends statements, and changes no word', () => {
  const source = "const a=1\nif(a){model.add( tf.layers.dense({units:1,name:'FC6'}) )}";
  const edits = service.format(source);
  const formatted = edits.reduceRight(
    (result, { from, to, insert }) => result.slice(0, from) + insert + result.slice(to),
    source,
  );
  expect(formatted).toBe("const a = 1;\nif (a) { model.add(tf.layers.dense({ units: 1, name: 'FC6' })); }");
  expect(service.format(formatted)).toEqual([]);
  expect(service.format('')).toEqual([]);
});
