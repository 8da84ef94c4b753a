import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';

/** How many of a type a list without pages is taken to hold. */
const USUAL_LISTS: Readonly<Record<string, number>> = { Answer: 20, Action: 3, Comment: 5, File: 2 };
const UNKNOWN_LIST = 20;

/**
 * How many objects of lists an operation may reach: `first` times what each of them brings. Objects beside lists are
 * loaded together and count nothing. For a valid document with coerced variables.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const counted = new Map<string, number>();

  function selectionCost({ selections }: SelectionSetNode, type: GraphQLObjectType): number {
    let cost = 0;
    for (const node of selections) {
      if (node.kind === Kind.FIELD) cost += fieldCost(node, type);
      else if (node.kind === Kind.INLINE_FRAGMENT) cost += selectionCost(node.selectionSet, type);
      else cost += fragmentCost(node.name.value, type);
    }
    return cost;
  }

  /** Counted once, or fragments within fragments would take exponential time. */
  function fragmentCost(name: string, type: GraphQLObjectType): number {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const cost = fragment ? selectionCost(fragment.selectionSet, type) : 0;
    counted.set(name, cost);
    return cost;
  }

  function fieldCost(node: FieldNode, parent: GraphQLObjectType): number {
    const field = parent.getFields()[node.name.value];
    const type = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isObjectType(type)) return 0;
    const within = selectionCost(node.selectionSet, type);
    const size = sizeOf(node, field, variables);
    return size === undefined ? within : size * (1 + within);
  }

  const root = schema.getQueryType();
  return root ? selectionCost(operation.selectionSet, root) : 0;
}

/** Undefined for what is no list, and for the edges of a connection, which is counted itself. */
function sizeOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Record<string, unknown>,
): number | undefined {
  const first = field.args.find(({ name }) => name === 'first');
  if (first) {
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const value =
      given?.kind === Kind.INT
        ? Number(given.value)
        : given?.kind === Kind.VARIABLE
          ? variables[given.name.value]
          : undefined;
    return Math.max(1, typeof value === 'number' ? value : Number(first.defaultValue));
  }
  if (!isListType(getNullableType(field.type)) || field.name === 'edges') return undefined;
  return USUAL_LISTS[getNamedType(field.type).name] ?? UNKNOWN_LIST;
}
