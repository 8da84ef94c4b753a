import type { PlacedAction } from './repositories/actions';

/** What the words of any notice of an action are made from. */
export function actionWords(
  action: Pick<
    PlacedAction,
    'id' | 'title' | 'priority' | 'due_at' | 'time_zone' | 'area_name' | 'check_title'
  >,
  ownerName: string,
): Record<string, unknown> {
  return {
    action_id: action.id,
    action: action.title,
    priority: action.priority,
    owner: ownerName,
    due: action.due_at.toISOString(),
    time_zone: action.time_zone,
    ...(action.area_name && { area: action.area_name }),
    ...(action.check_title && { check: action.check_title }),
  };
}

/** The same step tells a person once. */
export const actionNoticeKey = (actionId: string, key: string): string => `action:${actionId}:${key}`;
