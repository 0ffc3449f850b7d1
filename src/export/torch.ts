/** Training code for PyTorch, with one process a device. */
import { MEAN_COLOUR, PHOTOGRAPH_SIDE } from '../model/photograph';
import type { ExportedModel, SGD } from '../notebook/exported-model';
import { call, indented, option, quoted, scriptOf, type Section } from './python';
import { torchModules, torchStart } from './torch-modules';
import { trainable, type Trainable } from './trainable';

/**
 * The network and its training as a Python script.
 *
 * @throws {ExportRefusal} if PyTorch cannot express it
 */
export function torchScript(model: ExportedModel): string {
  const network = trainable(model);
  const flattens = network.rows.some(({ layer, input }) => layer.type === 'flatten' && input.length === 3);
  const doc = `
AlexNet, cell by cell: the notebook's network and its training, for PyTorch.

    pip install torch torchvision safetensors
    torchrun --nproc-per-node gpu train_pytorch.py photographs --weights alexnet.safetensors

The folder of photographs holds one folder for each of the ${network.classes} classes. Each process trains on its
share of every batch, and the gradients are averaged. On several machines, see torchrun --help.`;
  return scriptOf(doc, [
    imports(network),
    ...(flattens ? [flatten] : []),
    building(network),
    starting(network),
    weightFiles,
    optimizer,
    data,
    training(network),
    commandLine,
  ]);
}

function imports({ classes, image }: Trainable): Section {
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

CLASSES = ${classes}
HEIGHT, WIDTH = ${image.height}, ${image.width}
MEAN_COLOUR = [${MEAN_COLOUR.join(', ')}]  # red, green, blue`,
  };
}

const flatten: Section = {
  title: 'Flattening',
  code: `
class FlattenChannelsLast(nn.Module):
    """Row by row, with all channels of a place together, as Keras flattens."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)`,
};

