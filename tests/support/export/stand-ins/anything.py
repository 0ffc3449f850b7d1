"""Whatever is asked of it, it answers with itself: data, optimisers, losses, which tell nothing of a network."""


class Anything:
    def __init__(self, *args, **named):
        pass

    def __call__(self, *args, **named):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        return self

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __format__(self, spec):
        return ""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def _same(self, *other):
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _same
    __matmul__ = __rmatmul__ = __pow__ = __neg__ = __lt__ = __gt__ = __eq__ = _same
    __hash__ = object.__hash__
