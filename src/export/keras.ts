/** Training code for Keras 3, on as many devices as there are. */
import { PHOTOGRAPH_SIDE } from '../model/photograph';
import type { ExportedModel, SGD } from '../notebook/exported-model';
import { kerasInitializer, kerasLayers } from './keras-layers';
import { RESPONSE_NORMALIZATION } from './keras-normalization';
import { call, indented, option, photographConstants, quoted, scriptOf, type Section } from './python';
import { variablesFor } from './python-names';
import { trainable, type Trainable } from './trainable';

const SIDE = PHOTOGRAPH_SIDE;

/**
 * The network and its training as a Python script.
 *
 * @throws {ExportRefusal} if Keras cannot express it
 */
export function kerasScript(model: ExportedModel): string {
  const network = trainable(model);
  const doc = `
AlexNet, cell by cell: the notebook's network and its training, for Keras 3.

    pip install "keras>=3.6" "jax[cuda12]" tensorflow-cpu safetensors
    python train_keras.py photographs --weights alexnet.safetensors

The folder of photographs holds one folder for each of the ${network.classes} classes. Every batch is split
among all devices that Keras finds; TensorFlow only reads the photographs. On several machines, set
KERAS_DISTRIBUTION_JOB_ADDRESSES, KERAS_DISTRIBUTION_NUM_PROCESSES and KERAS_DISTRIBUTION_PROCESS_ID.`;
  return scriptOf(doc, [imports(network, ['argparse', 'os']), ...parts(network), commandLine]);
}

/**
 * The same as the sections of a notebook.
 *
 * @throws {ExportRefusal} if Keras cannot express it
 */
export function kerasSections(model: ExportedModel): readonly Section[] {
  const network = trainable(model);
  return [imports(network, ['os']), ...parts(network), atOnce];
}

function parts(network: Trainable): Section[] {
  const withLRN = network.rows.some(({ layer }) => layer.type === 'localResponseNormalization');
  return [
    ...(withLRN ? [responseNormalization] : []),
    building(network),
    weightFiles,
    data(network),
    training(network),
  ];
}

function imports(network: Trainable, modules: readonly string[]): Section {
  const starts = network.weights.some(({ start, weight }) => kerasInitializer(start, weight) !== null);
  return {
    title: 'Imports, and what the photographs are',
    code: `
${modules.map((name) => `import ${name}`).join('\n')}

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import tensorflow as tf
from keras import ${starts ? 'initializers, ' : ''}layers, ops
from safetensors.numpy import load_file, save_file

if keras.backend.backend() != "tensorflow":
    tf.config.set_visible_devices([], "GPU")

${photographConstants(network)}`,
  };
}

const responseNormalization: Section = {
  title: 'Local response normalisation',
  code: RESPONSE_NORMALIZATION,
};

function building(network: Trainable): Section {
  const { height, width, channels } = network.image;
  const input = `keras.Input((${height}, ${width}, ${channels}))`;
  const doc = '"""The notebook\'s network, channels last."""';
  return {
    title: 'The network',
    code: network.branches
      ? `
def build():
    ${doc}
    inputs = ${input}
${indented(tensorLines(network), 1)}`
      : `
def build():
    ${doc}
    return keras.Sequential(
        [
${indented(
  [
    `${input},`,
    ...network.rows.flatMap((row) => kerasLayers(row, network.weights).map((layer) => `${layer},`)),
  ],
  3,
)}
        ],
        name="alexnet",
    )`,
  };
}

/** Where layers branch and join, every output has the name of its layer. */
function tensorLines({ rows, weights }: Trainable): string[] {
  const variables = variablesFor(['inputs', ...rows.map(({ layer }) => layer.name)]);
  // A layer may have that name too.
  const variable = (name: string | null) => (name === null ? 'inputs' : (variables.get(name) ?? name));
  const lines = rows.map((row) => {
    const takes = row.takes.map(variable);
    const given = row.layer.type === 'concatenate' ? `[${takes.join(', ')}]` : takes.join(', ');
    const applied = kerasLayers(row, weights).reduce((inner, layer) => `${layer}(${inner})`, given);
    return `${variable(row.layer.name)} = ${applied}`;
  });
  const last = rows.at(-1)?.layer.name ?? null;
  return [...lines, `return keras.Model(inputs, ${variable(last)}, name="alexnet")`];
}

const weightFiles: Section = {
  title: 'Weights, as the course and the PyTorch script name them',
  code: `
def load(model, path):
    """Takes the weights of a safetensors file: Conv1.kernel, Conv1.bias, ..."""
    weights = load_file(path)
    for layer in model.layers:
        for weight in layer.weights:
            weight.assign(weights[f"{layer.name}.{weight.name}"])


def save(model, path):
    """Writes them as \`load\` takes them."""
    weights = {
        f"{layer.name}.{weight.name}": ops.convert_to_numpy(weight)
        for layer in model.layers
        for weight in layer.weights
    }
    save_file(weights, path)`,
};

