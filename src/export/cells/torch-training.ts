/** Compiling and training with PyTorch: a loss, an optimiser, and a loop. */
import type { Context } from './context';
import { callText, indent } from './layout';
import { optionsOf } from './nets';
import { atom, Imported, Net, numberOf, Optimizer, Options, Unsayable, type Said } from './value';

const CLASSES: Readonly<Record<string, string>> = {
  adam: 'Adam',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  adamax: 'Adamax',
  rmsprop: 'RMSprop',
};

/** What the variables are called that a network is trained with. */
function namesFor(of: string) {
  const end = of === 'model' ? '' : `_${of}`;
  return { criterion: `criterion${end}`, optimizer: `optimizer${end}`, scheduler: `scheduler${end}` };
}

export function torchCompiled(of: Said, net: Net, args: readonly Said[], context: Context): Said {
  const options = optionsOf(args);
  const { criterion, optimizer, scheduler } = namesFor(of.text);
  const made = options.value('optimizer');
  const lines = [
    ...lossLines(criterion, options, net),
    ...(made instanceof Optimizer ? optimizerLines(of.text, optimizer, scheduler, made) : []),
  ];
  if (!(made instanceof Optimizer)) throw new Unsayable('the optimiser is known only in a run');
  decays.set(net, made.path === 'sgd' && decayOf(made) !== null);
  context.before.push(...lines);
  return atom('', null);
}

/** Whether the network's rate falls with every update. */
const decays = new WeakMap<Net, boolean>();

function lossLines(name: string, options: Options, net: Net): string[] {
  const loss = options.value('loss');
  const last = net.placed.at(-1)?.is.layer;
  const isSoftmax = last !== undefined && 'activation' in last && last.activation === 'softmax';
  if (loss instanceof Imported && loss.path === 'tf.losses.softmaxCrossEntropy')
    return [`${name} = nn.CrossEntropyLoss()`];
  if (loss === 'meanSquaredError') return [`${name} = nn.MSELoss()`];
  if ((loss === 'categoricalCrossentropy' || loss === 'sparseCategoricalCrossentropy') && isSoftmax) {
    return loss.startsWith('sparse')
      ? [
          '# nn.CrossEntropyLoss takes the softmax itself; this network has taken it.',
          `def ${name}(probabilities, answers):`,
          '    return nn.functional.nll_loss(torch.log(probabilities), answers)',
          '',
        ]
      : [
          '# nn.CrossEntropyLoss takes the softmax itself; this network has taken it.',
          `def ${name}(probabilities, answers):`,
          '    return -(answers * torch.log(probabilities)).sum(1).mean()',
          '',
        ];
  }
  throw new Unsayable('PyTorch, which has no loss for this end of the network by that name');
}

function decayOf({ options }: Optimizer): string | null {
  const decay = options.said.get('decay');
  return decay === undefined || numberOf(decay.value) === 0 ? null : decay.text;
}

function optimizerLines(of: string, name: string, scheduler: string, made: Optimizer): string[] {
  const { said } = made.options;
  if (made.path === 'sgd') {
    const args = [`${of}.parameters()`, `lr=${said.get('learningRate')?.text ?? '0.01'}`];
    for (const key of ['momentum', 'nesterov']) {
      const given = said.get(key);
      if (given) args.push(`${key}=${given.text}`);
    }
    const decay = decayOf(made);
    const lines = `${name} = ${callText('torch.optim.SGD', args)}`.split('\n');
    if (decay === null) return lines;
    const schedule = callText('torch.optim.lr_scheduler.LambdaLR', [
      name,
      `lambda update: 1 / (1 + ${decay} * update)`,
    ]);
    return [...lines, ...`${scheduler} = ${schedule}`.split('\n')];
  }
  const [rate, momentum] = ['0', '1'].map((key) => said.get(key)?.text);
  const short = made.path.replace('tf.train.', '');
  const listed = [`${of}.parameters()`, ...(rate === undefined ? [] : [`lr=${rate}`])];
  if (short === 'sgd' || short === 'momentum') {
    if (short === 'momentum' && momentum !== undefined) listed.push(`momentum=${momentum}`);
    return [`${name} = ${callText('torch.optim.SGD', listed)}`];
  }
  const found = CLASSES[short];
  if (found === undefined) throw new Unsayable(`PyTorch, which has no optimiser ${short}`);
  return [`${name} = ${callText(`torch.optim.${found}`, listed)}`];
}

export function torchFitted(of: Said, net: Net, args: readonly Said[], context: Context): Said {
  const [data, labels, options] = args;
  const given = options ? optionsOf([options]) : new Options(new Map());
  const text = (key: string, otherwise: string) => given.said.get(key)?.text ?? otherwise;
  const { criterion, optimizer, scheduler } = namesFor(of.text);
  const batch = text('batchSize', '32');
  const shuffles = given.value('shuffle') !== false;
  const [x, y] = [data?.text ?? '', labels?.text ?? ''];
  const order = shuffles ? [`order = torch.randperm(len(${x}))`] : [];
  const pick = (of_: string) => (shuffles ? `${of_}[order].split(${batch})` : `${of_}.split(${batch})`);
  const update = [
    `${optimizer}.zero_grad()`,
    `loss = ${criterion}(${of.text}(pictures), answers)`,
    'loss.backward()',
    `${optimizer}.step()`,
    ...(decays.get(net) === true ? [`${scheduler}.step()`] : []),
  ];
  const validation = given.said.get('validationData')?.text;
  const epoch = [
    `${of.text}.train()`,
    ...order,
    `for pictures, answers in zip(${pick(x)}, ${pick(y)}):`,
    ...update.map(indent),
    ...(validation === undefined ? [] : measured(of.text, validation)),
  ];
  const told = ['epochs', 'batchSize', 'shuffle', 'validationData', 'verbose'];
  const others = [...given.said.keys()].filter((key) => !told.includes(key));
  context.before.push(
    ...others.map((key) => `# TypeScript only: ${key} of fit`),
    `for epoch in range(${text('epochs', '1')}):`,
    ...epoch.map(indent),
  );
  return atom('');
}

function measured(of: string, validation: string): string[] {
  return [
    `${of}.eval()`,
    'with torch.no_grad():',
    `    pictures, answers = ${validation.replace(/^\[(.*)\]$/s, '$1')}`,
    `    right = ${of}(pictures).argmax(1) == answers.argmax(1)`,
    '    print(f"{epoch + 1}: {right.float().mean():.4f} of the held-out ones are right")',
  ];
}
