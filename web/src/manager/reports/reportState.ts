import type { Report } from '../data/types';

export const FORMATS = ['PDF', 'HTML', 'JSON'] as const;
export type ReportFormat = (typeof FORMATS)[number];

export const isBeingMade = ({ status }: Pick<Report, 'status'>) =>
  status === 'pending' || status === 'running';
