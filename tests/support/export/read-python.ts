/** Reads Python as text: whether it parses, and the values and calls that literals spell. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

/** A call that is written, not made: `nn.Conv2d(3, 96, 11, stride=4)`. */
export interface Call {
  callee: string;
  args: readonly Value[];
  named: Readonly<Record<string, Value>>;
}

export type Value = number | string | boolean | readonly Value[] | Call;

export function isCall(value: Value | undefined): value is Call {
  return typeof value === 'object' && 'callee' in value;
}

/** Where the text is not Python, as offsets; empty if it is. */
export function syntaxErrors(python: string): number[] {
  const errors: number[] = [];
  parser.parse(python).iterate({
    enter: ({ type, from }) => {
      if (type.isError) errors.push(from);
    },
  });
  return errors;
}

/** What a function returns, as far as it is made of literals and calls. */
export function returnedBy(python: string, functionName: string): Value {
  for (const definition of parser.parse(python).topNode.getChildren('FunctionDefinition')) {
    const name = definition.getChild('VariableName');
    if (name === null || textOf(python, name) !== functionName) continue;
    const returned = definition.getChild('Body')?.getChild('ReturnStatement')?.firstChild?.nextSibling;
    if (returned) return valueOf(python, returned);
  }
  throw new Error(`There is no function ${functionName} that returns a value.`);
}

function textOf(python: string, { from, to }: SyntaxNode): string {
  return python.slice(from, to);
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

function valueOf(python: string, node: SyntaxNode): Value {
  const text = textOf(python, node);
  const items = childrenOf(node).filter(({ name }) => !['(', ')', '[', ']', ',', 'Comment'].includes(name));
  switch (node.name) {
    case 'Number':
      return Number(text);
    case 'String':
      return JSON.parse(text) as string;
    case 'Boolean':
      return text === 'True';
    case 'UnaryExpression':
      return -Number(text.slice(1));
    case 'BinaryExpression': {
      const [left = '', right = ''] = text.split(' * ');
      return Number(left) * Number(right);
    }
    case 'ArrayExpression':
    case 'TupleExpression':
      return items.map((item) => valueOf(python, item));
    case 'CallExpression':
      return callOf(python, node);
    default:
      throw new Error(`${node.name} is no literal: ${text}`);
  }
}

function callOf(python: string, node: SyntaxNode): Call {
  const [callee, list] = childrenOf(node);
  if (!callee || !list) throw new Error(`No call: ${textOf(python, node)}`);
  const args: Value[] = [];
  const named: Record<string, Value> = {};
  const parts = childrenOf(list).filter(({ name }) => !['(', ')', ',', 'Comment'].includes(name));
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    const value = parts[index + 2];
    if (parts[index + 1]?.name === 'AssignOp' && part && value) {
      named[textOf(python, part)] = valueOf(python, value);
      index += 2;
    } else if (part) args.push(valueOf(python, part));
  }
  return { callee: textOf(python, callee), args, named };
}
