"""A stand-in for Keras 3: layers that know their output's shape and their parameters by the documentation's arithmetic."""

import math
from types import SimpleNamespace

from anything import Anything



def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


class Tensor:
    """Its sizes are without the batch."""

    def __init__(self, shape, layer=None, takes=()):
        self.sizes, self.layer, self.takes = tuple(shape), layer, takes

    @property
    def shape(self):
        return (None, *self.sizes)

    def __getitem__(self, key):
        key = key if isinstance(key, tuple) else (key,)
        shape = list(self.shape)
        for axis, part in enumerate(key):
            if part is Ellipsis:
                key = key[:axis] + (slice(None),) * (len(shape) - len(key) + 1) + key[axis + 1 :]
                break
        for axis, part in enumerate(key):
            if axis > 0:
                shape[axis] = len(range(*part.indices(shape[axis])))
        return Tensor(shape[1:])


def Input(shape):
    return Tensor(shape)


class Layer:
    def __init__(self, name=None, **options):
        assert not options, f"unknown: {options}"
        assert name is None or "/" not in name
        self.name, self.output, self.parameters, self.kernel = name, None, 0, Anything()

    def shape_of(self, shape):
        return shape

    def weights_of(self, shape):
        return 0

    def __call__(self, x):
        takes = list(x) if isinstance(x, (list, tuple)) else [x]
        shape = takes[0].sizes if len(takes) == 1 else [each.sizes for each in takes]
        self.parameters = self.weights_of(shape)
        self.output = tuple(self.shape_of(shape))
        return Tensor(self.output, self, takes)

    def count_params(self):
        return self.parameters


class Images(Layer):
    def __init__(self, data_format=None, **options):
        super().__init__(**options)
        assert data_format in (None, "channels_first", "channels_last"), data_format
        self.first = data_format == "channels_first"

    def read(self, shape):
        c, h, w = shape if self.first else (shape[2], shape[0], shape[1])
        return c, h, w

    def write(self, c, h, w):
        return (c, h, w) if self.first else (h, w, c)


def slide(size, window, stride, padding):
    assert padding in ("valid", "same"), padding
    count = math.ceil(size / stride) if padding == "same" else (size - window) // stride + 1
    assert count > 0
    return count


class Conv2D(Images):
    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", dilation_rate=1, groups=1, activation=None,
        use_bias=True, kernel_initializer=None, bias_initializer=None, kernel_regularizer=None, **options
    ):
        super().__init__(**options)
        assert isinstance(filters, int), filters
        self.filters, self.size, self.strides = filters, pair(kernel_size), pair(strides)
        self.padding, self.dilation, self.groups, self.bias = padding, pair(dilation_rate), groups, use_bias

    def shape_of(self, shape):
        _, h, w = self.read(shape)
        spans = [(size - 1) * rate + 1 for size, rate in zip(self.size, self.dilation)]
        places = [slide(n, *each, self.padding) for n, each in zip((h, w), zip(spans, self.strides))]
        return self.write(self.filters, *places)

    def weights_of(self, shape):
        channels = self.read(shape)[0]
        assert channels % self.groups == 0 and self.filters % self.groups == 0
        return self.size[0] * self.size[1] * channels // self.groups * self.filters + self.bias * self.filters


class Pooling(Images):
    def __init__(self, pool_size=2, strides=None, padding="valid", **options):
        super().__init__(**options)
        self.size, self.padding = pair(pool_size), padding
        self.strides = self.size if strides is None else pair(strides)

    def shape_of(self, shape):
        c, h, w = self.read(shape)
        places = [slide(n, *each, self.padding) for n, each in zip((h, w), zip(self.size, self.strides))]
        return self.write(c, *places)


class MaxPooling2D(Pooling):
    pass


class AveragePooling2D(Pooling):
    pass


