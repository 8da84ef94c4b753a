import { Component, type ReactNode } from 'react';
import { unreachable } from '../api/problem';
import { Problem } from '../parts/Problem';
import { reloadAnew } from './update';

interface FailsafeProps {
  children: ReactNode;
}

/** Around a page: a part of the panel that could not be fetched, or a fault, leaves the rest standing. */
export class Failsafe extends Component<FailsafeProps, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error: isUnfetched(error) ? unreachable() : error };
  }

  override render() {
    const { error } = this.state;
    return error === undefined ? (
      this.props.children
    ) : (
      <Problem error={error} onRetry={() => void reloadAnew()} />
    );
  }
}

const isUnfetched = (error: unknown) =>
  error instanceof TypeError && /import|module|fetch/i.test(error.message);
