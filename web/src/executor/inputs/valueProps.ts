export interface ValueProps {
  value: unknown;
  /** The id of the question's heading. */
  labelledBy: string;
  /** `null` clears. */
  onChange: (value: unknown) => void;
}
