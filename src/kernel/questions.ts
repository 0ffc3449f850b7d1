import { UnanswerableError } from '../engine/unanswerable';
import type { Event, Request } from '../notebook/messages';
import { messageOf } from '../model/message-of';
import { ReaderError } from '../notebook/reader-error';
import { insightQuestions } from './insight-questions';
import { learnedQuestions, type LearnedHolder } from './learned-questions';
import { networkQuestions, type NetworkHolder } from './network-questions';
import { teachQuestions, type TeachHolder } from './teach-questions';
import { transferablesOf } from './transfer';
import { variableQuestions, type VariableHolder } from './variable-questions';

/**
 * All that the page can ask of the kernel: one method a question. The page's `ask` takes its names, parameters and
 * answers from the type of this object, so that a new question is a method here and the place that asks it.
 *
 * Questions wait in one queue with the runs: each is answered from what the runs posted before it have left, and before
 * a run posted after it begins.
 */
export function kernelQuestions(kernel: NetworkHolder & VariableHolder & LearnedHolder & TeachHolder) {
  return {
    ...networkQuestions(kernel),
    ...variableQuestions(kernel),
    ...learnedQuestions(kernel),
    ...teachQuestions(kernel),
    ...insightQuestions(kernel),
  };
}

export type KernelQuestions = ReturnType<typeof kernelQuestions>;
export type QuestionName = keyof KernelQuestions;

export type Answer<Q extends QuestionName> = ReturnType<KernelQuestions[Q]>;

/** Asks the kernel: the name of a question and what it takes, for a promise of its answer. */
export type Ask = <Q extends QuestionName>(
  question: Q,
  ...parameters: Parameters<KernelQuestions[Q]>
) => Answer<Q>;

/** The page's message cannot be typed as the method is: `Ask` has checked it where it was sent. */
type Methods = Record<string, ((...parameters: readonly unknown[]) => Promise<unknown>) | undefined>;

/**
 * Answers a message of the page.
 *
 * @param post sends 'answered', with the buffers that move to the page, or 'refused'
 */
export async function answer(
  questions: KernelQuestions,
  { id, question, parameters }: Extract<Request, { type: 'ask' }>,
  post: (event: Event, transfer: readonly Transferable[]) => void,
): Promise<void> {
  try {
    const method = (questions as unknown as Methods)[question];
    if (!method) throw new Error(`The kernel knows no question ${question}.`);
    const value = await method(...parameters);
    post({ type: 'answered', id, value }, transferablesOf(value));
  } catch (error) {
    const isFault = !(error instanceof ReaderError || error instanceof UnanswerableError);
    if (isFault) console.error(error);
    post({ type: 'refused', id, message: messageOf(error), isFault }, []);
  }
}