function data({ sparse, image }: Trainable): Section {
  return {
    title: 'Photographs',
    code: `
def photographs(folder, batch_size, training):
    """Batches of crops less the mean colour: random ones, half of them mirrored, or the middle."""
    dataset = keras.utils.image_dataset_from_directory(
        folder,
        label_mode="${sparse ? 'int' : 'categorical'}",
        color_mode="${image.channels === 1 ? 'grayscale' : 'rgb'}",
        batch_size=None,
        image_size=(${SIDE}, ${SIDE}),
        crop_to_aspect_ratio=True,
        shuffle=training,
    )
    if len(dataset.class_names) != CLASSES:
        raise SystemExit(f"{folder} has {len(dataset.class_names)} classes; the network has {CLASSES}.")
    if training:
        # Every device takes an equal share of each batch.
        devices = len(keras.distribution.list_devices())
        batch_size = min(batch_size, len(dataset.file_paths)) // devices * devices
        if batch_size == 0:
            raise SystemExit(f"Each of the {devices} devices needs a photograph of every batch: take larger batches.")

    def crop(image, label):
        if training:
            image = tf.image.random_crop(image, (HEIGHT, WIDTH, len(MEAN_COLOUR)))
            image = tf.image.random_flip_left_right(image)
        else:
            image = tf.image.resize_with_crop_or_pad(image, HEIGHT, WIDTH)
        return (image - MEAN_COLOUR) * SCALE, label

    dataset = dataset.map(crop, num_parallel_calls=tf.data.AUTOTUNE)
    return dataset.batch(batch_size, drop_remainder=training).prefetch(tf.data.AUTOTUNE)`,
  };
}

function training({ sgd, sparse, fromLogits }: Trainable): Section {
  const loss = fromLogits
    ? 'keras.losses.CategoricalCrossentropy(from_logits=True)'
    : quoted(sparse ? 'sparse_categorical_crossentropy' : 'categorical_crossentropy');
  return {
    title: 'Training',
    code: `
def compiled(weights=None):
    """The network on all devices, ready to train; weights from a safetensors file if one is given."""
    if "KERAS_DISTRIBUTION_JOB_ADDRESSES" in os.environ:
        keras.distribution.initialize()
    keras.distribution.set_distribution(keras.distribution.DataParallel())
    model = build()
    if weights:
        load(model, weights)
${indented(rateLines(sgd), 1)}
    model.compile(
        optimizer=${optimizer(sgd)},
        loss=${loss},
        metrics=["accuracy"],
    )
    return model`,
  };
}

function rateLines({ learningRate, decay }: SGD): string[] {
  if (decay === 0) return [`rate = ${learningRate}`];
  return [
    '# The decay of Keras 2: at update t the rate is ' + `${learningRate} / (1 + ${decay} * t).`,
    'rate = keras.optimizers.schedules.InverseTimeDecay(',
    `    ${learningRate}, decay_steps=1, decay_rate=${decay}`,
    ')',
  ];
}

function optimizer({ momentum, nesterov }: SGD): string {
  return call('keras.optimizers.SGD', [
    'rate',
    option('momentum', String(momentum), momentum === 0),
    option('nesterov', 'True', !nesterov),
  ]);
}

const commandLine: Section = {
  title: 'Running it',
  code: `
def main():
    parser = argparse.ArgumentParser(description="Trains the notebook's network with Keras 3.")
    parser.add_argument("photographs", help="a folder with one folder of photographs for each class")
    parser.add_argument("--held-out", help="such a folder to test with after every epoch")
    parser.add_argument("--weights", help="a safetensors file to start from")
    parser.add_argument("--save", default="trained.safetensors", help="where the weights go")
    parser.add_argument("--backup", default="train_keras.backup", help="a folder, written after every epoch")
    parser.add_argument("--epochs", type=int, default=90)
    parser.add_argument("--batch-size", type=int, default=128, help="for all devices together")
    options = parser.parse_args()

    model = compiled(options.weights)
    model.summary()
    train = photographs(options.photographs, options.batch_size, training=True)
    test = photographs(options.held_out, options.batch_size, training=False) if options.held_out else None
    # A training that was interrupted goes on from there; the folder goes when one has ended.
    backup = keras.callbacks.BackupAndRestore(options.backup)
    model.fit(train, validation_data=test, epochs=options.epochs, callbacks=[backup])
    save(model, options.save)


if __name__ == "__main__":
    main()`,
};

const atOnce: Section = {
  title: 'Run it',
  code: `
PHOTOGRAPHS = "photographs"  # a folder with one folder of photographs for each class
WEIGHTS = None  # "alexnet.safetensors" to start from the notebook's weights

model = compiled(WEIGHTS)
model.summary()
# A training that was interrupted goes on from this folder, which goes when one has ended.
backup = keras.callbacks.BackupAndRestore("train_keras.backup")
model.fit(photographs(PHOTOGRAPHS, batch_size=128, training=True), epochs=90, callbacks=[backup])
save(model, "trained.safetensors")`,
};
