import { writeCount } from '../../drawing/writing/counts';
import type { Draw } from './draw';

/** A question with its numbers, and its answer. Texts have code between backticks. */
export type Question = Choice | Amount;

interface Asked {
  /** The question, as it is read. */
  ask: string;
  /** Why the answer is right, with the numbers of the question: shown once it has been answered. */
  why: string;
}

export interface Choice extends Asked {
  kind: 'choice';
  choices: readonly string[];
  /** Index of the one that is right. */
  right: number;
}

export interface Amount extends Asked {
  kind: 'amount';
  value: number;
  /** How far off an answer may be; 0 for whole numbers. */
  tolerance: number;
}

/** Draws a question's numbers and computes its answer. */
export type Maker = (draw: Draw) => Question;

/** The questions of a chapter, by what each is about. */
export type Questions = Readonly<Record<string, Maker>>;

/** @param tolerance how far off an answer may be; 0 if left out */
export function amount(ask: string, value: number, why: string, tolerance = 0): Amount {
  return { kind: 'amount', ask, value, why, tolerance };
}

/** @param wrong three of them are offered, those that are not the right one, and each once */
export function choice(
  draw: Draw,
  ask: string,
  right: string,
  wrong: readonly string[],
  why: string,
): Choice {
  const others = [...new Set(wrong)].filter((each) => each !== right).slice(0, 3);
  const choices = draw.shuffled([right, ...others]);
  return { kind: 'choice', ask, choices, right: choices.indexOf(right), why };
}

/**
 * A choice between counts.
 *
 * @param mistakes what comes out if one goes wrong
 */
export function countChoice(
  draw: Draw,
  ask: string,
  right: number,
  mistakes: readonly number[],
  why: string,
): Choice {
  const wrong = [...mistakes, right + 1, right - 1, 2 * right].filter((each) => each > 0);
  return choice(draw, ask, writeCount(right), wrong.map(writeCount), why);
}

/**
 * The number that a reader wrote: 34,944 or 34944, 0.25 or 0,25, −3, 40 %.
 *
 * @returns null if it is none
 */
export function readNumber(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]|%$/g, '').replace('−', '-');
  const plain = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(bare)
    ? bare.replaceAll(',', '')
    : bare.replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

/** @param answer the text of a choice, or what was written into the field */
export function isRight(question: Question, answer: string): boolean {
  if (question.kind === 'choice') return answer === question.choices[question.right];
  const value = readNumber(answer);
  return value !== null && Math.abs(value - question.value) <= question.tolerance + 1e-9;
}

/** The right answer as it is told. */
export function writtenAnswer(question: Question): string {
  if (question.kind === 'choice') return question.choices[question.right] ?? '';
  const { value, tolerance } = question;
  const shown = tolerance === 0 ? value : Number(value.toPrecision(4));
  return (Number.isInteger(shown) ? writeCount(shown) : String(shown)).replace('-', '−');
}
