import { inMoscow, instantOf, objectOf, type Params } from './methodsV2';
import { ACTING_USER, type Portal, type StubTask } from './portal';
import { wrongV3 } from './refusal';
import type { TaskChange, TaskDesk } from './tasks';

/** The third version: JSON only, camelCase, results in `item`. */
export function methodsV3(portal: Portal, desk: TaskDesk): Record<string, (params: Params) => unknown> {
  const found = (params: Params, field = 'id'): StubTask => {
    const task = portal.task(Number(needed(params, field)));
    if (!task) throw wrongV3('ENTITYNOTFOUNDEXCEPTION', 'Entity was not found');
    return task;
  };
  const methods: Record<string, (params: Params) => unknown> = {
    'rest.documentation.openapi': () => ({
      openapi: '3.0.0',
      info: { title: 'Bitrix24 REST V3 API', version: '1.0.0' },
      paths: Object.fromEntries(Object.keys(methods).map((name) => [`/${name}`, {}])),
    }),
    'tasks.task.add': (params) => {
      const fields = objectOf(needed(params, 'fields'));
      const title = String(needed(fields, 'title'));
      const responsibleId = Number(needed(fields, 'responsibleId'));
      needed(fields, 'creatorId');
      return { item: shown(desk.add({ ...changeOf(fields), title, responsibleId })) };
    },
    'tasks.task.update': (params) => {
      desk.change(found(params).id, changeOf(objectOf(needed(params, 'fields'))));
      return { result: true };
    },
    'tasks.task.get': (params) => ({ item: shown(found(params)) }),
    'tasks.task.chat.message.send': (params) => {
      const fields = objectOf(needed(params, 'fields'));
      desk.say(found(fields, 'taskId').id, ACTING_USER, String(needed(fields, 'text')));
      return { result: true };
    },
    'tasks.task.file.attach': (params) => {
      desk.attach(found(params, 'taskId').id, (needed(params, 'fileIds') as unknown[]).map(Number));
      return { result: true };
    },
  };
  return methods;
}

function needed(params: Params, field: string): unknown {
  const value = params[field];
  if (value === undefined || value === null)
    throw wrongV3(
      'VALIDATION_REQUESTVALIDATIONEXCEPTION',
      `Required field \`${field}\` is not specified`,
      field,
    );
  return value;
}

function changeOf(fields: Params): TaskChange {
  return {
    ...(typeof fields.title === 'string' && { title: fields.title }),
    ...(typeof fields.description === 'string' && { description: fields.description }),
    ...('deadline' in fields && { deadline: instantOf(fields.deadline) }),
    ...(fields.responsibleId !== undefined && { responsibleId: Number(fields.responsibleId) }),
    ...(typeof fields.xmlId === 'string' && { xmlId: fields.xmlId }),
    ...(typeof fields.priority === 'string' && { priority: PRIORITIES.indexOf(fields.priority) }),
  };
}

const PRIORITIES = ['low', 'average', 'high'];
const STATUSES: Record<number, string> = {
  2: 'pending',
  3: 'in_progress',
  4: 'supposedly_completed',
  5: 'completed',
  6: 'deferred',
};

function shown(task: StubTask): Params {
  return {
    ...{ id: task.id, title: task.title, description: task.description, xmlId: task.xmlId },
    ...{ creatorId: task.createdBy, responsibleId: task.responsibleId, chatId: task.chatId },
    deadline: inMoscow(task.deadline),
    status: STATUSES[task.status],
    priority: PRIORITIES[task.priority],
    fileIds: task.fileIds.length > 0 ? task.fileIds : null,
    created: inMoscow(task.createdDate),
    changed: inMoscow(task.changedDate),
  };
}