class ZeroPadding2D(Images):
    def __init__(self, padding=1, **options):
        super().__init__(**options)
        sides = ((padding, padding), (padding, padding)) if isinstance(padding, int) else padding
        self.rows, self.columns = (pair(side) for side in sides)

    def shape_of(self, shape):
        c, h, w = self.read(shape)
        return self.write(c, h + sum(self.rows), w + sum(self.columns))


class GlobalAveragePooling2D(Images):
    def shape_of(self, shape):
        return (self.read(shape)[0],)


class GlobalMaxPooling2D(GlobalAveragePooling2D):
    pass


class Flatten(Images):
    def shape_of(self, shape):
        return (math.prod(shape),)


class Dense(Layer):
    def __init__(self, units, activation=None, use_bias=True, kernel_initializer=None, bias_initializer=None,
                 kernel_regularizer=None, **options):
        super().__init__(**options)
        assert isinstance(units, int), units
        self.units, self.bias = units, use_bias

    def shape_of(self, shape):
        return (*shape[:-1], self.units)

    def weights_of(self, shape):
        return (shape[-1] + self.bias) * self.units


class Activation(Layer):
    def __init__(self, activation, **options):
        super().__init__(**options)
        assert isinstance(activation, str)


class Dropout(Layer):
    def __init__(self, rate, **options):
        super().__init__(**options)
        assert 0 <= rate < 1


class Concatenate(Layer):
    def __init__(self, axis=-1, **options):
        super().__init__(**options)
        self.axis = axis

    def shape_of(self, shapes):
        axis = self.axis - 1 if self.axis > 0 else self.axis
        joined = list(shapes[0])
        joined[axis] = sum(shape[axis] for shape in shapes)
        assert all(len(shape) == len(joined) for shape in shapes)
        return joined


class Lambda(Layer):
    def __init__(self, function, **options):
        super().__init__(**options)
        self.function = function

    def shape_of(self, shape):
        return self.function(Tensor(shape)).sizes


class BatchNormalization(Layer):
    def __init__(self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True, **options):
        super().__init__(**options)
        self.axis, self.trained = axis, center + scale

    def weights_of(self, shape):
        return shape[self.axis - 1 if self.axis > 0 else self.axis] * (2 + self.trained)


class Network:
    def count_params(self):
        return sum(layer.parameters for layer in self.layers)

    def told(self):
        return [[layer.name, list(layer.output), layer.parameters] for layer in self.layers]

    def summary(self):
        pass

    def compile(self, **options):
        pass

    def fit(self, *data, **options):
        pass

    @property
    def output_shape(self):
        return (None, *self.layers[-1].output)


class Sequential(Network):
    def __init__(self, layers=(), name=None):
        self.layers, self.at = [], None
        for layer in layers:
            self.add(layer)

    def add(self, layer):
        if isinstance(layer, Tensor):
            assert self.at is None
            self.at = layer
            return
        assert layer.name is None or layer.name not in [other.name for other in self.layers], layer.name
        self.at = layer(self.at)
        self.layers.append(layer)


class Model(Network):
    def __init__(self, inputs, outputs, name=None):
        self.layers = []
        seen = set()

        def visit(tensor):
            if id(tensor) in seen or tensor.layer is None:
                return
            seen.add(id(tensor))
            for each in tensor.takes:
                visit(each)
            if tensor.layer not in self.layers:
                self.layers.append(tensor.layer)

        for output in outputs if isinstance(outputs, (list, tuple)) else [outputs]:
            visit(output)


def pad(x, sides, constant_values=0):
    return Tensor(size + sum(side) for size, side in zip(x.sizes, sides[1:])) if isinstance(x, Tensor) else x


class Ops(Anything):
    pad = staticmethod(pad)


layers = SimpleNamespace(**{name: each for name, each in list(globals().items()) if isinstance(each, type)})
ops = Ops()
optimizers = losses = regularizers = initializers = utils = Anything()
saving = SimpleNamespace(register_keras_serializable=lambda package: lambda kind: kind)
backend = SimpleNamespace(backend=lambda: "tensorflow")
Variable = Anything
