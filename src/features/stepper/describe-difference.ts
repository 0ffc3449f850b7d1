import type { ChangedPart, ChangedRow } from '../../model/changed-rows';
import type { Layer } from '../../model/layer';
import type { Row } from '../../model/rows';
import { changedSettings } from '../../drawing/writing/changed-settings';
import { writeCount, writeShape } from '../../drawing/writing/counts';
import { listed } from '../../drawing/writing/lists';
import { writeMultiplyAdds } from './view/describe-costs';

/** One fact of a layer that differs from the published one of its name. */
export interface Difference {
  /** An option as cells write it, or a figure of the row. */
  title: string;
  isOption: boolean;
  published: string;
  present: string;
}

/** What differs in a layer that both networks have; empty for one that only one of them has. */
export function differencesOf({ before, after, parts }: ChangedRow): Difference[] {
  if (!before || !after) return [];
  return parts.flatMap((part) =>
    part === 'settings' ? settings(before.layer, after.layer) : [figure(part, before, after)],
  );
}

/** In a few words, for those who do not see the mark at the row. */
export function describeMark({ before, after, parts }: ChangedRow): string {
  if (!before || !after) return 'not in the published network';
  return `differs from the published network: ${parts.map((part) => nouns[part]).join(', ')}`;
}

/** How many rows of a network that is shown are marked, and which of the published one's layers it does not have. */
export function describeMarks(changes: readonly ChangedRow[], count: number): string {
  const gone = changes.filter(({ after }) => after === null).map(({ name }) => name);
  const marked = changes.length - gone.length;
  const rows =
    count === 1 ? 'Its one row' : marked === 1 ? 'One of its rows' : `${marked} of its ${count} rows`;
  const differ = `${rows} ${marked === 1 ? 'differs' : 'differ'} from the published network and ${marked === 1 ? 'is' : 'are'} marked.`;
  return [
    ...(marked > 0 ? [differ] : []),
    ...(gone.length > 0
      ? [`Of the published layers ${listed(gone)} ${gone.length === 1 ? 'is' : 'are'} gone.`]
      : []),
  ].join(' ');
}

const nouns: Readonly<Record<ChangedPart, string>> = {
  settings: 'options',
  takes: 'what it takes',
  output: 'output shape',
  parameters: 'parameters',
  multiplyAdds: 'multiply-adds',
};

function figure(part: Exclude<ChangedPart, 'settings'>, before: Row, after: Row): Difference {
  const [published, present] = [before, after].map((row) => writeFigure(part, row)) as [string, string];
  const title = { takes: 'Takes', output: 'Output', parameters: 'Parameters', multiplyAdds: 'Multiply-adds' }[
    part
  ];
  return { title, isOption: false, published, present };
}

function writeFigure(part: Exclude<ChangedPart, 'settings'>, row: Row): string {
  switch (part) {
    case 'takes':
      return listed(row.takes.map((name) => name ?? 'the network’s input'));
    case 'output':
      return writeShape(row.output, row.dataFormat);
    case 'parameters':
      return writeCount(row.parameters);
    case 'multiplyAdds':
      return writeMultiplyAdds(row);
  }
}

function settings(before: Layer, after: Layer): Difference[] {
  return changedSettings(before, after).map(({ option, before: published, after: present }) => ({
    title: option ?? 'Layer',
    isOption: option !== null,
    published,
    present,
  }));
}
