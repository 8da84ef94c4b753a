import { hasRule, questionIdsIn } from './rules';
import type { Rule } from './template';

/** A section or a question: what must be known before it can be judged. */
export interface RuleNode {
  key: string;
  /** Keys of the nodes needed first; itself only where it truly waits for itself. */
  needs: ReadonlySet<string>;
}

export function sectionKey(index: number): string {
  return `section ${index}`;
}

export interface RuledQuestion {
  id: string;
  visible_if?: Rule;
  fails_if?: Rule;
}

export interface RuledSection {
  visible_if?: Rule;
  questions: readonly RuledQuestion[];
}

/** A question waits for its section, for what its rules read, and not for itself in `fails_if`. */
export function ruleNodes(sections: readonly RuledSection[]): RuleNode[] {
  return sections.flatMap((section, index) => {
    const within = sectionKey(index);
    return [
      { key: within, needs: new Set(idsIn(section.visible_if)) },
      ...section.questions.map(({ id, visible_if, fails_if }) => ({
        key: id,
        needs: new Set([within, ...idsIn(visible_if), ...idsIn(fails_if).filter((other) => other !== id)]),
      })),
    ];
  });
}

export function idsIn(rule: Rule | undefined): string[] {
  return hasRule(rule) ? questionIdsIn(rule) : [];
}

/**
 * Groups of nodes that wait for each other, needed groups first (Tarjan).
 * Without cycles every group holds one node, and their order is the order of evaluation.
 */
export function inDependencyOrder(nodes: readonly RuleNode[]): RuleNode[][] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const index = new Map<RuleNode, number>();
  const open: RuleNode[] = [];
  const isOpen = new Set<RuleNode>();
  const groups: RuleNode[][] = [];

  function visit(node: RuleNode): number {
    const own = index.size;
    index.set(node, own);
    open.push(node);
    isOpen.add(node);
    let lowest = own;
    for (const key of node.needs) {
      const needed = byKey.get(key);
      if (!needed) continue;
      const known = index.get(needed);
      if (known === undefined) lowest = Math.min(lowest, visit(needed));
      else if (isOpen.has(needed)) lowest = Math.min(lowest, known);
    }
    if (lowest === own) close(node);
    return lowest;
  }

  function close(root: RuleNode): void {
    const group = open.splice(open.indexOf(root));
    for (const node of group) isOpen.delete(node);
    groups.push(group);
  }

  for (const node of nodes) if (!index.has(node)) visit(node);
  return groups;
}

/** Groups in which a node cannot be judged before itself. */
export function cyclesIn(nodes: readonly RuleNode[]): RuleNode[][] {
  return inDependencyOrder(nodes).filter(
    (group) => group.length > 1 || group.some((node) => node.needs.has(node.key)),
  );
}
