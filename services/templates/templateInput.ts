/** A template as a caller sends it: nothing but the fields' presence is known yet. */
export interface TemplateInput {
  name: string;
  description?: string | null;
  /** Absent: a new template belongs to the whole plant, a replaced one stays where it is. */
  area_id?: string | null;
  structure: unknown;
  settings?: unknown;
}
