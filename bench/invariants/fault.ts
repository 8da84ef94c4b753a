export interface Fault {
  kind: 'lost' | 'doubled' | 'unexplained';
  what: string;
}

export const lost = (what: string): Fault => ({ kind: 'lost', what });
export const doubled = (what: string): Fault => ({ kind: 'doubled', what });
export const unexplained = (what: string): Fault => ({ kind: 'unexplained', what });
