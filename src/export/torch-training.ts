/** How a PyTorch script trains: the optimiser, the photographs, what it keeps after every epoch, and its options. */
import { PHOTOGRAPH_SIDE } from '../model/photograph';
import type { SGD } from '../notebook/exported-model';
import { call, option, type Section } from './python';
import { hasBatchNormalization, type Trainable } from './trainable';

export const optimizer: Section = {
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

export function photographs(network: Trainable): Section {
  // One photograph of one place has no spread to normalise by: PyTorch refuses such a batch.
  const dropLast = hasBatchNormalization(network)
    ? `
        drop_last=training and len(sampler) > 1 and len(sampler) % size == 1,`
    : '';
  return {
    title: 'Photographs',
    code: `
def photographs(folder, batch_size, training):
    """This process's batches of crops less the mean colour: random and mirrored, or the middle."""
    size = (HEIGHT, WIDTH)
    crops = [v2.RandomCrop(size), v2.RandomHorizontalFlip()] if training else [v2.CenterCrop(size)]
    transform = v2.Compose(
        [
            v2.PILToTensor(),${network.image.channels === 1 ? '\n            v2.Grayscale(1),' : ''}
            v2.Resize(${PHOTOGRAPH_SIDE}, antialias=True),
            v2.CenterCrop(${PHOTOGRAPH_SIDE}),
            *crops,
            v2.ToDtype(torch.float32),
            v2.Normalize(MEAN_COLOUR, [1 / SCALE] * len(MEAN_COLOUR)),
        ]
    )
    dataset = ImageFolder(folder, transform)
    if len(dataset.classes) != CLASSES:
        raise SystemExit(f"{folder} has {len(dataset.classes)} classes; the network has {CLASSES}.")
    processes = dist.get_world_size()
    if training and len(dataset) < processes:
        raise SystemExit(f"{folder} has {len(dataset)} photographs; each of {processes} processes needs one.")
    sampler = DistributedSampler(dataset, shuffle=training, drop_last=training)
    size = max(1, batch_size // processes)
    return DataLoader(
        dataset,
        size,
        sampler=sampler,
        num_workers=4,
        pin_memory=torch.cuda.is_available(),${dropLast}
    )`,
  };
}

export const checkpoints: Section = {
  title: 'What is kept after every epoch',
  code: `
def keep(path, epochs, model, optimizer, schedule):
    """Writes what the training needs to go on after so many epochs, in one step: a file that is there is whole."""
    if dist.get_rank() == 0:
        parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
        states = {name: part.state_dict() for name, part in parts.items()}
        torch.save({"epochs": epochs, **states}, f"{path}.part")
        os.replace(f"{path}.part", path)


def taken_up(path, model, optimizer, schedule, device):
    """The epochs that an interrupted training has behind it, with all as it was then; 0 if there was none."""
    if not os.path.exists(path):
        return 0
    kept = torch.load(path, map_location=device, weights_only=True)
    for name, part in {"model": model, "optimizer": optimizer, "schedule": schedule}.items():
        part.load_state_dict(kept[name])
    if dist.get_rank() == 0:
        print(f"Going on from {path}, after epoch {kept['epochs']}; delete it to begin anew.", flush=True)
    return kept["epochs"]`,
};

export function training({ sgd, fromLogits }: Trainable): Section {
  const loss = fromLogits
    ? `
def loss_of(outputs, labels):
    """Cross-entropy of the softmax of the network's scores."""
    return nn.functional.cross_entropy(outputs, labels)`
    : `
def loss_of(outputs, labels):
    """Cross-entropy of what the softmax gives, kept from 0 and 1 as Keras keeps it."""
    return nn.functional.nll_loss(outputs.clamp(1e-7, 1 - 1e-7).log(), labels)`;
  return {
    title: 'Training',
    code: `${loss}


def train(model, batches, device, epochs, checkpoint, test=None):
    optimizer = ${optimizerOf(sgd)}
    # Keras 2's decay: at update t the rate is ${sgd.learningRate} / (1 + ${sgd.decay} * t).
    schedule = LambdaLR(optimizer, lambda update: 1 / (1 + ${sgd.decay} * update))
    begun = taken_up(checkpoint, model.module, optimizer, schedule, device)
    for epoch in range(begun, epochs):
        # An epoch draws the same crops and the same dropout whether the training was interrupted before it or not.
        torch.manual_seed(epoch * dist.get_world_size() + dist.get_rank())
        batches.sampler.set_epoch(epoch)
        model.train()
        sums = torch.zeros(3, device=device)  # loss, right answers, photographs
        for images, labels in batches:
            images, labels = images.to(device), labels.to(device)
            outputs = model(images)
            loss = loss_of(outputs, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            sums += counts(outputs.detach(), labels)
        report(f"Epoch {epoch + 1}/{epochs}", sums)
        if test is not None:
            report("Held out", evaluate(model, test, device))
        keep(checkpoint, epoch + 1, model.module, optimizer, schedule)


@torch.no_grad()
def evaluate(model, batches, device):
    model.eval()
    sums = torch.zeros(3, device=device)
    for images, labels in batches:
        images, labels = images.to(device), labels.to(device)
        # Without the wrapper, which would wait for processes that have fewer batches.
        sums += counts(model.module(images), labels)
    return sums


def counts(outputs, labels):
    loss = loss_of(outputs, labels) * len(labels)
    right = (outputs.argmax(1) == labels).float().sum()
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

export function commandLine(network: Trainable): Section {
  const synchronized = hasBatchNormalization(network)
    ? `
    if gpu:
        # Statistics of whole batches, as on one device.
        model = nn.SyncBatchNorm.convert_sync_batchnorm(model)`
    : '';
  return {
    title: 'Running it',
    code: `
def main():
    parser = argparse.ArgumentParser(description="Trains the notebook's network with PyTorch.")
    parser.add_argument("photographs", help="a folder with one folder of photographs for each class")
    parser.add_argument("--held-out", help="such a folder to test with after every epoch")
    parser.add_argument("--weights", help="a safetensors file to start from")
    parser.add_argument("--save", default="trained.safetensors", help="where the weights go")
    parser.add_argument("--checkpoint", default="train_pytorch.checkpoint", help="written after every epoch")
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
        load(model, options.weights)${synchronized}
    model = DistributedDataParallel(model.to(device), device_ids=[device.index] if gpu else None)

    batches = photographs(options.photographs, options.batch_size, training=True)
    test = photographs(options.held_out, options.batch_size, training=False) if options.held_out else None
    train(model, batches, device, options.epochs, options.checkpoint, test)
    if dist.get_rank() == 0:
        save(model.module, options.save)
        if os.path.exists(options.checkpoint):
            os.remove(options.checkpoint)
    dist.destroy_process_group()


if __name__ == "__main__":
    main()`,
  };
}
