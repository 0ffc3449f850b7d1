/** A network that branches as PyTorch writes it: a class whose `forward` names its tensors. */
import { readImageShape } from '../model/image-shape';
import { indented } from './python';
import { isTaken } from './python-names';
import type { Entry } from './torch-modules';
import type { TrainableRow } from './trainable';

/** Classes that modules may be of, by their names; the code defines those that it uses. */
export const DEFINITIONS: Readonly<Record<string, string>> = {
  FlattenChannelsLast: `
class FlattenChannelsLast(nn.Module):
    """Row by row, with all channels of a place together, as Keras flattens."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)`,
  SliceChannels: `
class SliceChannels(nn.Module):
    """Hands on some of the channels."""

    def __init__(self, begin, size):
        super().__init__()
        self.begin, self.size = begin, size

    def forward(self, x):
        return x[:, self.begin : self.begin + self.size]`,
  ResponseNorm: `
class ResponseNorm(nn.Module):
    """x / (k + alpha * sum of x^2)^beta, over n neighbouring channels of a group, or n x n places of a map."""

    def __init__(self, n, alpha, beta, k, groups=1, window="channels"):
        super().__init__()
        self.n, self.alpha, self.beta, self.k = n, alpha, beta, k
        self.groups, self.window = groups, window

    def forward(self, x):
        squares, radius = x.square(), self.n // 2
        if self.window == "map":
            total = nn.functional.avg_pool2d(squares, self.n, stride=1, padding=radius) * self.n**2
        else:
            parts = [nn.functional.pad(part, (0, 0, 0, 0, radius, radius)) for part in squares.chunk(self.groups, 1)]
            channels = x.shape[1] // self.groups
            sums = [sum(part[:, i : i + channels] for i in range(self.n)) for part in parts]
            total = torch.cat(sums, dim=1)
        return x / (self.k + self.alpha * total) ** self.beta`,
};

export interface TorchStep {
  row: TrainableRow;
  /** None for a concatenation, which is no module. */
  entries: readonly Entry[];
  /** Names of the tensors it takes. */
  takes: readonly string[];
  /** The name of the tensor it gives. */
  gives: string;
}

export function torchClass(
  name: string,
  inputs: readonly string[],
  steps: readonly TorchStep[],
  outputs: readonly string[],
): string {
  const made = new Map(steps.flatMap(({ entries }) => entries));
  const modules = [...made].map(([entry, module]) =>
    isName(entry) ? `self.${entry} = ${module}` : `self.add_module(${JSON.stringify(entry)}, ${module})`,
  );
  const forward = steps.flatMap(({ row, entries, takes, gives }) => {
    if (row.layer.type === 'concatenate') {
      return [`${gives} = torch.cat([${takes.join(', ')}], dim=${axisOf(row)})`];
    }
    const applied = entries.reduce((inner, [entry]) => `${moduleOf(entry)}(${inner})`, takes[0] ?? '');
    return [`${gives} = ${applied}`];
  });
  return `
class ${name}(nn.Module):
    def __init__(self):
        super().__init__()
${indented(modules, 2)}

    def forward(self, ${inputs.join(', ')}):
${indented([...forward, `return ${outputs.join(', ')}`], 2)}`;
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text) && !isTaken(text);
}

function moduleOf(entry: string): string {
  return isName(entry) ? `self.${entry}` : `self.get_submodule(${JSON.stringify(entry)})`;
}

/** PyTorch's images are channels first. */
function axisOf({ layer, output, dataFormat }: TrainableRow): number {
  if (layer.type !== 'concatenate') return 1;
  if (readImageShape(output, dataFormat) === null || dataFormat === 'channelsFirst') return layer.axis;
  return layer.axis === 3 ? 1 : layer.axis + 1;
}
