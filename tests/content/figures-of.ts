/** Numbers with more than one digit, without those that only point somewhere: years, sections, layers' names. */
export function figuresOf(prose: string): string[] {
  const pointers =
    /\b(?:19|20)\d\d\b(?!,\d)|CIFAR-10|CS231n|Keras 2.2|[a-z]_\d+|\b(?:[Ss]ections?|[Cc]hapters?|[Ff]igures?|[Tt]ables?|issue) \d[\d.]*(?:(?:, | and )\d\.\d)*/g;
  const numbers = prose.replace(pointers, ' ').match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
  return [...new Set(numbers.map((number) => number.replace(/,$/, '')))].filter(
    (number) => number.length > 1,
  );
}
