/** The part of XPath that XLSForm's expressions are mostly made of. */
export type Expression =
  | { kind: 'ref'; name: string }
  | { kind: 'self' }
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'operation'; operator: Operator; left: Expression; right: Expression };

export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What of an expression is beyond us, in its own words. */
export class UnreadableExpression extends Error {
  constructor(readonly what: string) {
    super(what);
  }
}

const LONGEST = 10_000;
const DEEPEST = 40;
const TOKEN =
  /\s*(?:(\$\{\s*[^{}\s]+\s*\})|("[^"]*"|'[^']*')|(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)|([A-Za-z_][\w-]*)|(<=|>=|!=|[=<>(),.*+|/-]))/y;
const TIERS: readonly Operator[][] = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>=']];

interface Token {
  kind: 'ref' | 'text' | 'number' | 'word' | 'sign';
  text: string;
}

/** @throws UnreadableExpression */
export function parseExpression(source: string): Expression {
  const tokens = tokensOf(source);
  let at = 0;
  let depth = 0;

  function tier(level: number): Expression {
    const operators = TIERS[level];
    if (!operators) return primary();
    let left = tier(level + 1);
    for (;;) {
      const next = tokens[at];
      const operator = operators.find((name) => isOperator(next, name));
      if (!operator) return left;
      at += 1;
      left = { kind: 'operation', operator, left, right: tier(level + 1) };
    }
  }

  function primary(): Expression {
    const token = tokens[at];
    if (!token) throw new UnreadableExpression(source);
    at += 1;
    switch (token.kind) {
      case 'ref':
        return { kind: 'ref', name: token.text.slice(2, -1).trim() };
      case 'text':
        return { kind: 'text', value: token.text.slice(1, -1) };
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'word':
        return { kind: 'call', name: token.text, args: argumentsAfter(token.text) };
      default:
        return signed(token.text);
    }
  }

  function signed(sign: string): Expression {
    if (sign === '.') return { kind: 'self' };
    const next = tokens[at];
    if (sign === '-' && next?.kind === 'number') {
      at += 1;
      return { kind: 'number', value: -Number(next.text) };
    }
    if (sign !== '(') throw new UnreadableExpression(sign);
    const inside = nested();
    expect(')');
    return inside;
  }

  function argumentsAfter(name: string): Expression[] {
    if (tokens[at]?.text !== '(') throw new UnreadableExpression(name);
    at += 1;
    const args: Expression[] = [];
    while (tokens[at]?.text !== ')') {
      args.push(nested());
      if (tokens[at]?.text !== ',') break;
      at += 1;
    }
    expect(')');
    return args;
  }

  function nested(): Expression {
    depth += 1;
    if (depth > DEEPEST) throw new UnreadableExpression(source);
    const inside = tier(0);
    depth -= 1;
    return inside;
  }

  function expect(text: string): void {
    if (tokens[at]?.text !== text) throw new UnreadableExpression(tokens[at]?.text ?? source);
    at += 1;
  }

  const whole = nested();
  const rest = tokens[at];
  if (rest) throw new UnreadableExpression(rest.text);
  return whole;
}

function isOperator(token: Token | undefined, name: Operator): boolean {
  return token?.text === name && (token.kind === 'word' || token.kind === 'sign');
}

/** Word processors turn quotes into curly ones, in which pyxform sees quotes all the same. */
function tokensOf(source: string): Token[] {
  if (source.length > LONGEST) throw new UnreadableExpression(source);
  const plain = source.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(plain);
    if (!match) throw new UnreadableExpression(plain.slice(from).trim());
    const index = match.slice(1).findIndex((part) => part !== undefined);
    const kind = (['ref', 'text', 'number', 'word', 'sign'] as const)[index];
    if (kind) tokens.push({ kind, text: match[index + 1] as string });
  }
  return tokens;
}
