import { beforeEach, describe, expect, it } from 'vitest';
import { courseCells } from '../../../tests/support/kernel-under-test';
import { deliver, FakeKernel, post } from '../../../tests/support/notebook/fake-kernel';
import { described } from '../../export/cells/described';
import { notebookNetwork, notebookThrough } from '../../model/networks';
import { editCell, insertCell, resetCell } from '../../notebook/change-session';
import { createSession, requestRun, type Session } from '../../notebook/session';
import { TypedNetworks } from './typed-networks';

const cells = courseCells();
let session: Session;
let networks: TypedNetworks;

function edit(id: string, from: string, to: string) {
  const source = session.present.find(({ cell }) => cell.id === id)?.source ?? '';
  session = editCell(session, id, source.replace(from, to));
}

/** The cell and those above it, all done. */
function run(cellId: string) {
  const kernel = new FakeKernel();
  session = deliver(post(requestRun(session, { scope: 'cell', cellId }), kernel), kernel);
}

beforeEach(() => {
  session = createSession(cells);
  networks = new TypedNetworks(() => session, described);
});

describe('the network as typed', () => {
  it('is none while nothing has been edited', () => {
    expect(networks.through('conv1')).toBeNull();
  });

  it('follows an edit as far as the page goes, and is gone with it', () => {
    edit('conv1', 'filters: 96', 'filters: 16');
    const typed = networks.through('conv1');
    expect(typed).toMatchObject({ standing: 'typed', cellOf: { Conv1: '/conv1/#cell-conv1' } });
    expect(typed?.network.layers).toMatchObject([{ name: 'Conv1', filters: 16 }]);
    expect(networks.through('softmax')?.network.layers).toHaveLength(notebookNetwork().layers.length);
    expect(networks.through('setup')).toBeNull();
    session = resetCell(session, 'conv1');
    expect(networks.through('conv1')).toBeNull();
  });

  it('is gone as soon as it has run, but where a cell below has not', () => {
    edit('conv1', 'filters: 96', 'filters: 16');
    run('conv1');
    expect(networks.through('conv1')).toBeNull();
    expect(networks.through('conv2')?.network.layers[0]).toMatchObject({ filters: 16 });
  });

  it('stands while the edited cell runs, until it has ended', () => {
    edit('conv1', 'filters: 96', 'filters: 16');
    const kernel = new FakeKernel();
    session = post(requestRun(session, { scope: 'cell', cellId: 'conv1' }), kernel);
    while (session.results['conv1']?.outcome !== 'running') session = deliver(session, kernel, 1);
    expect(networks.through('conv1')?.network.layers).toMatchObject([{ name: 'Conv1', filters: 16 }]);
    session = deliver(session, kernel);
    expect(networks.through('conv1')).toBeNull();
  });

  it('is never the published one while a cell is half written', () => {
    edit('conv1', 'filters: 96', 'filters: 16');
    const before = networks.throughCell(session.present, 'conv1')?.network;
    networks.throughCell(session.published, 'conv1');
    edit('conv1', 'filters: 16', 'filters: ');
    expect(networks.throughCell(session.present, 'conv1')?.network).toBe(before);
  });

  it('stays what it was while a cell is half written', () => {
    edit('conv1', 'filters: 96', 'filters: 16');
    const before = networks.through('conv1')?.network;
    edit('conv1', 'filters: 16', 'filters: ');
    expect(networks.through('conv1')?.network).toBe(before);
  });

  it('has the reader’s own cells, and says where a layer does not fit', () => {
    session = insertCell(
      session,
      { beside: 'conv1', where: 'below' },
      {
        id: 'own',
        source: "model.add(tf.layers.maxPooling2d({ poolSize: 99, dataFormat: 'channelsFirst' }));",
      },
    );
    const typed = networks.whole(session.present);
    expect(typed?.misfit).toMatchObject({ cellId: 'own', line: 1 });
    expect(typed?.network.layers).toHaveLength(1);
  });

  it('can be asked for as far as a cell, as published too', () => {
    expect(networks.throughCell(session.published, 'lrn1')?.network.layers).toEqual(
      notebookThrough('lrn1').layers,
    );
    expect(networks.throughCell(session.published, 'no such cell')).toBeNull();
  });
});
