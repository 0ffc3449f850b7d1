import { variablesFor } from '../python-names';
import { torchClass, type TorchStep } from '../torch-class';
import type { Context } from './context';
import { graphNet, optionsOf, rowOf } from './nets';
import { besides, entriesOf, frozen } from './torch-layer';
import { atom, Tensor, Unsayable, type Said } from './value';

/** A network that branches as a class, whose `forward` names its tensors. */
export function torchGraph(args: readonly Said[], context: Context): Said {
  const net = graphNet(optionsOf(args));
  context.nets.push(net);
  const { inputs, outputs } = net.graph ?? { inputs: [], outputs: [] };
  const names = new Map<Tensor, string>();
  const used = new Set(['self']);
  const free = (name: string) => {
    const plain = variablesFor([name]).get(name) ?? name;
    let variable = plain;
    for (let number = 2; used.has(variable); number++) variable = `${plain}_${number}`;
    used.add(variable);
    return variable;
  };
  inputs.forEach((input, index) => names.set(input, free(nameIn(input, context) ?? `x${index + 1}`)));
  const steps: TorchStep[] = [];
  const visit = (tensor: Tensor): string => {
    const known = names.get(tensor);
    if (known !== undefined) return known;
    if (!tensor.from) throw new Unsayable('an input of the graph is not among its inputs');
    const takes = tensor.from.takes.map(visit);
    const { placed } = tensor.from;
    const name = free(placed.is.layer.name);
    names.set(tensor, name);
    context.before.push(...besides(placed));
    if (frozen(placed, '').length > 0)
      context.before.push(`# TypeScript only: trainable of ${placed.is.layer.name}`);
    steps.push({ row: rowOf(placed), entries: entriesOf(placed, context), takes, gives: name });
    return name;
  };
  const given = outputs.map(visit);
  const className = titleOf(context.naming ?? 'network');
  context.define(
    className,
    torchClass(
      className,
      inputs.map((input) => names.get(input) ?? ''),
      steps,
      given,
    ),
  );
  return atom(`${className}()`, net);
}

function nameIn(value: Tensor, { scope }: Context): string | null {
  for (const binding of scope.names.values()) if (binding.value === value) return binding.text;
  return null;
}

/** 'two_towers' names the class TwoTowers. */
function titleOf(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