function building({ rows }: Trainable): Section {
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

function starting({ weights }: Trainable): Section {
  const others = weights.flatMap((weight) => torchStart(weight) ?? []);
  return {
    title: 'First weights',
    code: `
@torch.no_grad()
def start(model):
    """Draws the first weights as the notebook does: by default Glorot's uniform ones, and biases zero."""
    for module in model:
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
${indented(others, 1)}`,
  };
}

const weightFiles: Section = {
  title: 'Weights, as the course and the Keras script name them',
  code: `
@torch.no_grad()
def load(model, path):
    """Takes the weights of a safetensors file in Keras's order: Conv1.kernel, Conv1.bias, ..."""
    weights = load_file(path)
    for name, module in model.named_children():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            kernel = weights[f"{name}.kernel"]
            module.weight.copy_(kernel.permute(3, 2, 0, 1) if kernel.dim() == 4 else kernel.T)
            if module.bias is not None:
                module.bias.copy_(weights[f"{name}.bias"])


def save(model, path):
    """Writes them as \`load\` takes them."""
    weights = {}
    for name, module in model.named_children():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            kernel = module.weight.detach().cpu()
            kernel = kernel.permute(2, 3, 1, 0) if kernel.dim() == 4 else kernel.T
            weights[f"{name}.kernel"] = kernel.contiguous()
            if module.bias is not None:
                weights[f"{name}.bias"] = module.bias.detach().cpu()
    save_file(weights, path)`,
};

const optimizer: Section = {
  title: 'The optimiser',
  code: `
class KerasSGD(torch.optim.Optimizer):
    """v = momentum * v - rate * gradient; w = w + v. PyTorch's own keeps the rate out of v."""

    def __init__(self, weights, lr, momentum=0.0, nesterov=False):
        super().__init__(weights, {"lr": lr, "momentum": momentum, "nesterov": nesterov})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            rate, momentum = group["lr"], group["momentum"]
            for weight in group["params"]:
                state = self.state[weight]
                if not state:
                    state["v"] = torch.zeros_like(weight)
                v = state["v"].mul_(momentum).sub_(weight.grad, alpha=rate)
                if group["nesterov"]:
                    weight.add_(v, alpha=momentum).sub_(weight.grad, alpha=rate)
                else:
                    weight.add_(v)`,
};

const data: Section = {
  title: 'Photographs',
  code: `
def photographs(folder, batch_size, training):
    """This process's batches of crops less the mean colour: random and mirrored, or the middle."""
    size = (HEIGHT, WIDTH)
    crops = [v2.RandomCrop(size), v2.RandomHorizontalFlip()] if training else [v2.CenterCrop(size)]
    transform = v2.Compose(
        [
            v2.PILToTensor(),
            v2.Resize(${PHOTOGRAPH_SIDE}, antialias=True),
            v2.CenterCrop(${PHOTOGRAPH_SIDE}),
            *crops,
            v2.ToDtype(torch.float32),
            v2.Normalize(MEAN_COLOUR, [1.0, 1.0, 1.0]),
        ]
    )
    dataset = ImageFolder(folder, transform)
    if len(dataset.classes) != CLASSES:
        raise SystemExit(f"{folder} has {len(dataset.classes)} classes; the network has {CLASSES}.")
    sampler = DistributedSampler(dataset, shuffle=training, drop_last=training)
    return DataLoader(
        dataset,
        batch_size // dist.get_world_size(),
        sampler=sampler,
        num_workers=4,
        pin_memory=torch.cuda.is_available(),
        drop_last=training,
    )`,
};

function training({ sgd }: Trainable): Section {
  return {
    title: 'Training',
    code: `
def loss_of(probabilities, labels):
    """Cross-entropy of what the softmax gives, kept from 0 and 1 as Keras keeps it."""
    return nn.functional.nll_loss(probabilities.clamp(1e-7, 1 - 1e-7).log(), labels)


def train(model, batches, device, epochs, test=None):
    optimizer = ${optimizerOf(sgd)}
    # Keras 2's decay: at update t the rate is ${sgd.learningRate} / (1 + ${sgd.decay} * t).
    schedule = LambdaLR(optimizer, lambda update: 1 / (1 + ${sgd.decay} * update))
    for epoch in range(epochs):
        batches.sampler.set_epoch(epoch)
        model.train()
        sums = torch.zeros(3, device=device)  # loss, right answers, photographs
        for images, labels in batches:
            images, labels = images.to(device), labels.to(device)
            probabilities = model(images)
            loss = loss_of(probabilities, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            sums += counts(probabilities.detach(), labels)
        report(f"Epoch {epoch + 1}/{epochs}", sums)
        if test is not None:
            report("Held out", evaluate(model, test, device))


@torch.no_grad()
def evaluate(model, batches, device):
    model.eval()
    sums = torch.zeros(3, device=device)
    for images, labels in batches:
        images, labels = images.to(device), labels.to(device)
        # Without the wrapper, which would wait for processes that have fewer batches.
        sums += counts(model.module(images), labels)
    return sums


def counts(probabilities, labels):
    loss = loss_of(probabilities, labels) * len(labels)
    right = (probabilities.argmax(1) == labels).float().sum()
    return torch.stack([loss, right, loss.new_tensor(len(labels))])


def report(what, sums):
    dist.all_reduce(sums)
    loss, right, count = sums.tolist()
    if dist.get_rank() == 0:
        print(f"{what} - loss: {loss / count:.4f} - accuracy: {right / count:.4f}", flush=True)`,
  };
}

function optimizerOf({ learningRate, momentum, nesterov }: SGD): string {
  return call('KerasSGD', [
    'model.parameters()',
    option('lr', String(learningRate)),
    option('momentum', String(momentum), momentum === 0),
    option('nesterov', 'True', !nesterov),
  ]);
}

const commandLine: Section = {
  title: 'Running it',
  code: `
def main():
    parser = argparse.ArgumentParser(description="Trains the notebook's network with PyTorch.")
    parser.add_argument("photographs", help="a folder with one folder of photographs for each class")
    parser.add_argument("--held-out", help="such a folder to test with after every epoch")
    parser.add_argument("--weights", help="a safetensors file to start from")
    parser.add_argument("--save", default="trained.safetensors", help="where the weights go")
    parser.add_argument("--epochs", type=int, default=90)
    parser.add_argument("--batch-size", type=int, default=128, help="for all processes together")
    options = parser.parse_args()

    gpu = torch.cuda.is_available()
    dist.init_process_group("nccl" if gpu else "gloo")
    device = torch.device("cuda", int(os.environ["LOCAL_RANK"])) if gpu else torch.device("cpu")
    if gpu:
        torch.cuda.set_device(device)
    torch.manual_seed(dist.get_rank())

    model = build()
    start(model)
    if options.weights:
        load(model, options.weights)
    model = DistributedDataParallel(model.to(device), device_ids=[device.index] if gpu else None)

    batches = photographs(options.photographs, options.batch_size, training=True)
    test = photographs(options.held_out, options.batch_size, training=False) if options.held_out else None
    train(model, batches, device, options.epochs, test)
    if dist.get_rank() == 0:
        save(model.module, options.save)
    dist.destroy_process_group()


if __name__ == "__main__":
    main()`,
};
