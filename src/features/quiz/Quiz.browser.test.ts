import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { questions } from './chapters/conv1';
import { Draw } from './draw';
import { writtenAnswer, type Question } from './question';
import Quiz from './Quiz.svelte';
import { beginRound } from './round';

const [width, stride] = Object.values(questions).map((make, place) => make(new Draw(5, place))) as [
  Question,
  Question,
];
const asked = (question: Question) =>
  page.getByRole('group', { name: `${question === width ? 1 : 2}. ${question.ask}` });

test('questions are answered by keyboard, kept, counted, and drawn anew', async () => {
  localStorage.setItem('alexnet.quiz.conv1', JSON.stringify(beginRound(5, 6, null)));
  const first = await render(Quiz, { chapter: 'conv1' });
  const field = asked(width).getByRole('textbox');
  await focus(field);
  await userEvent.keyboard('wide{Enter}');
  await expect.element(page.getByText('Write a number, such as 34,944 or 0.25.')).toBeVisible();
  await userEvent.fill(field, writtenAnswer(width));
  await press('Enter');
  const result = page.getByRole('status').filter({ hasText: width.why });
  await expect.element(result).toHaveTextContent(`✓ Right. ${width.why}`);
  await expect.element(result).toHaveFocus();

  if (stride.kind !== 'choice') throw new Error('The second question has choices.');
  const wrong = stride.choices[stride.right === 0 ? 1 : 0] ?? '';
  await focus(asked(stride).getByRole('radio', { name: wrong, exact: true }));
  await press(' ', 'Enter');
  const told = `✗ Not right. The right answer: ${writtenAnswer(stride)}. ${stride.why}`;
  await expect.element(page.getByText(told)).toBeVisible();
  await expect.element(page.getByText('1 of 2 answers in this chapter were right.')).toBeVisible();
  await first.unmount();

  await render(Quiz, { chapter: 'conv1' });
  await expect.element(page.getByText(told)).toBeVisible();
  await focus(page.getByRole('button', { name: 'Ask me others' }));
  await press('Enter');
  await expect.element(page.getByRole('heading', { name: 'Six questions' })).toHaveFocus();
  await expect.element(page.getByText(told)).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: 'Answer', exact: true }).nth(5)).toBeVisible();
  await expect.element(page.getByText('1 of 2 answers in this chapter were right.')).toBeVisible();
});
