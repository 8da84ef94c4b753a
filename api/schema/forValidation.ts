import type { TSchema } from '@sinclair/typebox';

export type JsonSchema = Record<string, unknown>;

const isRecord = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The schema as it is enforced and published: objects closed unless they say otherwise, unions of words as an enum,
 * unions told apart by a constant as a discriminated oneOf (so that only the meant branch is judged). `named` is told
 * of each schema with an `$id` and says what stands in its place.
 */
export function plainSchema(
  schema: TSchema,
  named: (id: string, schema: JsonSchema) => JsonSchema = (_id, plain) => plain,
): JsonSchema {
  const visit = (node: unknown, open = false): unknown => {
    if (Array.isArray(node)) return node.map((item) => visit(item));
    if (!isRecord(node)) return node;
    const { $id, ...rest } = node;
    const plain = unionOf(closed(mapped(rest, visit), open));
    return typeof $id === 'string' ? named($id, plain) : plain;
  };
  // TypeBox's own `Void` is no JSON Schema type.
  return schema.type === 'void' ? {} : (visit(schema) as JsonSchema);
}

const LITERAL = new Set(['default', 'examples', 'const', 'enum', 'required']);

function mapped(node: JsonSchema, visit: (node: unknown, open?: boolean) => unknown): JsonSchema {
  const parts = Object.entries(node).map(([key, value]): [string, unknown] => {
    if (LITERAL.has(key)) return [key, value];
    if (key === 'properties' || key === 'patternProperties') {
      const properties = Object.entries(value as JsonSchema);
      return [key, Object.fromEntries(properties.map(([name, property]) => [name, visit(property)]))];
    }
    if (key === 'allOf') return [key, (value as unknown[]).map((part) => visit(part, true))];
    return [key, visit(value)];
  });
  return Object.fromEntries(parts);
}

/** Parts of an allOf stay open, since each must let the others' fields pass; the whole is closed. */
function closed(node: JsonSchema, open: boolean): JsonSchema {
  if (node.allOf && !open) return { unevaluatedProperties: false, ...node };
  if (node.properties && !open && !node.allOf) return { additionalProperties: false, ...node };
  return node;
}

function unionOf(node: JsonSchema): JsonSchema {
  if (!Array.isArray(node.anyOf)) return node;
  const { anyOf, ...rest } = node;
  const branches = (anyOf as JsonSchema[]).flatMap((branch) =>
    Array.isArray(branch.anyOf) && Object.keys(branch).length === 1
      ? (branch.anyOf as JsonSchema[])
      : [branch],
  );
  if (branches.every((branch) => typeof branch.const === 'string'))
    return { type: 'string', enum: branches.map((branch) => branch.const), ...rest };
  const propertyName = discriminatorOf(branches);
  if (propertyName) return { type: 'object', oneOf: branches, discriminator: { propertyName }, ...rest };
  return { anyOf: branches, ...rest };
}

/** The property that every branch requires and fixes to words of its own. */
function discriminatorOf(branches: readonly JsonSchema[]): string | undefined {
  const [first] = branches;
  if (!first || !isRecord(first.properties)) return undefined;
  return Object.keys(first.properties).find((name) => {
    const words = branches.map((branch) => wordsOf(branch, name));
    if (words.some((list) => list.length === 0)) return false;
    const all = words.flat();
    return new Set(all).size === all.length;
  });
}

function wordsOf(branch: JsonSchema, name: string): string[] {
  if (!isRecord(branch.properties) || !Array.isArray(branch.required)) return [];
  if (!branch.required.includes(name)) return [];
  const property = branch.properties[name];
  if (!isRecord(property)) return [];
  if (typeof property.const === 'string') return [property.const];
  return Array.isArray(property.enum) && property.enum.every((word) => typeof word === 'string')
    ? property.enum
    : [];
}
