/** A chapter's questions as a reader has answered them: one text on the device. */
import { isRight, type Question } from './question';

export interface Round {
  /** What the questions' numbers are drawn from. */
  seed: number;
  /** By the question's place: the text of the choice, or what was written; null while there is no answer. */
  answers: readonly (string | null)[];
  /** Of all rounds of the chapter: how many questions were answered, and how many of them right. */
  asked: number;
  right: number;
}

/** Questions not yet answered; the count goes on from the round before. */
export function beginRound(seed: number, questions: number, before: Round | null): Round {
  const answers = Array.from({ length: questions }, () => null);
  return { seed, answers, asked: before?.asked ?? 0, right: before?.right ?? 0 };
}

/**
 * @param newest as the device has it: another tab may have answered meanwhile
 * @param round as the page shows it
 */
export function withAnswer(
  newest: Round | null,
  round: Round,
  place: number,
  answer: string,
  question: Question,
): Round {
  const base = newest?.seed === round.seed ? newest : { ...round, ...tallyOf(newest ?? round) };
  if (base.answers[place] !== null) return base;
  return {
    ...base,
    answers: base.answers.with(place, answer),
    asked: base.asked + 1,
    right: base.right + Number(isRight(question, answer)),
  };
}

/** What another tab has kept, as far as it is about what the page shows. */
export function merged(newest: Round, round: Round): Round {
  return newest.seed === round.seed ? newest : { ...round, ...tallyOf(newest) };
}

function tallyOf({ asked, right }: Round): Pick<Round, 'asked' | 'right'> {
  return { asked, right };
}

/** Whether its choices are still offered: the questions may have changed since they were answered. */
export function fits({ answers }: Round, questions: readonly Question[]): boolean {
  return (
    answers.length === questions.length &&
    questions.every((question, place) => {
      const answer = answers[place] ?? null;
      return answer === null || question.kind === 'amount' || question.choices.includes(answer);
    })
  );
}

/** Null if there is none, or it cannot be read. */
export function readRound(text: string | null): Round | null {
  const found = parsed(text);
  if (typeof found !== 'object' || found === null) return null;
  const { seed, answers, asked, right } = found as Partial<Record<keyof Round, unknown>>;
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  if (!isCount(seed) || !isCount(asked) || !isCount(right) || !Array.isArray(answers)) return null;
  const texts = answers.map((answer: unknown) => (typeof answer === 'string' ? answer : null));
  return { seed, answers: texts, asked, right };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
