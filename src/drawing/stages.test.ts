import { expect, test } from 'vitest';
import { notebookNetwork } from '../model/networks';
import { rows } from '../model/rows';
import { leadOf, shortName, stagesOf } from './stages';

const stages = stagesOf(rows(notebookNetwork()));

test('the notebook’s network in stages, each with the name that it is known by', () => {
  expect(
    stages.map((stage) => [leadOf(stage)?.layer.name, ...stage.map(({ layer }) => shortName(layer))]),
  ).toEqual([
    ['Conv1', 'Conv1', 'ReLU', 'LRN1'],
    ['MaxPool', 'MaxPool'],
    ['Conv2', 'Conv2', 'ReLU', 'LRN2'],
    ['MaxPool2', 'MaxPool2'],
    ['Conv3', 'padding', 'Conv3', 'ReLU'],
    ['Conv4', 'padding', 'Conv4', 'ReLU'],
    ['Conv5', 'padding', 'Conv5', 'ReLU'],
    ['MaxPool3', 'MaxPool3'],
    ['flatten_7', 'flatten'],
    ['FC6', 'FC6', 'ReLU', 'dropout'],
    ['FC7', 'FC7', 'ReLU', 'dropout'],
    ['dense_17', 'dense', 'ReLU', 'dropout', 'softmax'],
  ]);
});

test('every layer stands in one of them, in order', () => {
  expect(stages.flat()).toEqual(rows(notebookNetwork()));
});
