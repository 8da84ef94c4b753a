import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ActionCommand, ActionState } from '../activities/actions/types';

/** Something was changed in the counterpart outside: it is to be read anew. */
export const externalChanged = defineSignal<[object]>('externalChanged');
/** A person wants what could not be carried over to be tried again. */
export const syncWanted = defineSignal<[object]>('syncWanted');

/** Commands: each is carried out, or refused with an error code, before the caller hears back. */
export const startAction = defineUpdate<void, [ActionCommand<'start'>]>('startAction');
export const finishAction = defineUpdate<void, [ActionCommand<'done'>]>('finishAction');
export const verifyAction = defineUpdate<void, [ActionCommand<'verify'>]>('verifyAction');
export const returnAction = defineUpdate<void, [ActionCommand<'return'>]>('returnAction');
export const changeAction = defineUpdate<void, [ActionCommand<'change'>]>('changeAction');
export const cancelAction = defineUpdate<void, [ActionCommand<'cancel'>]>('cancelAction');

export const actionState = defineQuery<ActionState | undefined>('actionState');
