/** Local response normalisation, which Keras 3 does not have. */

export const RESPONSE_NORMALIZATION = `
@keras.saving.register_keras_serializable(package="cell_by_cell")
class LocalResponseNormalization(layers.Layer):
    """x / (k + alpha * sum of x^2)^beta, over n neighbouring channels of a group, or n x n places of a map."""

    def __init__(
        self, n=5, k=2, alpha=1e-4, beta=0.75, groups=1, window="channels", data_format="channels_last", **options
    ):
        super().__init__(**options)
        self.n, self.k, self.alpha, self.beta = n, k, alpha, beta
        self.groups, self.window, self.data_format = groups, window, data_format

    def sums(self, x, axis):
        size, radius = x.shape[axis], self.n // 2
        padded = ops.pad(x, [(radius, radius) if each == axis else (0, 0) for each in range(4)])
        before = (slice(None),) * axis
        return sum(padded[(*before, slice(i, i + size))] for i in range(self.n))

    def call(self, x):
        first = self.data_format == "channels_first"
        channels, rows = (1, 2) if first else (3, 1)
        squares = ops.square(x)
        if self.window == "map":
            total = self.sums(self.sums(squares, rows), rows + 1)
        else:
            parts = ops.split(squares, self.groups, axis=channels)
            total = ops.concatenate([self.sums(part, channels) for part in parts], axis=channels)
        return x / (self.k + self.alpha * total) ** self.beta

    def get_config(self):
        own = {"n": self.n, "k": self.k, "alpha": self.alpha, "beta": self.beta}
        own |= {"groups": self.groups, "window": self.window, "data_format": self.data_format}
        return {**super().get_config(), **own}`;
