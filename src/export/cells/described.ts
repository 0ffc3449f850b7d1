/** The network that the cells describe as they stand, without a run: what the model can tell from their sources. */
import type { Taken } from '../../model/layer';
import { ShapeError } from '../../model/shapes';
import type { Description, Misfit, SourceCell } from '../../notebook/described-network';
import { Context } from './context';
import { sayExpression } from './expressions';
import { followed } from './follow';
import { parsedCell, type ParsedCell } from './parsed';
import { sizes } from './sizes';
import { sayStatements } from './statements';
import { Net, type Tensor } from './value';

/** Cells are read again and again while one of them changes. */
const parsed = new Map<string, ParsedCell | null>();
const MOST_PARSED = 200;

function read(source: string): ParsedCell | null {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const fresh = parsedCell(source);
  parsed.set(source, fresh);
  return fresh;
}

/**
 * The network of the name `model`, or else the one that was made last.
 *
 * @param cells those that build on each other, in their order
 */
export function described(cells: readonly SourceCell[]): Description {
  const context: Context = new Context(sizes, {
    say: (node) => sayExpression(node, context),
    follow: (called, args) => followed(called, args, context),
  });
  const makers = new Map<object, string>();
  let misfit: Misfit | null = null;
  for (const { id, source } of cells) {
    const cell = read(source);
    if (!cell) return 'unread';
    context.refused = [];
    sayStatements(cell.program.body, cell, context, cell.code.length);
    for (const net of context.nets) {
      for (const placed of net.placed) if (!makers.has(placed)) makers.set(placed, id);
    }
    misfit ??= misfitIn(id, cell, context);
  }
  const net = netOf(context);
  // What follows a layer that does not fit is not known either.
  if (!net || (net.isUnknown && !misfit)) return 'unknown';
  const layers = net.placed.map(({ is }) => is.layer);
  const takes = net.graph && takesOf(net.graph.outputs);
  return {
    network: { name: 'as typed', inputShape: net.inputShape, layers, ...(takes && { takes }) },
    madeBy: Object.fromEntries(net.placed.map((placed) => [placed.is.layer.name, makers.get(placed) ?? ''])),
    misfit,
  };
}

function misfitIn(cellId: string, { code }: ParsedCell, { refused }: Context): Misfit | null {
  for (const { node, error } of refused) {
    if (!(error.cause instanceof ShapeError)) continue;
    const line = code.slice(0, node.start).split('\n').length;
    return { cellId, line, message: error.cause.message };
  }
  return null;
}

function netOf({ scope, nets }: Context): Net | null {
  const named = scope.find('model')?.value;
  return named instanceof Net ? named : (nets.findLast(({ placed }) => placed.length > 0) ?? null);
}

/** What each layer takes; null where each takes what the one before it gives. */
function takesOf(outputs: readonly Tensor[]): Readonly<Record<string, readonly Taken[]>> | null {
  const takes: Record<string, readonly Taken[]> = {};
  const visit = ({ from }: Tensor): void => {
    if (!from || Object.hasOwn(takes, from.placed.is.layer.name)) return;
    from.takes.forEach(visit);
    takes[from.placed.is.layer.name] = from.takes.map((tensor) => tensor.from?.placed.is.layer.name ?? null);
  };
  outputs.forEach(visit);
  const names = Object.keys(takes);
  const isChain = names.every((name, index) => {
    const [first, ...others] = takes[name] ?? [];
    return others.length === 0 && first === (names[index - 1] ?? null);
  });
  return isChain ? null : takes;
}
