/** In WebAssembly's text format: an update by gradient descent with momentum. */
import { getLanes, laneLocals, overNumbers, setLanes } from './lanes.ts';
import { add } from './text.ts';

/** Of $count weights: v' = $momentum * v - $rate * g, w' = w + v', everything read and written once. */
export const momentum = `
  (func (export "momentum") (param $weights i32) (param $velocities i32) (param $gradients i32) (param $count i32)
    (param $momentum f32) (param $rate f32) (param $toWeights i32) (param $toVelocities i32)
    ${laneLocals('v')}
    ${overNumbers('count', 'numbers', (lanes) =>
      [
        setLanes(
          lanes,
          'v',
          lanes.op(
            'sub',
            lanes.op('mul', lanes.all('(local.get $momentum)'), lanes.load('(local.get $velocities)')),
            lanes.op('mul', lanes.all('(local.get $rate)'), lanes.load('(local.get $gradients)')),
          ),
        ),
        lanes.store('(local.get $toVelocities)', getLanes(lanes, 'v')),
        lanes.store(
          '(local.get $toWeights)',
          lanes.op('add', lanes.load('(local.get $weights)'), getLanes(lanes, 'v')),
        ),
        ...['weights', 'velocities', 'gradients', 'toWeights', 'toVelocities'].map((address) =>
          add(address, `(i32.const ${4 * lanes.count})`),
        ),
      ].join(''),
    )})`;
