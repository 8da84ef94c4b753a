import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { DomainError } from '../domain/errors';

/** A refusal is final and carries its code and details to the caller; everything else is tried again. */
export const refusalsAreFinal: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'service.unavailable') throw error;
      throw ApplicationFailure.create({
        message: error.code,
        type: error.code,
        nonRetryable: true,
        details: [error.details],
        category: 'BENIGN',
      });
    }
  },
};
