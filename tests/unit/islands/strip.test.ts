import { expect, test } from 'vitest';
import { activationScale, scaleGradient } from '../../../src/islands/strip/paint-activation';
import { describeStrip } from '../../../src/islands/strip/describe-strip';
import { notebookNetwork } from '../../../src/model/networks';
import { rows } from '../../../src/model/rows';
