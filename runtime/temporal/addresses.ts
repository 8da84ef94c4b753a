export interface TemporalAddresses {
  address: string;
  /** Only the development server brings the Web UI. */
  uiUrl?: string;
  metricsUrl: string;
}
