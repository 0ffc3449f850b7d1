import declarations from 'virtual:declarations';
import type { Answer, Method, Question } from './messages';
import { createLanguageService } from './service';

type Service = Record<Method, (...parameters: readonly unknown[]) => unknown>;

const service = createLanguageService(declarations) as unknown as Service;

self.addEventListener('message', ({ data: { id, method, parameters } }: MessageEvent<Question>) => {
  let answer: Answer;
  try {
    answer = { id, value: service[method](...parameters) };
  } catch (error) {
    // A fault of TypeScript's own, over this question alone: the editor goes without the answer.
    console.error(error);
    answer = { id, failed: true };
  }
  self.postMessage(answer);
});
