/** What the page and the worker say to each other. */
import type { LanguageService } from './service';

export type Method = keyof LanguageService;
export type Arguments<M extends Method> = Parameters<LanguageService[M]>;
export type Result<M extends Method> = ReturnType<LanguageService[M]>;

export interface Question {
  id: number;
  method: Method;
  parameters: readonly unknown[];
}

/** `failed` if TypeScript itself came to grief over the question; the next one may go well. */
export type Answer = { id: number; value: unknown } | { id: number; failed: true };
