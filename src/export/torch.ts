/** Training code for PyTorch, with one process a device. */
import type { ExportedModel } from '../notebook/exported-model';
import { indented, photographConstants, quoted, scriptOf, type Section } from './python';
import { variablesFor } from './python-names';
import { DEFINITIONS, torchClass, type TorchStep } from './torch-class';
import { torchEntries, torchModules, torchStart } from './torch-modules';
import { checkpoints, commandLine, optimizer, photographs, training } from './torch-training';
import { hasBatchNormalization, trainable, type Trainable } from './trainable';

/**
 * The network and its training as a Python script.
 *
 * @throws {ExportRefusal} if PyTorch cannot express it
 */
export function torchScript(model: ExportedModel): string {
  const network = trainable(model);
  const doc = `
AlexNet, cell by cell: the notebook's network and its training, for PyTorch.

    pip install torch torchvision safetensors
    torchrun --nproc-per-node gpu train_pytorch.py photographs --weights alexnet.safetensors

The folder of photographs holds one folder for each of the ${network.classes} classes. Each process trains on its
share of every batch, and the gradients are averaged. A training that was interrupted goes on where it was when the
same command is given again. On several machines, see torchrun --help.`;
  return scriptOf(doc, [
    imports(network),
    ...definitions(network),
    building(network),
    starting(network),
    weightFiles(network),
    optimizer,
    photographs(network),
    checkpoints,
    training(network),
    commandLine(network),
  ]);
}

function imports(network: Trainable): Section {
  return {
    title: 'Imports, and what the photographs are',
    code: `
import argparse
import os
from collections import OrderedDict

import torch
import torch.distributed as dist
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim.lr_scheduler import LambdaLR
from torch.utils.data import DataLoader, DistributedSampler
from torchvision.datasets import ImageFolder
from torchvision.transforms import v2

${photographConstants(network)}`,
  };
}

/** Classes of the modules that PyTorch does not have. */
function definitions(network: Trainable): Section[] {
  const modules = torchModules(network.rows).map(([, module]) => module);
  return Object.entries(DEFINITIONS).flatMap(([name, code]) =>
    modules.some((module) => module.startsWith(`${name}(`)) ? [{ title: name, code }] : [],
  );
}

function building({ rows, branches }: Trainable): Section {
  if (branches) {
    return {
      title: 'The network',
      code: `${torchClass('AlexNet', ['x'], stepsOf(rows), [lastOf(rows)])}


def build():
    """The notebook's network, channels first."""
    return AlexNet()`,
    };
  }
  const entries = torchModules(rows);
  return {
    title: 'The network',
    code: `
def build():
    """The notebook's network, channels first."""
    return nn.Sequential(
        OrderedDict(
            [
${indented(
  entries.map(([name, module]) => `(${quoted(name)}, ${module}),`),
  4,
)}
            ]
        )
    )`,
  };
}

function stepsOf(rows: Trainable['rows']): TorchStep[] {
  const variables = tensorsOf(rows);
  torchModules(rows);
  return rows.map((row) => ({
    row,
    entries: torchEntries(row),
    takes: row.takes.map((name) => (name === null ? 'x' : (variables.get(name) ?? name))),
    gives: variables.get(row.layer.name) ?? row.layer.name,
  }));
}

function lastOf(rows: Trainable['rows']): string {
  return tensorsOf(rows).get(rows.at(-1)?.layer.name ?? '') ?? 'x';
}

function tensorsOf(rows: Trainable['rows']): ReadonlyMap<string, string> {
  return variablesFor(['x', 'self', ...rows.map(({ layer }) => layer.name)]);
}

function starting({ weights }: Trainable): Section {
  const others = weights.flatMap((weight) => torchStart(weight) ?? []);
  return {
    title: 'First weights',
    code: `
@torch.no_grad()
def start(model):
    """Draws the first weights as the notebook does: by default Glorot's uniform ones, and biases zero."""
    for module in model.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
${indented(others, 1)}`,
  };
}

function weightFiles(network: Trainable): Section {
  const normalizes = hasBatchNormalization(network);
  return {
    title: 'Weights, as the course and the Keras script name them',
    code: `${normalizes ? batchNormNames : ''}
@torch.no_grad()
def load(model, path):
    """Takes the weights of a safetensors file in Keras's order: Conv1.kernel, Conv1.bias, ..."""
    weights = load_file(path)
    for name, module in model.named_children():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            kernel = weights[f"{name}.kernel"]
            module.weight.copy_(kernel.permute(3, 2, 0, 1) if kernel.dim() == 4 else kernel.T)
            if module.bias is not None:
                module.bias.copy_(weights[f"{name}.bias"])${
                  normalizes
                    ? `
        if isinstance(module, BATCH_NORM):
            for there, here in BATCH_NORM_WEIGHTS.items():
                if getattr(module, here) is not None:
                    getattr(module, here).copy_(weights[f"{name}.{there}"])`
                    : ''
                }


def save(model, path):
    """Writes them as \`load\` takes them."""
    weights = {}
    for name, module in model.named_children():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            kernel = module.weight.detach().cpu()
            kernel = kernel.permute(2, 3, 1, 0) if kernel.dim() == 4 else kernel.T
            weights[f"{name}.kernel"] = kernel.contiguous()
            if module.bias is not None:
                weights[f"{name}.bias"] = module.bias.detach().cpu()${
                  normalizes
                    ? `
        if isinstance(module, BATCH_NORM):
            for there, here in BATCH_NORM_WEIGHTS.items():
                if getattr(module, here) is not None:
                    weights[f"{name}.{there}"] = getattr(module, here).detach().cpu()`
                    : ''
                }
    save_file(weights, path)`,
  };
}

const batchNormNames = `
# Also what it becomes where its batches are split among GPUs.
BATCH_NORM = nn.modules.batchnorm._BatchNorm
BATCH_NORM_WEIGHTS = {
    "gamma": "weight",
    "beta": "bias",
    "moving_mean": "running_mean",
    "moving_variance": "running_var",
}

`;
