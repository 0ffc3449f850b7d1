/** Every departure that we know of, in the order of the network. */
import type { Departure, Part } from './departure';
import { data } from './parts/data';
import { end } from './parts/end';
import { input } from './parts/input';
import { middle } from './parts/middle';
import { normalisation } from './parts/normalisation';
import { secondConvolution } from './parts/second-convolution';
import { training } from './parts/training';

export const parts: readonly Part[] = [input, normalisation, secondConvolution, middle, end, training, data];

export const departures: readonly Departure[] = parts.flatMap((part) => part.departures);
